"""The history as a file: what is asked for and no more, and all of it back again."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import make
import pytest
from conftest import person
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import fulltext
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.service import history
from hundred_app.features.commitments.service.history import Written
from hundred_app.features.commitments.service.narrowing import Asked, address, asked_in
from hundred_app.features.transfer import rules, service

HEADER = "\ufeffstart,minutes,commitment,category,reflection\r\n"


@pytest.fixture
def diary(alice: Work) -> tuple[str, str]:
    cello = make.commit(alice, "+Cello", category="Music")
    chess = make.commit(alice, "Chess")
    make.log(alice, cello, minutes=90, ago=timedelta(hours=1), text='- a "list"\n- of, two')
    make.log(alice, chess, minutes=5, ago=timedelta(days=40), text="A rook. ♜ שחמט")
    make.bring(alice, chess, minutes=7, ago=timedelta(days=50))
    return cello, chess


def told(work: Work) -> list[Written]:
    return list(history.written(work, Asked()))


def test_a_row_for_each_log_the_newest_first(alice: Work, diary: tuple[str, str]) -> None:
    assert service.sheet(alice, Asked()) == (
        HEADER
        + '2026-11-18 09:30:00+00:00,90,\'+Cello,Music,"\'- a ""list""\n- of, two"\r\n'
        + "2026-10-09 11:55:00+00:00,5,Chess,,A rook. ♜ שחמט\r\n"
        + "2026-09-29 11:53:00+00:00,7,Chess,,\r\n"
    )


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        pytest.param(Asked(), {90, 5, 7}, id="all"),
        pytest.param(Asked(text="rook"), {5}, id="a word"),
        pytest.param(Asked(category="Music"), {90}, id="a category"),
        pytest.param(Asked(time="2026-10"), {5}, id="a month"),
        pytest.param(Asked(time="2026-10", category="Music"), set(), id="nothing"),
    ],
)
def test_what_is_asked_for(
    alice: Work, diary: tuple[str, str], asked: Asked, minutes: set[int]
) -> None:
    alice.db.flush()
    fulltext.settle(alice.db.connection())
    assert {one.minutes for one in history.written(alice, asked)} == minutes
    assert asked_in(dict(parse_qsl(address(asked).partition("?")[2]))) == asked


def test_nobody_gets_what_is_anothers(alice: Work, mallory: Work, diary: tuple[str, str]) -> None:
    make.commit(mallory, "Cello")
    assert service.sheet(mallory, Asked()) == HEADER
    with pytest.raises(NotFound):
        service.sheet(mallory, Asked(commitment_id=diary[0]))


def test_all_of_it_can_be_brought_in_elsewhere(alice: Work, diary: tuple[str, str]) -> None:
    bea = person(alice.db, "bea", zone="Asia/Kathmandu")
    raw = service.sheet(alice, Asked()).encode()
    service.bring_in(bea, raw, "csv", ["+Cello=C", "Chess=Chess"])
    mine = [(one.started, one.minutes, one.reflection) for one in told(alice)]
    hers = [(one.started, one.minutes, one.reflection) for one in told(bea)]
    assert hers == mine


def test_a_sentence_that_is_still_owed_is_not_one(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    make.bring(alice, cello)
    assert [one.reflection for one in told(alice)] == [""]


def test_every_log_once_over_many_pages(alice: Work) -> None:
    cello = make.commit(alice, "Cello")
    for number in range(25):
        make.log(alice, cello, minutes=1, ago=timedelta(minutes=5), text=f"No. {number}")
    found = {one.reflection for one in history.written(alice, Asked(), at_once=4)}
    assert found == {f"No. {number}" for number in range(25)}
    assert len(told(alice)) == 25


ZONES = ["UTC", "Europe/Berlin", "Africa/Monrovia", "Asia/Kathmandu", "America/St_Johns"]
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80).map(str.strip)


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 31)),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.integers(1, 1440),
    TEXTS,
)
def test_a_row_reads_as_it_was_written(
    moment: datetime, zone: str, minutes: int, reflection: str
) -> None:
    started = moment.replace(microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    text = rules.sheet([Written(started, minutes, "Cello", "", reflection)])
    reading = rules.read_csv(rules.decode(text.encode()), "Pacific/Auckland")
    assert not reading.unreadable
    (entry,) = reading.entries
    assert (entry.started, entry.minutes) == (started, minutes)
    assert entry.note.split() == reflection.split()


def test_numbers_with_their_names_are_no_formulas_either() -> None:
    told = rules.plain_sheet(("commitment", "minutes"), [("=1+1", 5), ('-a "b"', 0)])
    assert told == '\ufeffcommitment,minutes\r\n\'=1+1,5\r\n"\'-a ""b""",0\r\n'
