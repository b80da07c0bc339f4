"""The language of an answer, and pages said in another one than they are compiled in."""

import hashlib
import html
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from html.parser import HTMLParser

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hundred_app.core import catalogue, language
from hundred_app.core.language import ENGLISH, LANGUAGES
from hundred_app.ui.texts import OF_HUNDRED

_SAID = {
    "alt", "aria-label", "content", "data-off", "data-on", "data-pattern", "placeholder", "title",
}  # fmt: skip
"""The attributes in which people read something."""

_UNREAD = {"script", "style"}


class InTheirLanguage:
    """Answers every request in the language that its browser likes best.

    Who has chosen another one is known only later, by identity.actor_of.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        header = Headers(scope=scope).get("accept-language", "")
        with language.speaking(language.wanted(header)):
            await self.app(scope, receive, send)


def routes() -> list[Route]:
    """The sentences that pages need in the browser: a script for each language but English."""
    return [
        Route(_address(tag), _sentences_in(tag), methods=["GET"])
        for tag in LANGUAGES
        if tag != ENGLISH
    ]


def said_in(tag: str, page: str, *, scripts: bool) -> str:
    """A prerendered page in another language.

    Only what is one of our sentences from end to end is replaced, in text and
    in the attributes that people read; all else stays byte for byte, so that
    the browser takes the page for what its own scripts draw. With `scripts`,
    these are told which language to speak, before any other script.
    """
    if tag == ENGLISH:
        return page
    found = _Sentences(page, catalogue.sentences(tag))
    parts: list[str] = []
    at = 0
    for start, end, new in found.places(tag, scripts=scripts):
        parts += page[at:start], new
        at = end
    return "".join([*parts, page[at:]])


class _Sentences(HTMLParser):
    """Where in a page our sentences stand, by a real reading of its markup."""

    def __init__(self, page: str, sentences: Mapping[str, str]) -> None:
        # Entities are told apart from text, so that a text is all between two tags.
        super().__init__(convert_charrefs=False)
        self.page = page
        self.sentences = sentences
        self.lines = [0, *(found.end() for found in re.finditer("\n", page))]
        self.found: list[tuple[int, int, str]] = []
        self.text_began: int | None = None
        self.inside = ""
        self.language: list[tuple[int, int]] = []
        self.body = 0
        self.feed(page)
        self.close()

    def places(self, tag: str, *, scripts: bool) -> list[tuple[int, int, str]]:
        """What stands from where to where, and what should; in order."""
        places = [*self.found, *((*place, tag) for place in self.language)]
        if scripts:
            places.append((self.body, self.body, f'<script src="{_address(tag)}"></script>'))
        return sorted(places)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        self.inside = tag
        written = self.get_starttag_text() or ""
        begins = self._here()
        if tag == "body":
            self.body = begins + len(written)
        if tag == "html" and (said := re.search(r'\slang="([^"]*)"', written)):
            self.language.append((begins + said.start(1), begins + said.end(1)))
        for name, value in attrs:
            if name in _SAID and value is not None and value in self.sentences:
                self._attribute(begins, written, name, value)

    def _attribute(self, begins: int, written: str, name: str, value: str) -> None:
        said = re.search(rf'\s{name}="([^"]*)"', written)
        if said:
            new = html.escape(self.sentences[value])
            self.found.append((begins + said.start(1), begins + said.end(1), new))

    def handle_endtag(self, tag: str) -> None:
        self._end_text()
        self.inside = ""

    def handle_comment(self, data: str) -> None:
        self._end_text()

    def handle_data(self, data: str) -> None:
        self._begin_text()

    def handle_entityref(self, name: str) -> None:
        self._begin_text()

    def handle_charref(self, name: str) -> None:
        self._begin_text()

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _begin_text(self) -> None:
        if self.text_began is None:
            self.text_began = self._here()

    def _end_text(self) -> None:
        if self.text_began is None:
            return
        begins, ends = self.text_began, self._here()
        self.text_began = None
        sentence = html.unescape(self.page[begins:ends])
        if self.inside == "title" and sentence.endswith(OF_HUNDRED):
            sentence = sentence.removesuffix(OF_HUNDRED)
            ends -= len(OF_HUNDRED)
        if self.inside not in _UNREAD and sentence in self.sentences:
            new = html.escape(self.sentences[sentence], quote=False)
            self.found.append((begins, ends, new))


def _address(tag: str) -> str:
    return f"/words/{tag}.js"


@cache
def _script(tag: str) -> tuple[str, str]:
    """What the browser needs to speak a language, and its ETag."""
    known = {"language": tag, "sentences": catalogue.sentences(tag)}
    text = f"window.hundredWords = {json.dumps(known, ensure_ascii=False)};\n"
    return text, f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def _sentences_in(tag: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        text, etag = _script(tag)
        headers = {"cache-control": "public, no-cache", "etag": etag}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(text, headers=headers, media_type="text/javascript")

    return answer
