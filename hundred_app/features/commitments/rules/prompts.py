"""Help with an empty page: one question a day, and three to fill in."""

from datetime import date

from hundred_app.core.text import seen
from hundred_app.features.commitments.texts import t


def prompt(day: date) -> str:
    """The question of a day: each day the next one, and the same one all day."""
    return t.prompts[day.toordinal() % len(t.prompts)]()


def template() -> str:
    """The three questions that a reflection may begin with."""
    return t.template()


def own_words(text: str) -> str:
    """What somebody wrote, trimmed; "" when it is nothing, or the three questions and no answer."""
    written = seen(text).strip()
    bare = "".join(written.split())
    # Begun in one language, and saved in another.
    unfilled = ("".join(each.split()) for each in (t.template, t.template.english))
    return "" if bare in unfilled else written
