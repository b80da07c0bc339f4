"""The book of a commitment: what its page says of it, and all that is printed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from hundred_app.core import language, words
from hundred_app.core.text import isolated
from hundred_app.core.work import Work
from hundred_app.features.book import rules
from hundred_app.features.book.figures import Book, Drawing, Note, Part, Says, Step, drawings
from hundred_app.features.book.rules import Chapter, Entry, lettering, shapes
from hundred_app.features.book.texts import t
from hundred_app.features.commitments.service.whole import Synthesis, Whole, whole

_ALWAYS_WITH_YEAR = date.min


@dataclass(frozen=True)
class Cover:
    """What the page of the book shows.

    Attributes:
        lacks: what the PDF cannot show, or "".
        too_thick: why there is no PDF, or "".
        letter: that it stays sealed, or "".
    """

    title: str
    href: str
    seat: str
    heading: str
    what: str
    standing: str
    contents: list[str]
    letter: str
    lacks: str
    too_thick: str
    pdf: str
    epub: str


def cover(work: Work, commitment_id: str) -> Cover:
    """
    Raises:
        NotFound: it is not here, or not this person's.
    """
    held = whole(work, commitment_id)
    entries = _entries(held)
    texts = _texts(held)
    is_thin = rules.may_be_bound(texts)
    # Letter by letter, and so not of more than a PDF can hold.
    lacks = sum(lettering.shown(text)[1] for text in texts) if is_thin else 0
    return Cover(
        title=held.title,
        href=f"/c/{held.id}",
        seat=held.seat,
        heading=t.of_title(title=isolated(held.title)),
        what=t.what(title=isolated(held.title)),
        standing=_standing(held, entries),
        contents=_contents(held, entries),
        letter=t.letter_stays if held.letter and not held.letter.text else "",
        lacks=t.lacks(lacks, count=words.grouped(lacks)) if lacks else "",
        too_thick="" if is_thin else t.too_thick,
        pdf=f"/book/{held.id}.pdf" if is_thin else "",
        epub=f"/book/{held.id}.epub",
    )


def book(work: Work, commitment_id: str, author: str) -> Book:
    """All that is printed, in the language that is spoken.

    Raises:
        NotFound: it is not here, or not this person's.
    """
    held = whole(work, commitment_id)
    entries = _entries(held)
    colour = held.colours
    total = _total(held, entries)
    return Book(
        id=held.id,
        language=language.spoken(),
        made=work.today.isoformat(),
        title=held.title,
        category=held.category,
        author=author,
        by=t.by(name=author),
        standing=words.hours(total)
        if total >= held.goal_hours * 60
        else t.draft(hours=words.hours(total), goal=words.grouped(held.goal_hours)),
        colour=colour.full,
        says=_says(work, held, entries),
        grid=_grid(held, total, colour.full, colour.before),
        timeline=tuple(_timeline(held, entries)),
        years=tuple(_years(work, entries, colour.full)),
        line=_line(held, entries, colour.full),
        parts=tuple(_part(chapter, held) for chapter in _chapters(held, entries)),
        letter=_letter(held),
    )


def may_be_bound(printed: Book) -> bool:
    """Whether a PDF can hold it."""
    notes = [note for part in printed.parts for note in (*part.notes, part.synthesis) if note]
    return rules.may_be_bound([note.text for note in (*notes, printed.letter) if note])


def _entries(held: Whole) -> list[Entry]:
    found: list[Entry] = []
    at = held.minutes_before
    for log in held.logs:
        found.append(Entry(log.day, at, log.minutes, log.text))
        at += log.minutes
    return found


def _total(held: Whole, entries: list[Entry]) -> int:
    return entries[-1].before + entries[-1].minutes if entries else held.minutes_before


def _texts(held: Whole) -> list[str]:
    own = [log.text for log in held.logs if log.text]
    letter = [held.letter.text] if held.letter and held.letter.text else []
    return [held.title, *own, *(item.text for item in held.syntheses), *letter]


def _chapters(held: Whole, entries: list[Entry]) -> list[Chapter]:
    return rules.chapters(entries, held.goal_hours, [item.hours for item in held.syntheses])


def _standing(held: Whole, entries: list[Entry]) -> str:
    total = _total(held, entries)
    if not _texts(held)[1:]:
        return t.is_empty
    if total >= held.goal_hours * 60:
        return t.is_whole(hours=words.hours(total))
    return t.is_draft(hours=words.hours(total), goal=words.grouped(held.goal_hours))


def _contents(held: Whole, entries: list[Entry]) -> list[str]:
    own = sum(1 for log in held.logs if log.text)
    chapters = len(_chapters(held, entries))
    notes = t.has_notes(own, count=words.grouped(own))
    lines = [str(t.has_start)]
    if own:
        lines.append(t.has_chapters(chapters, notes=notes, count=chapters))
    if held.syntheses:
        lines.append(t.has_syntheses(len(held.syntheses), count=len(held.syntheses)))
    if held.letter and held.letter.text:
        lines.append(t.has_letter)
    return lines


def _day(when: date) -> str:
    """A day with its year: a book is read in another one."""
    return words.day(when, _ALWAYS_WITH_YEAR)


def _says(work: Work, held: Whole, entries: list[Entry]) -> Says:
    return Says(
        book=t.book,
        contents=t.table,
        the_hours=t.the_hours,
        timeline=t.timeline,
        days=t.days,
        days_help=t.days_help,
        over_time=t.over_time,
        over_time_help=_span(entries),
        letter=t.letter,
        letter_how=t.letter_how,
        missing=t.missing,
        colophon=t.colophon(day=_day(work.today)),
        summary=_in_numbers(held, entries),
    )


def _span(entries: list[Entry]) -> str:
    if not entries:
        return ""
    if entries[0].day == entries[-1].day:
        return _day(entries[0].day)
    return t.over_time_help(first=_day(entries[0].day), last=_day(entries[-1].day))


def _in_numbers(held: Whole, entries: list[Entry]) -> str:
    if not entries:
        return t.nothing_yet
    days = len({entry.day for entry in entries})
    own = sum(1 for entry in entries if entry.text)
    return t.in_numbers(
        hours=words.hours(_total(held, entries) - held.minutes_before),
        days=t.on_days(days, count=words.grouped(days)),
        notes=t.has_notes(own, count=words.grouped(own)),
    )


def _grid(held: Whole, total: int, colour: str, earlier: str) -> Drawing:
    square = held.goal_hours * 60
    full, rest = divmod(min(total * 100, 100 * square), square)
    before = held.minutes_before * 100 // square
    return Drawing(
        drawings.grid(full, rest / square, before, colour, earlier), t.grid_alt(count=full)
    )


def _timeline(held: Whole, entries: list[Entry]) -> list[Step]:
    """What happened, by day; on one day in the order in which it is found here."""
    found: list[tuple[date, str]] = [(held.began, t.began)]
    if held.minutes_before:
        found.append((held.began, t.brought(hours=words.hours(held.minutes_before))))
    if entries:
        found.append((entries[0].day, t.first_hour))
    for hours in rules.edges(held.goal_hours, [item.hours for item in held.syntheses]):
        day = rules.reached(entries, hours)
        if day:
            found.append((day, t.reached(hours=words.grouped(hours))))
    found += [(item.day, t.wrote(hours=item.hours)) for item in held.syntheses]
    return [Step(_day(day), text) for day, text in sorted(found, key=lambda one: one[0])]


def _years(work: Work, entries: list[Entry], colour: str) -> list[Drawing]:
    minutes: dict[date, int] = {}
    for entry in entries:
        minutes[entry.day] = minutes.get(entry.day, 0) + entry.minutes
    months = [words.short_month(date(2000, month, 1)) for month in range(1, 13)]
    return [
        Drawing(drawings.year(year, months, colour), t.days_of(year=str(year.year)), str(year.year))
        for year in shapes.years(minutes, work.week_start)
    ]


def _line(held: Whole, entries: list[Entry], colour: str) -> Drawing | None:
    points = shapes.line(entries)
    if not points:
        return None
    marks = [
        (hours * 60, words.whole_hours(hours * 60))
        for hours in rules.edges(held.goal_hours, [item.hours for item in held.syntheses])
    ]
    alt = t.over_time_alt(
        first=_day(entries[0].day),
        last=_day(entries[-1].day),
        hours=words.hours(_total(held, entries)),
    )
    return Drawing(drawings.line(points, marks, colour), alt)


def _part(chapter: Chapter, held: Whole) -> Part:
    without = [entry for entry in chapter.entries if not entry.text]
    minutes = words.duration(sum(entry.minutes for entry in without))
    written = next((item for item in held.syntheses if item.hours == chapter.last), None)
    return Part(
        heading=_heading(chapter),
        summary=_span(list(chapter.entries)),
        notes=tuple(
            Note(
                t.hour(number=words.grouped(entry.hour)),
                f"{_day(entry.day)}, {words.duration(entry.minutes)}",
                entry.text,
            )
            for entry in chapter.entries
            if entry.text
        ),
        without=t.without(len(without), time=minutes, count=words.grouped(len(without)))
        if without
        else "",
        synthesis=_synthesis(written) if written else None,
    )


def _letter(held: Whole) -> Note | None:
    """The letter, once it may be read."""
    if not held.letter or not held.letter.text:
        return None
    return Note(t.letter, t.written(day=_day(held.letter.day)), held.letter.text)


def _synthesis(item: Synthesis) -> Note:
    return Note(t.synthesis(hours=item.hours), _day(item.day), item.text, item.question)


def _heading(chapter: Chapter) -> str:
    first = words.grouped(chapter.first)
    if chapter.last is None:
        return t.onwards(first=first)
    last = words.grouped(chapter.last)
    return t.chapter(first=first, last=last) if chapter.first else t.first_chapter(last=last)


def file_name(printed: Book, kind: str) -> str:
    """What its file is called: "the-hundred-book-of-cello.pdf", in plain letters."""
    plain = unicodedata.normalize("NFKD", printed.title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall("[a-z0-9]+", plain)) or printed.id
    return f"the-hundred-book-of-{name}.{kind}"
