"""Every sentence is a phrase, and every phrase is said in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir

from hundred_app.core import catalogue
from hundred_app.core.language import ENGLISH, LANGUAGES
from hundred_app.features.audit.rules import Action
from hundred_app.features.audit.texts import t as audit

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "hundred_app"
OTHERS = [tag for tag in LANGUAGES if tag != ENGLISH]

ALIKE = {
    "/", "18:05", "45m, 1h30, 1:30", "Alt Enter", "Backups", "Ctrl", "Ctrl Enter", "End", "Enter",
    "Esc", "Home", "Link", "Total", "{day}, {time}", "{duration}, {when}", "{goal} h",
    "{kind}, {size}", "{logs}, {hours}", "{logs}, {hours}{within}.", "{minutes} min",
    "{one} {other}", "{share}\u00a0%", "{title}, {hours}", "“{name}”", "“{text}”",
}  # fmt: skip
"""What reads the same in Portuguese."""

NAMES = {"Hundred", *LANGUAGES.values()}
"""What has one name in every language."""


def written() -> dict[str | tuple[str, ...], str]:
    """Every phrase in the sources, with the file it is in."""
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python")],
        keywords={"Phrase": None, "Plural": (1, 2)},
    )
    return {message: file for file, _, message, _, _ in found}


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def spread(message: Any) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_nothing_else_is(language: str) -> None:
    phrases = written()
    assert len(phrases) > 400
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalogue.read(language)
        if message.id and not message.fuzzy and all(spread(message.string))
    }
    assert {phrase: file for phrase, file in phrases.items() if phrase not in known} == {}
    assert known - set(phrases) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_gaps_of_its_sentence(language: str) -> None:
    different = {
        message.id: message.string
        for message in catalogue.read(language)
        if message.id
        and {frozenset(gaps(text)) for text in spread(message.string)}
        - {frozenset(gaps(text)) for text in spread(message.id)}
    }
    assert different == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language: str) -> None:
    assert {
        english for english, said in catalogue.sentences(language).items() if english == said
    } == ALIKE


@pytest.mark.parametrize("language", OTHERS)
def test_the_tone_is_the_same_in_every_language(language: str) -> None:
    """No exclamation marks, straight quotes or three dots; an end where there was one."""
    wrong = {
        said: english
        for english, said in catalogue.sentences(language).items()
        if re.search("[!\"']|\\.\\.\\.", said)
        or (english[-1] in ".?:" and said[-1] != english[-1])
        or (english[0].isspace(), english[-1].isspace()) != (said[0].isspace(), said[-1].isspace())
    }
    assert wrong == {}


def test_every_act_of_the_audit_log_can_be_read() -> None:
    assert {act.value for act in Action} == set(audit.acts)


# Where sentences stand


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def pages() -> list[Path]:
    found = [PACKAGE / "frame.py", PACKAGE / "sitemap.py", *(PACKAGE / "ui").glob("*.py")]
    for page in (PACKAGE / "features").glob("*/page*"):
        found += page.rglob("*.py") if page.is_dir() else [page]
    return [file for file in found if file.name != "texts.py"]


READ = {"alt", "aria_label", "help_text", "hint", "label", "placeholder", "text", "title"}


def is_sentence(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"[^\W\d_]{2}", node.value) is not None
        and node.value not in NAMES
    )


def test_no_page_holds_a_sentence_of_its_own() -> None:
    own = [
        f"{file.name}:{call.lineno}"
        for file in pages()
        for call in calls(ast.parse(file.read_text("utf-8")))
        if (
            re.match(r"(rx\.el|svg)\.", ast.unparse(call.func)) and any(map(is_sentence, call.args))
        )
        or any(each.arg in READ and is_sentence(each.value) for each in call.keywords)
    ]
    assert len(pages()) > 20
    assert own == []


def test_no_page_makes_a_sentence_out_of_pieces() -> None:
    """A phrase in an f-string is English for good: the page is compiled once for all."""
    pieces = [
        f"{file.name}:{node.lineno}"
        for file in pages()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr | ast.BinOp)
        and any(
            isinstance(part, ast.Attribute)
            and isinstance(part.value, ast.Name)
            and part.value.id in {"t", "texts"}
            for part in ast.walk(node)
        )
    ]
    assert pieces == []


def test_what_is_taken_at_import_is_called_when_it_is_said() -> None:
    """Outside of pages, a phrase of a table of the module is used by calling it."""
    uncalled: list[str] = []
    for file in PACKAGE.rglob("*.py"):
        if file in pages() or "_web" in file.parts:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        tables = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
            for target in node.targets
            if isinstance(target, ast.Name)
            and any(ast.unparse(value).startswith("t.") for value in node.value.values)
        }
        called = {ast.unparse(call.func) for call in calls(tree)}
        uncalled += [
            f"{file.name}: {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id in tables
            and ast.unparse(node) not in called
        ]
    assert uncalled == []


SENTENCE = re.compile(r"""(["'`])([A-Z][a-z]+ [^"'`$<>{}]*[a-z.?])\1""")


def test_no_script_holds_a_sentence() -> None:
    own = {
        (file.name, found[2])
        for file in (ROOT / "assets").rglob("*.js")
        if "external" not in file.parts
        for found in SENTENCE.finditer(re.sub(r"/\*.*?\*/|//[^\n]*", "", file.read_text("utf-8")))
    }
    assert own == set()
