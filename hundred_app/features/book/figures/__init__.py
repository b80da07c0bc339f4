"""What is in a book, as plain data; how it is set is for those who draw it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A text with what stands over it."""

    mark: str
    day: str
    text: str
    question: str = ""


@dataclass(frozen=True)
class Part:
    """A chapter: what was learned in a stretch of hours, and the synthesis at its end.

    `without` says how much time in it has no sentence, or is "".
    """

    heading: str
    summary: str
    notes: tuple[Note, ...]
    without: str
    synthesis: Note | None


@dataclass(frozen=True)
class Step:
    """A line of the timeline."""

    day: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, which has nothing in it but numbers and our own words."""

    svg: str
    alt: str
    name: str = ""


@dataclass(frozen=True)
class Says:
    """The sentences of a book that are ours, in its language."""

    book: str
    contents: str
    the_hours: str
    timeline: str
    days: str
    days_help: str
    over_time: str
    over_time_help: str
    letter: str
    letter_how: str
    missing: str
    colophon: str
    summary: str


@dataclass(frozen=True)
class Book:
    """A book, whole.

    Attributes:
        id: of the commitment.
        language: a tag such as "pt-BR".
        made: the day it was made on, as ISO 8601; nothing in it is of another moment.
        colour: of the commitment, as "#rrggbb".
        standing: how many hours it has; on a draft that it is one.
        letter: None as long as it is sealed, and when there is none.
    """

    id: str
    language: str
    made: str
    title: str
    category: str
    author: str
    by: str
    standing: str
    colour: str
    says: Says
    grid: Drawing
    timeline: tuple[Step, ...]
    years: tuple[Drawing, ...]
    line: Drawing | None
    parts: tuple[Part, ...]
    letter: Note | None
