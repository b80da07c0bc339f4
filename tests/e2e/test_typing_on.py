"""T-11: typing goes on while the server dies and comes back, and nothing of it is lost."""

import threading
from collections.abc import Iterator
from random import Random

import pytest
from browsing import Visit
from desk import Desk, Lags, Typing, forgive_silence, open_log, opened_desk, signed_in
from figures import Note
from playwright.sync_api import Page, expect

SHORT, LONG = 1, 17
SAVES_SHORT, SAVES_LONG = 2, 12


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


class Restarts(threading.Thread):
    """Kills the server and starts it anew, each time once the draft has caught up again."""

    def __init__(self, desk: Desk, name: str, count: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.desk = desk
        self.draft = name
        self.count = count
        self.done = 0
        self.lags = Lags()
        self.chance = Random(seed)
        self.enough = threading.Event()

    def run(self) -> None:
        for _ in range(self.count):
            self._watch(len(self.desk.draft(self.draft)))
            self.desk.restart()
            self.done += 1
        self._watch(len(self.desk.draft(self.draft)))

    def _watch(self, before: int) -> None:
        """Look at the draft from when it grows again until a random moment within two seconds."""
        while len(self.desk.draft(self.draft)) <= before:
            self.enough.wait(0.02)
        for _ in range(self.chance.randrange(5, 60)):
            self.lags.look(len(self.desk.draft(self.draft)))
            self.enough.wait(0.03)


def _open_dialog(page: Page) -> Typing:
    typing = Typing(open_log(page))
    page.get_by_label("Duration").fill("45m")
    page.get_by_label("When it began").fill("yesterday 18:00")
    typing.area.focus()
    return typing


def _open_line(page: Page) -> Typing:
    typing = Typing(page.locator("#quick-log"))
    typing.area.fill("45m cello ")
    typing.text = "45m cello "
    return typing


def _open_room(page: Page) -> Typing:
    typing = Typing(page.get_by_label("Your synthesis"))
    typing.area.focus()
    return typing


PLACES = {"dialog": _open_dialog, "line": _open_line, "room": _open_room}


def _type_through(desk: Desk, visit: Visit, place: str, count: int) -> tuple[int, float]:
    """Type until the server died so often. Returns how often it lost nothing, and the lag."""
    name = {"dialog": "log:new", "line": "quick", "room": f"synthesis:{desk.cello}:25"}[place]
    visitor = signed_in(desk, visit)
    if place != "line":
        visitor.goto(desk.room if place == "room" else desk.page)
    typing = PLACES[place](visitor.page)
    typing.begin()
    restarts = Restarts(desk, name, count, seed=count)
    restarts.start()
    same = 0
    while restarts.is_alive():
        before = restarts.done
        typing.type()
        assert typing.area.input_value() == typing.text
        same += restarts.done - before
    restarts.join()
    assert restarts.done == count
    typing.type()
    assert typing.area.input_value() == typing.text
    expect(typing.area).to_be_focused()
    desk.await_draft(name, typing.text)
    worst = restarts.lags.worst(typing.moments())
    if place == "dialog":
        expect(visitor.page.get_by_label("Duration")).to_have_value("45m")
        expect(visitor.page.get_by_label("When it began")).to_have_value("yesterday 18:00")
        expect(visitor.page.locator("input[name=commitment_id]:checked")).to_have_count(1)
    typing.area.press("Control+Enter")
    saved = typing.text.removeprefix("45m cello ").strip()
    column = ("time_log", "reflection") if place != "room" else ("milestone", "user_synthesis")
    told = visitor.page.get_by_text("is written." if place == "room" else "Logged 45 min of Cello.")
    expect(told).to_be_visible()
    assert desk.rows(f"SELECT count(*) FROM {column[0]} WHERE {column[1]} = ?", saved) == [(1,)]
    assert desk.rows("SELECT name FROM draft") == []
    forgive_silence(visitor)
    return same, worst


@pytest.mark.parametrize("place", ["line"])
def test_t11_typing_goes_on_while_the_server_is_killed(
    desk: Desk, visit: Visit, place: str, figure: Note
) -> None:
    same, worst = _type_through(desk, visit, place, SHORT)
    assert same == SHORT
    assert worst <= 1.0
    figure("T-11", f"{SHORT} restarts while typing, {place}", identical=same, s_behind=worst)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_t11_fifty_times(desk: Desk, visit: Visit, place: str, figure: Note) -> None:
    same, worst = _type_through(desk, visit, place, LONG)
    assert same == LONG
    assert worst <= 1.0
    figure("T-11", f"{LONG} restarts while typing, {place}", identical=same, s_behind=worst)
