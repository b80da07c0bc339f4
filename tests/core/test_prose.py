"""Markdown as data: what is understood, what is left as typed, and that nothing gets lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import prose
from hundred_app.core.prose import Block, Run, blocks_of, flat, marked, may_lead_to, plain


def p(*runs: Run | str) -> Block:
    return Block("p", tuple(Run(run) if isinstance(run, str) else run for run in runs))


def every_run(blocks: tuple[Block, ...]) -> list[Run]:
    return [run for block in blocks for run in (*block.runs, *every_run(block.blocks))]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "the **left** hand", (p("the ", Run("left", "strong"), " hand"),), id="strong"
        ),
        pytest.param("*a **b** c*", (p(Run("a ", "em"), Run("b", "em strong"), Run(" c", "em")),),
                     id="one in the other"),
        pytest.param("~~no~~ `x = 1`", (p(Run("no", "struck"), " ", Run("x = 1", "code")),),
                     id="struck and code"),
        pytest.param("# A\n\nb", (Block("heading", (Run("A"),)), p("b")), id="heading"),
        pytest.param(
            "- a\n- b\n  more",
            (Block("list", (), (
                Block("item", (), (p("a"),)), Block("item", (), (p("b\nmore"),)),
            )),),
            id="list",
        ),
        pytest.param(
            "7. a", (Block("numbers", (), (Block("item", (), (p("a"),)),), 7),), id="numbers"
        ),
        pytest.param("> a", (Block("quote", (), (p("a"),)),), id="quote"),
        pytest.param("```py\na < b\n```", (Block("code", (Run("a < b"),)),), id="code"),
        pytest.param(
            "What it taught\n------\nb", (p("What it taught"), Block("rule"), p("b")), id="lined"
        ),
        pytest.param("a\n\n---\n\nb", (p("a"), Block("rule"), p("b")), id="rule"),
        pytest.param(
            "[here](https://a.example/x?y=1)",
            (p(Run("here", href="https://a.example/x?y=1")),),
            id="link",
        ),
        pytest.param(
            "<a@b.example>", (p(Run("a@b.example", href="mailto:a@b.example")),), id="mail"
        ),
        pytest.param(r"2 \* 3", (p("2 * 3"),), id="escaped"),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, blocks: tuple[Block, ...]) -> None:
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "the bow is light",
        "one line\nand another\n\nand a paragraph",
        "    indented as in a poem",
        "<b>bold</b> & <script>alert(1)</script>",
        "<!-- nothing to see -->",
        "&lt;b&gt; &#x3c;",
        "[x]: https://a.example/ 'a reference'",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hello)",
        "[x](/settings)",
        "[x](//a.example)",
        "[x](https:a.example)",
        "[x](ftp://a.example)",
        "<javascript:alert(1)>",
        "5 * 3 = 15, a_b_c, C# and #1",
        "| a | b |",
        "",
        "> " * 40 + "deep",
    ],
)
def test_what_is_left_as_it_was_typed(text: str) -> None:
    assert blocks_of(text) == ()
    assert plain(text) == text


def test_a_picture_is_not_loaded_and_not_hidden() -> None:
    assert blocks_of("![me](https://a.example/p.png)") == (
        p("!", Run("me", href="https://a.example/p.png")),
    )


@pytest.mark.parametrize(
    ("href", "may"),
    [
        ("https://a.example/", True),
        ("HTTP://A.EXAMPLE", True),
        ("mailto:a@b.example", True),
        ("mailto:", False),
        ("https:", False),
        ("http:/a", False),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("/settings", False),
        ("#top", False),
        ("https://[", False),
    ],
)
def test_where_a_link_may_lead(href: str, may: bool) -> None:
    assert may_lead_to(href) is may


SIGNS = st.text(alphabet="ab 1.\n\t*_~`#>-+[]()!<>&;:/\\\"'|=\r\u05d0\U0001f3bb", max_size=80)
TEXTS = SIGNS | st.text(max_size=80)


@given(TEXTS)
def test_any_text_is_read_and_leads_nowhere_else(text: str) -> None:
    for run in every_run(blocks_of(text)):
        assert run.text
        assert not run.href or may_lead_to(run.href)
        assert set(run.style.split()) <= {"strong", "em", "struck", "code"}


@given(TEXTS)
def test_no_letter_that_was_typed_is_lost(text: str) -> None:
    """What is not shown is where a link leads, the language of code, and where numbers begin."""
    blocks = blocks_of(text)
    if "`" * 3 in text or "~" * 3 in text or any(run.href for run in every_run(blocks)):
        return
    shown, typed = (re.sub(r"[\W\d_]", "", each) for each in (plain(text), text))
    assert shown == typed.replace("\x00", "")


@given(TEXTS, st.data())
def test_hits_change_nothing_but_that_they_are_hits(text: str, data: st.DataObject) -> None:
    blocks = blocks_of(text)
    whole = flat(blocks)
    ends = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=6)))
    places = [
        (start, end)
        for start, end in zip(ends[::2], ends[1::2], strict=False)
        if whole[start:end].strip("\n")
    ]
    found = marked(blocks, places)
    assert flat(found) == whole
    hits = "".join(run.text for run in every_run(found) if run.is_hit)
    lines = {at for at in range(len(whole)) if whole[at] == "\n"}
    wanted = "".join(whole[at] for start, end in places for at in range(start, end))
    assert hits.replace("\n", "") == wanted.replace("\n", "")
    assert lines or hits == wanted


def test_a_hit_may_cross_what_looks_different() -> None:
    found = marked(blocks_of("chord **changes** now"), [(3, 10)])
    assert found == (
        p(
            "cho",
            Run("rd ", is_hit=True),
            Run("chan", "strong", is_hit=True),
            Run("ges", "strong"),
            " now",
        ),
    )


@pytest.mark.parametrize(
    "text",
    ["*a " * 6_000, "[" * 20_000, "> " * 9_000, "`" * 19_999, "- " * 9_000, "**" * 9_000 + "a",
     "[a](" * 5_000, "<" * 20_000, "~~a" * 6_000, "\\" * 20_000, "1. " * 6_000, "![a](b" * 3_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """The longest synthesis, made to be hard to read: a hang would be the end of this run."""
    assert plain(text) is not None


def test_what_was_read_is_remembered() -> None:
    assert prose.blocks_of("**once**") is prose.blocks_of("**once**")
