"""The lines of a commitment that hang in the museum; the first of them hangs on the wall."""

import re
from collections.abc import Sequence

from hundred_app.core.errors import Invalid
from hundred_app.core.text import seen
from hundred_app.features.commitments.texts import t

LONGEST_LINE = 300
MOST_LINES = 5

_END = re.compile(r"""(?:(?<=[.!?…。！？])|(?<=[.!?…。！？]["”’»)]))\s+|\n+""")


def parse_line(text: str) -> str:
    """
    Raises:
        Invalid: "line" is blank or longer than 300 characters.
    """
    line = " ".join(seen(text[: 10 * LONGEST_LINE]).split())
    if not line:
        raise Invalid("line", t.line_empty)
    if len(line) > LONGEST_LINE:
        raise Invalid("line", t.line_length(has=len(line)))
    return line


def sentences(text: str) -> list[str]:
    """What of a text may hang: its sentences, without repetition and those that are too long."""
    found = (" ".join(part.split()) for part in _END.split(text))
    return [line for line in dict.fromkeys(found) if 0 < len(line) <= LONGEST_LINE]


def uncut(beginning: str, letters: int) -> str:
    """The whole sentences of a text of which only so many characters were read.

    One sentence that is longer than that is left as it is, for there is nothing else.
    """
    if len(beginning) < letters:
        return beginning
    ends = [found.start() for found in _END.finditer(beginning)]
    return beginning[: ends[-1]] if ends else beginning


def hung(lines: Sequence[str], line: str) -> list[str]:
    """The lines with this one in the first place; the last gives way when there are too many."""
    return [line, *(other for other in lines if other != line)][:MOST_LINES]


def taken_down(lines: Sequence[str], line: str) -> list[str]:
    return [other for other in lines if other != line]


def together(lines: Sequence[str]) -> str:
    """As they are kept: none of them has a line end in it."""
    return "\n".join(lines)


def apart(kept: str) -> list[str]:
    return kept.split("\n") if kept else []
