"""What an empty reflection begins with, as its person wants it."""

from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules import prompts


def prompting(work: Work) -> tuple[str, str]:
    """The question that stands in the empty field, and the text that it begins with; or ""."""
    wanted = accounts.writing_help(work)
    return (
        prompts.prompt(work.today) if wanted.has_prompts else "",
        prompts.template() if wanted.has_template else "",
    )
