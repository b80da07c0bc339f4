"""A visitor without a browser: sends forms, keeps no cookies, and reads what a page says."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import Morsel, SimpleCookie
from itertools import count
from pathlib import Path

import httpx
import make
import serving
from serving import Server

from hundred_app.core import clock, migrate
from hundred_app.features.accounts import service

PASSWORD = "a sentence is fine"
SIGN_IN, SIGN_UP, SIGN_OUT = "/auth/sign-in", "/auth/sign-up", "/auth/sign-out"


@dataclass
class House:
    """A running Hundred in which alice and carol have accounts, and a client without memory."""

    server: Server
    client: httpx.Client
    kept: dict[str, str] = field(default_factory=dict[str, str])
    visits: Iterator[int] = field(default_factory=count)

    def get(self, path: str, cookie: str = "", **headers: str) -> httpx.Response:
        return self.ask("GET", path, None, Cookie=cookie, **headers)

    def post(
        self, path: str, form: Mapping[str, str] | None = None, cookie: str = "", **headers: str
    ) -> httpx.Response:
        """A form as our own page sends it."""
        sent = {"Origin": self.server.address, "Cookie": cookie, **headers}
        return self.ask("POST", path, form, **sent)

    def ask(
        self, method: str, path: str, form: Mapping[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Any request; `_` stands for `-` in the names of headers.

        Each says another address, which a house with HUNDRED_PROXY_HOPS believes.
        """
        number = next(self.visits)
        known = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        sent = known | {name.replace("_", "-"): value for name, value in headers.items() if value}
        answer = self.client.request(method, path, data=form, headers=sent)
        self.client.cookies.clear()
        return answer

    def enter(self, name: str = "alice", password: str = PASSWORD, **more: str) -> httpx.Response:
        return self.post(SIGN_IN, {"username": name, "password": password, **more})

    def cookie(self, name: str = "alice") -> str:
        """The Cookie header of a new session."""
        morsel = cookie_of(self.enter(name))
        return f"{morsel.key}={morsel.value}"

    @property
    def alice(self) -> str:
        """The Cookie header of a session that lasts as long as the tests of one file."""
        if "alice" not in self.kept:
            self.kept["alice"] = self.cookie()
        return self.kept["alice"]

    def new_person(self, name: str) -> None:
        """One more account, made by another process: by this one."""
        make.people(self.server.data, name, password=PASSWORD)

    def is_signed_in(self, cookie: str) -> bool:
        return self.get("/history", cookie).status_code == 200

    def files(self) -> list[Path]:
        """What stands in the data folder itself; the folder with the backups is apart."""
        return [file for file in self.server.data.iterdir() if file.is_file()]

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return rows(self.server.data, query, *values)

    def change(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.server.data / "hundred.db")) as db, db:
            db.execute(statement, values)


def rows(data: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """What is in the database of a data folder."""
    with closing(sqlite3.connect(data / "hundred.db")) as db:
        return db.execute(query, values).fetchall()


@contextmanager
def opened_house(data: Path, *, is_quiet: bool = True, **environment: str) -> Iterator[House]:
    database = migrate.open_database(data / "hundred.db")
    for name in ("alice", "carol"):
        service.create_user(database, clock.now(), name, PASSWORD, role="user")
    database.close()
    server = serving.start(data, **environment)
    with httpx.Client(base_url=server.address, timeout=60) as client:
        yield House(server, client)
    assert server.stop() == 0
    if is_quiet:
        assert server.complaints() == [], "\n".join(server.complaints())


def cookie_of(answer: httpx.Response) -> Morsel[str]:
    """The cookie of the session that an answer sets, and nothing beside it but the browser's."""
    (found,) = [morsel for morsel in cookies_of(answer) if not morsel.key.endswith("-device")]
    return found


def cookies_of(answer: httpx.Response) -> list[Morsel[str]]:
    """Every cookie that an answer sets."""
    headers = answer.headers.get_list("set-cookie")
    return [morsel for header in headers for morsel in SimpleCookie(header).values()]


def session_id(cookie: str) -> str:
    """What the database knows a session by, of its Cookie header."""
    return hashlib.sha256(cookie.partition("=")[2].encode()).hexdigest()


class Reader(HTMLParser):
    """A page as a browser reads it.

    Attributes:
        form: the attributes of its form.
        fields: the attributes of each input by its name.
        scripts: the addresses of its scripts; None for one in the page itself.
        inline: the text of each script in the page itself.
        handlers: attributes that are scripts themselves, such as onclick.
        text: all that is to be read.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.form: dict[str, str | None] = {}
        self.fields: dict[str, dict[str, str | None]] = {}
        self.scripts: list[str | None] = []
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.handlers += [name for name in found if name.startswith("on")]
        if tag == "form":
            self.form = found
        elif tag == "input":
            self.fields[found["name"] or ""] = found
        elif tag == "script":
            self.scripts.append(found.get("src"))
            self._in_script = True
            if "src" not in found:
                self.inline.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.inline[-1] += data
        else:
            self.text += data
