"""Texts that mean something to a database or a spreadsheet, wherever a text is taken."""

import csv
import io

import make
import pytest
from conftest import person  # pyright: ignore[reportAttributeAccessIssue]
from hostile.payloads import PAYLOADS
from hypothesis import given, settings
from hypothesis import strategies as st
from make import commit, log, undone

from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError, Invalid
from hundred_app.core.text import seen
from hundred_app.features.accounts import service as accounts
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.rules import pursuit
from hundred_app.features.commitments.service import (
    cards,
    entries,
    history,
    imports,
    logs,
    pages,
    pursuits,
    quick,
    removing,
)
from hundred_app.features.commitments.service.narrowing import Asked
from hundred_app.features.insights import service as insights
from hundred_app.features.transfer.rules import guarded, unguarded

SIGNS = (
    "'", '"', "`", ";", "--", "/*", "*/", "%", "_", "\\", "\x00", "?", ":name", "$1", "@x", "#",
    " OR 1=1", "' OR '1'='1", "'; DROP TABLE user;--", "NEAR(", "*", "^", "AND", "NOT", "{", "}",
    "col:", "(", ")", "||", "x'00'", "\ud800", "\U0010ffff", "ESCAPE '\\'", "char(0)", "\x1a",
)  # fmt: skip
signs = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=12).map("".join)


def whole(text: str) -> str:
    """As the edge hands texts on: without halves of letters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@settings(max_examples=150)
@given(text=signs.map(whole))
def test_s75_what_is_written_is_what_is_read(untouched: Database, text: str) -> None:
    with undone(untouched) as db:
        work = person(db, "alice")
        made = commit(work, f"x{text[:90]}", category=f"y{text[:40]}")
        kept = log(work, made, text=f"z{text}")
        (card,) = cards.cards(work)
        assert card.title == pursuit.parse_title(f"x{text[:90]}")
        assert pursuits.categories(work) == [pursuit.parse_category(f"y{text[:40]}")]
        assert logs.as_form(work, kept).reflection == seen(f"z{text}").strip()
        assert imports.commitment_called(work, card.title) == made
        assert imports.commitment_called(work, f"{text}%") is None
        day = history.history(work, Asked()).days[0]
        assert day.logs[0].reflection == seen(f"z{text}").strip()
        removed, _ = logs.remove_log(work, kept)
        assert logs.restore_log(work, removed).log_id == kept
        pages.squares(work, made)
        insights.hours(work, made, "all", "line")
        with pytest.raises(Invalid):
            removing.delete(work, made, "%")
        removing.delete(work, made, card.title)


@settings(max_examples=150)
@given(text=signs.map(whole))
def test_s75_what_is_asked_for_is_taken_by_its_letters(untouched: Database, text: str) -> None:
    """As an id, a page, a name, a zone, a line: found by nobody, and never an error of SQL."""
    with undone(untouched) as db:
        work = person(db, "alice")
        commit(work, "Cello")
        for ask in (
            lambda: pursuits.as_form(work, text),
            lambda: logs.as_form(work, text),
            lambda: logs.restore_log(work, text),
            lambda: history.history(work, Asked(), page=text or "x"),
            lambda: history.history(work, Asked(commitment_id=text or "x")),
            lambda: accounts.set_time_zone(work, text),
            lambda: activity.take_back(work, text, "time_log"),
        ):
            with pytest.raises(HundredError):
                ask()
        assert accounts.find_work_of(db, work.now, text) is None
        assert accounts.find_actor(db, work.now, text) is None
        quick.understand(work, quick.QuickForm(key="", text=f"5 {text}", commitment_id=text))


@pytest.mark.parametrize("first", [*"=+-@\t\r", "'=", "''", "＝"])
def test_s52_what_begins_like_a_formula_is_none_and_comes_back(first: str) -> None:
    for text in (first, f"{first}1+1", f'{first}HYPERLINK("//x")', f"{first}{PAYLOADS[0]}"):
        assert guarded(text)[:1] not in "=+-@\t\r" or not guarded(text)
        assert unguarded(guarded(text)) == text


@given(st.lists(st.one_of(signs, st.text(), st.sampled_from(PAYLOADS)), min_size=1, max_size=5))
def test_s52_cells_come_back_from_a_file_as_they_were(cells: list[str]) -> None:
    texts = [whole(cell).replace("\r", "").replace("\x00", "") for cell in cells]
    file = io.StringIO(newline="")
    csv.writer(file).writerow([guarded(text) for text in texts])
    file.seek(0)
    (row,) = csv.reader(file)
    assert [unguarded(cell) for cell in row] == texts


def test_unseen_letters_do_not_get_in(untouched: Database) -> None:
    with undone(untouched) as db:
        work = person(db, "alice")
        made = commit(work, "Ce\x1b[31mllo\x00", category="M\x07usic")
        make.log(work, made, text="one\x00\ntwo\tthree\x9b")
        (card,) = cards.cards(work)
        assert (card.title, card.category) == ("Ce[31mllo", "Music")
        (entry,) = entries.recent(work, 1)[0].logs
        assert entry.reflection == "one\ntwo\tthree"
