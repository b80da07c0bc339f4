"""Somebody who changes what the page holds before it is sent is refused in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import serving
import sockets
from browsing import PASSWORD, Visit, Visitor, seldom, usually
from make import commit, log
from playwright.sync_api import Locator, WebSocket, expect
from serving import Server
from visiting import rows

from hundred_app.core import clock, migrate
from hundred_app.core.forms import NOT_UNDERSTOOD
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.texts import t

HERS = "what Alice alone wrote"


@dataclass
class Home:
    """A Hundred with Alice's diary in it, and Mallory at a window."""

    server: Server
    commitment: str
    log: str

    def of_alice(self) -> list[tuple[object, ...]]:
        return rows(
            self.server.data,
            "SELECT time_log.* FROM time_log JOIN commitment ON commitment.id = commitment_id"
            " JOIN user ON user.id = user_id WHERE username = 'alice'",
        )

    def count(self, text: str) -> int:
        """How many logs say this."""
        ((found,),) = rows(
            self.server.data, "SELECT count(*) FROM time_log WHERE reflection = ?", text
        )
        return int(str(found))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    data = tmp_path_factory.mktemp("tampering")
    database = migrate.open_database(data / "hundred.db")
    now = clock.now()
    ids: list[str] = []
    for name, title in (("alice", "Cello"), ("mallory", "Chess")):
        accounts.create_user(database, now, name, PASSWORD, role="user")
        with database.writing() as db:
            work = accounts.find_work_of(db, now, name)
            assert work is not None
            mine = commit(work, title, before=30)
            text = HERS if name == "alice" else "Rook first."
            ids += [mine, log(work, mine, ago=timedelta(hours=3), text=text)]
    database.close()
    server = serving.start(data)
    yield Home(server, ids[0], ids[1])
    assert server.stop() == 0
    assert server.complaints() == []


@pytest.fixture
def mallory(home: Home, visit: Visit) -> Iterator[Visitor]:
    before = home.of_alice()
    visitor = visit(home.server)
    visitor.sign_in("mallory", PASSWORD)
    expect(visitor.page.locator("a.card")).to_have_count(1)
    yield visitor
    assert home.of_alice() == before
    assert HERS not in visitor.page.content()


def new_log(visitor: Visitor, text: str) -> Locator:
    """The form for a new log, filled in, on the page of Chess."""
    visitor.page.locator("a.card").first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Chess")
    visitor.page.keyboard.press("n")
    form = visitor.page.get_by_role("dialog")
    form.get_by_label("Duration").fill("5m")
    form.get_by_label("What did it teach you?").fill(text)
    return form


def send_instead(form: Locator, name: str, value: str) -> None:
    """Let the form send this, whatever the page has put into the field."""
    form.locator("form").evaluate(
        """(form, [name, value]) =>
          form.addEventListener("formdata", (event) => event.formData.set(name, value))""",
        [name, value],
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        pytest.param("key", "LOG", "This is not here any more, or it is not yours.", id="her log"),
        seldom("key", "x", "This is not here any more, or it is not yours.", id="no key"),
        pytest.param("commitment_id", "COMMITMENT", t.gone, id="her commitment"),
        seldom("commitment_id", "x' OR 1=1--", "not yours", id="no commitment"),
        seldom("rev", "many", NOT_UNDERSTOOD, id="no number"),
    ],
)
def test_what_is_hidden_in_a_form_is_not_believed(
    home: Home, mallory: Visitor, field: str, value: str, sentence: str
) -> None:
    form = new_log(mallory, "taken over")
    send_instead(form, field, value.replace("LOG", home.log).replace("COMMITMENT", home.commitment))
    form.get_by_role("button", name="Save").click()
    told = mallory.page.get_by_role("alert").filter(has_text=sentence)
    if field == "rev":
        # Beside a field that nobody sees there is no place for words: the form stays as it is.
        expect(form).to_be_visible()
    else:
        expect(told).to_be_visible()
    assert home.count("taken over") == 0
    expect(form.get_by_label("What did it teach you?")).to_have_value("taken over")
    mallory.page.evaluate("localStorage.clear()")


def test_an_edit_of_ones_own_log_cannot_become_one_of_hers(home: Home, mallory: Visitor) -> None:
    mallory.page.get_by_role("button", name="Edit 45 min, Chess").first.click()
    form = mallory.page.get_by_role("dialog")
    expect(form.get_by_label("Duration")).to_have_value("45 min")
    form.get_by_label("What did it teach you?").fill("taken over")
    send_instead(form, "key", home.log)
    form.get_by_role("button", name="Save").click()
    expect(mallory.page.get_by_text(t.log_gone)).to_be_visible()
    assert home.count("taken over") == 0
    mallory.page.evaluate("localStorage.clear()")


@pytest.mark.slow
def test_the_length_is_not_only_asked_of_the_browser(home: Home, mallory: Visitor) -> None:
    form = new_log(mallory, "x")
    area = form.get_by_label("What did it teach you?")
    area.evaluate("area => area.removeAttribute('maxlength')")
    area.fill("x" * 12_000)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("At most 10,000 characters. This has 12,000.")
    mallory.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize(
    "name", usually("user_id", ("user_id", "id", "created_at", "source", "__proto__"))
)
def test_a_field_of_ones_own_is_refused(home: Home, mallory: Visitor, name: str) -> None:
    form = new_log(mallory, f"with {name}")
    send_instead(form, name, "x")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_label("What did it teach you?")).to_have_value(f"with {name}")
    mallory.page.goto(f"{home.server.address}/settings")
    assert home.count(f"with {name}") == 0
    mallory.page.evaluate("localStorage.clear()")


def test_a_form_sent_twice_in_one_breath_is_one_log(home: Home, mallory: Visitor) -> None:
    form = new_log(mallory, "only once")
    form.locator("form").evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    expect(form).to_be_hidden()
    expect(mallory.page.get_by_text("only once")).to_be_visible()
    assert home.count("only once") == 1


@pytest.mark.slow
def test_events_that_are_played_again_do_nothing_more(home: Home, visit: Visit) -> None:
    """All that a window sent, from another socket, three times, and backwards."""
    visitor = visit(home.server)
    sent: list[str] = []

    def keep(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    visitor.page.on("websocket", keep)
    visitor.sign_in("mallory", PASSWORD)
    form = new_log(visitor, "played again")
    form.get_by_role("button", name="Save").click()
    expect(visitor.page.get_by_text("Logged 5")).to_be_visible()
    note = visitor.page.locator(".note", has_text="played again")
    note.get_by_role("button", name="Edit").click()
    form.get_by_role("button", name="Delete").click()
    expect(visitor.page.get_by_text("Deleted 5")).to_be_visible()
    visitor.page.get_by_role("button", name="Undo").click()
    expect(note).to_be_visible()
    prefix = '42/_event,["event",'
    events = [json.loads(frame[len(prefix) : -1]) for frame in sent if frame.startswith(prefix)]
    assert any(event["name"].endswith("focus_state.save_log") for event in events)
    before = visitor.page.context.cookies()
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in before)  # pyright: ignore[reportTypedDictNotRequiredAccess]

    async def play() -> list[str]:
        async with sockets.connected(home.server, cookie) as socket:
            for event in [*events * 3, *reversed(events)]:
                await socket.client.emit("event", event, namespace=sockets.NAMESPACE)
            await socket.hydrate()
            return socket.frames

    frames = sockets.run(play())
    assert home.count("played again") <= 1
    assert "That was our fault" not in "".join(frames)
