"""Lines of time as they are typed in Portuguese, and that English stays what it was."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import words
from hundred_app.core.errors import Invalid
from hundred_app.core.language import speaking
from hundred_app.features.commitments.rules.durations import parse_duration
from hundred_app.features.commitments.rules.moments import parse_moment
from hundred_app.features.commitments.rules.quickline import read_line

at = datetime.fromisoformat
NOW = at("2026-11-18 20:00")
"""A Wednesday."""

TITLES = ["Violoncelo", "Português"]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        pytest.param("ontem 18:05", at("2026-11-17 18:05"), id="yesterday"),
        pytest.param("ontem às 18:05", at("2026-11-17 18:05"), id="with a joint"),
        pytest.param("Hoje 9:30", at("2026-11-18 09:30"), id="today"),
        pytest.param("seg 18:05", at("2026-11-16 18:05"), id="a weekday cut short"),
        pytest.param("terça-feira, 18:05", at("2026-11-17 18:05"), id="in full"),
        pytest.param("TERCA 18:05", at("2026-11-17 18:05"), id="without accents"),
        pytest.param("SÁBADO", at("2026-11-14 12:00"), id="a day alone is its noon"),
        pytest.param("3 nov 18:05", at("2026-11-03 18:05"), id="a month cut short"),
        pytest.param("3 de março", at("2026-03-03 12:00"), id="as it is written"),
        pytest.param("1º de marco", at("2026-03-01 12:00"), id="the first"),
        pytest.param("31 de dezembro de 2025 8:00", at("2025-12-31 08:00"), id="with its year"),
        pytest.param("yesterday 18:05", at("2026-11-17 18:05"), id="English, still"),
        pytest.param("Tue 18:05", at("2026-11-17 18:05"), id="an English weekday"),
    ],
)
def test_a_moment_is_read_in_portuguese(typed: str, moment: datetime) -> None:
    with speaking("pt-BR"):
        assert parse_moment(typed, NOW) == moment


@given(
    st.datetimes(at("1990-01-01 00:00"), at("2100-01-01 00:00")),
    st.timedeltas(timedelta(), timedelta(days=3000)),
)
def test_what_hundred_shows_in_portuguese_can_be_typed_back(now: datetime, ago: timedelta) -> None:
    moment = (now - ago).replace(second=0, microsecond=0)
    with speaking("pt-BR"):
        shown = f"{words.near_day(moment.date(), now.date())} {words.clock(moment)}"
        assert parse_moment(shown, now) == moment


@pytest.mark.parametrize("typed", ["ontem 18:05", "3 set", "seg 18:05", "hoje"])
def test_portuguese_days_are_none_in_english(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_moment(typed, NOW)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("45 minutos", 45), ("1 hora", 60), ("2 horas", 120), ("1h e 30", 90), ("1,5 hora", 90)],
)
def test_a_duration_is_read_in_portuguese(typed: str, minutes: int) -> None:
    with speaking("pt-BR"):
        assert parse_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes", "commitment", "started", "reflection"),
    [
        pytest.param(
            "45m violoncelo o arco quer menos mão", 45, 0, None, "o arco quer menos mão", id="plain"
        ),
        pytest.param(
            "45 minutos de violoncelo ontem às 18:05 - mais leve",
            45, 0, at("2026-11-17 18:05"), "mais leve", id="with all its words",
        ),
        pytest.param(
            "1h30 no portugues seg 9:00 os verbos", 90, 1, at("2026-11-16 09:00"), "os verbos",
            id="another day",
        ),
        pytest.param(
            "português 17:10 às 17:50 o subjuntivo", 40, 1, at("2026-11-18 17:10"),
            "o subjuntivo", id="from and to",
        ),
    ],
)  # fmt: skip
def test_a_line_is_read_in_portuguese(
    typed: str, minutes: int, commitment: int, started: datetime | None, reflection: str
) -> None:
    with speaking("pt-BR"):
        line = read_line(typed, TITLES, NOW)
    told = (line.minutes, line.commitment, line.started, line.reflection, line.problem)
    assert told == (minutes, commitment, started, reflection, None)


def test_an_english_line_keeps_its_words() -> None:
    line = read_line("1h 30 set pieces, no cello today", ["Cello"], NOW)
    assert line.minutes == 90
    assert "no cello" in line.reflection
    assert words.day(date(2026, 11, 3), NOW.date())
