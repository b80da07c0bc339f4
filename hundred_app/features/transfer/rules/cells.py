"""Text in one cell: tidied, made safe for spreadsheets and for messages."""

import re
from unicodedata import normalize

LONGEST_SHOWN = 60
"""How much of a value from a file is repeated in a message."""

_LONGEST_COMPOSED = 1_000
"""Characters; composing takes the square of the time for some texts. No name is as long."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FORMULA = re.compile("'*[=+@\t\r-]")
_GUARDED_FORMULA = re.compile("'+[=+@\t\r-]")


def tidy(text: str) -> str:
    """A name as it is compared: composed letters (NFC), single spaces, its case kept.

    A text longer than any name is left with the letters it has.
    """
    name = " ".join(text.split())
    return name if len(name) > _LONGEST_COMPOSED else normalize("NFC", name)


def is_printable(name: str) -> bool:
    """Whether a name is free of control characters, which could drive a terminal."""
    return _CONTROL.search(name) is None


def shown(value: str) -> str:
    """A value from a file as a message repeats it: on one line, short, nothing invisible."""
    line = " ".join(value[: 4 * LONGEST_SHOWN].split())
    cut = line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in cut)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before = + - @ and tabs.

    One more apostrophe also goes before text that already looks guarded, so
    `unguarded` gives every text back exactly.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED_FORMULA.match(text) else text
