"""Sentences: every one that Hundred says is a Phrase in some feature's texts.py."""

from typing import Any


class Phrase(str):
    """A sentence, with named gaps that are filled by calling it.

    A page that shows it as it stands uses it as text; a sentence with a gap is
    called: `t.too_long(most=100, has=112)`. All sentences pass through here so
    that a catalogue of another language needs one place to look them up.
    """

    __slots__ = ()

    def __call__(self, **values: Any) -> str:
        """The sentence with its gaps filled."""
        return self.format(**values)


def plural(count: int, one: Phrase, many: Phrase) -> str:
    """`one` for exactly one, else `many`; both have the gap `count`."""
    return (one if count == 1 else many)(count=f"{count:,}")
