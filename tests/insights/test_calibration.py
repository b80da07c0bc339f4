"""The page about the forecast says what the forecast does."""

from datetime import date, timedelta

import calibration
import pytest
from calibration import PAGE, REAL, judged, table_in

from hundred_app.features.insights.rules import Dates, NotAtThisPace

TODAY = date(2026, 11, 18)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


TOLD = Dates(on(10), on(20), on(30))


@pytest.mark.parametrize(
    ("told", "came", "end", "verdict", "error"),
    [
        pytest.param(TOLD, 10, 99, "inside", 10, id="on the first day"),
        pytest.param(TOLD, 30, 99, "inside", 10, id="on the last"),
        pytest.param(TOLD, 9, 99, "before", 11, id="a day before"),
        pytest.param(TOLD, 31, 99, "after", 11, id="a day after"),
        pytest.param(TOLD, None, 30, "after", None, id="not by the end of the data"),
        pytest.param(TOLD, None, 29, "cut", None, id="the data end before the range"),
        pytest.param(TOLD, 25, 29, "cut", 5, id="it came, and still is not judged"),
        pytest.param(TOLD, 9, 29, "cut before", 11, id="it came before the range"),
        pytest.param(Dates(on(1), on(2), None), 5, 99, "cut", 3, id="a range without an end"),
        pytest.param(NotAtThisPace(), None, 99, "never", None, id="never, rightly"),
        pytest.param(NotAtThisPace(), 50, 99, "never came", None, id="never, and it came"),
    ],
)
def test_a_forecast_is_judged_by_what_it_says_and_not_by_what_came(
    told: object, came: int | None, end: int, verdict: str, error: int | None
) -> None:
    arrived = None if came is None else on(came)
    trial = judged(told, arrived, TODAY, on(end), is_goal=True)
    assert (trial.verdict, trial.wait, trial.error) == (verdict, came, error)


def test_each_kind_of_invented_people_is_the_same_every_time_and_not_all_alike() -> None:
    for kind in calibration.KINDS:
        assert calibration.invented(kind, 3) == calibration.invented(kind, 3)
        assert calibration.invented(kind, 3) != calibration.invented(kind, 4)


def test_a_mark_is_reached_on_the_day_of_its_last_minute() -> None:
    by_day = {on(0): 1499, on(1): 1, on(2): 3000, on(3): 10}
    assert calibration.arrivals(by_day) == {1500: on(1), 3000: on(2), 4500: on(2)}


def test_the_page_has_every_table() -> None:
    page = PAGE.read_text("utf-8")
    for name in ("all", "invented", "real", "alone"):
        assert table_in(page, name).startswith("| Who |"), name


@pytest.mark.slow
def test_the_forecast_is_as_good_as_its_page_says() -> None:
    rows, trials = calibration.table_of_invented()
    assert table_in(PAGE.read_text("utf-8"), "invented") == (calibration.HEAD + rows).strip()
    assert 75 <= calibration.coverage(trials) <= 88


@pytest.mark.slow
def test_with_the_real_year_it_is_still_right_as_often_as_it_says() -> None:
    if not REAL.exists():
        pytest.skip("the shared time sheet gleeo-2019.csv is not beside this checkout")
    trials = calibration.table_of_invented()[1] + calibration.of_real(REAL)
    assert 75 <= calibration.coverage(trials) <= 88
