"""What a draft may be called, how long it may be, and how long it lasts."""

import re
from datetime import timedelta

from hundred_app.core.errors import Invalid
from hundred_app.core.text import seen
from hundred_app.features.drafts.texts import t

LONGEST = 20_000
"""Characters of a draft: as many as the longest text that can be saved."""

MOST = 50
"""Drafts of one person."""

LASTS = timedelta(days=90)

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SUBJECT = re.compile(
    rf"quick|thought|log:new|log:{_ID}|synthesis:{_ID}:(?:25|50|75|100)|letter:{_ID}"
)
_NAME = re.compile(rf"({_SUBJECT.pattern})(?:@(0|[1-9][0-9]{{0,9}}))?")

QUICK = "quick"
THOUGHT = "thought"
NEW_LOG = "log:new"


def of_log(log_id: str) -> str:
    """The subject of the draft of a change to a log."""
    return f"log:{log_id}"


def of_synthesis(commitment_id: str, hours: object) -> str:
    """The subject of the draft of a synthesis."""
    return f"synthesis:{commitment_id}:{hours}"


def of_letter(commitment_id: str) -> str:
    """The subject of the draft of the letter to one's later self."""
    return f"letter:{commitment_id}"


def parse_name(text: object) -> tuple[str, int]:
    """The subject that a draft is about, and the rev of the saved text that it began from.

    A name is a subject, or a subject and a rev: "log:new", "log:0198…@3". The rev is 0 for a
    text that was never saved.

    Raises:
        Invalid: no field of ours has this name.
    """
    found = _NAME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise Invalid("name", t.no_such_field)
    return found[1], int(found[2] or 0)


def name_of(subject: str, rev: int) -> str:
    """The name of a draft about `subject` that began from what was saved as `rev`."""
    return f"{subject}@{rev}" if rev else subject


def parse_text(text: str) -> str:
    """The text as it is to be kept, with what can be seen of it; "" for one of only spaces.

    Raises:
        Invalid: it is longer than anything that can be saved.
    """
    if len(text) > LONGEST:
        raise Invalid("text", t.too_long_to_keep(has=f"{len(text):,}"))
    text = seen(text)
    return text if text.strip() else ""
