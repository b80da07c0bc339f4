"""A book as PDF, set by Typst. What somebody wrote goes in as data and is never markup."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hundred_app.core.prose import Block, Run, may_lead_to
from hundred_app.features.book.figures import Book, Note, Part, flow
from hundred_app.features.book.rules import lettering

_TEMPLATE = Path(__file__).with_name("book.typ")


def pdf(book: Book) -> bytes:
    """The file, as PDF/A, the same bytes for the same book."""
    # It is some eighty megabytes, and needed by no other answer.
    import typst

    told, missing = as_data(book)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    nowhere = _TEMPLATE.parent / "no-packages"
    files = {
        "main.typ": _TEMPLATE.read_bytes(),
        "book.json": json.dumps({**told, "missing": missing}).encode(),
    }
    made = typst.compile(
        files,  # pyright: ignore[reportArgumentType]  (its stub knows no dictionary yet)
        format="pdf",
        font_paths=fonts,
        ignore_system_fonts=True,
        # The template asks for no package; it would look for one here, where there is none.
        package_path=nowhere,
        package_cache_path=nowhere,
        # PDF/A has every font inside, runs nothing, and refuses a letter without a shape.
        pdf_standards=["a-2u"],
        timestamp=datetime.fromisoformat(f"{book.made}T00:00:00+00:00"),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def as_data(book: Book) -> tuple[dict[str, Any], int]:
    """What the template reads, and how many letters the fonts lack."""
    setting = _Setting()
    told = asdict(replace(book, parts=(), letter=None))
    return {
        **told,
        "title": setting.shown(book.title),
        "title_dir": setting.direction(book.title),
        "by": setting.shown(book.by),
        "author": setting.shown(book.author),
        "category": setting.shown(book.category),
        "parts": [setting.part(part) for part in book.parts],
        "letter": setting.note(book.letter) if book.letter else None,
    }, setting.missing


class _Setting:
    """Texts as they can be set; counts what cannot."""

    def __init__(self) -> None:
        self.missing = 0

    def shown(self, text: str) -> str:
        can_be, missing = lettering.shown(text)
        self.missing += missing
        return can_be

    def direction(self, text: str) -> str:
        return "rtl" if lettering.is_from_right(text) else "ltr"

    def part(self, part: Part) -> dict[str, Any]:
        return {
            "heading": part.heading,
            "summary": part.summary,
            "without": part.without,
            "notes": [self.note(note) for note in part.notes],
            "synthesis": self.note(part.synthesis) if part.synthesis else None,
        }

    def note(self, note: Note) -> dict[str, Any]:
        return {
            "mark": note.mark,
            "day": note.day,
            "question": note.question,
            "blocks": self.blocks(flow.blocks(note.text)),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[dict[str, Any]]:
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> dict[str, Any]:
        return {
            "kind": block.kind,
            "dir": self.direction(flow.words(block)),
            "start": block.start,
            "runs": [self.run(run) for run in block.runs],
            "blocks": self.blocks(block.blocks),
        }

    def run(self, run: Run) -> dict[str, Any]:
        return {
            "text": self.shown(run.text),
            "style": run.style.split(),
            # What the page of the app would not lead to, a book does not either.
            "href": run.href if may_lead_to(run.href) else "",
        }
