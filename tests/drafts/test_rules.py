"""What a draft may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.core.ids import new_id
from hundred_app.features.drafts import rules

ID = "01980000-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    ("name", "subject", "rev"),
    [
        ("quick", "quick", 0),
        ("log:new", "log:new", 0),
        (f"log:{ID}", f"log:{ID}", 0),
        (f"log:{ID}@3", f"log:{ID}", 3),
        (f"synthesis:{ID}:100@12", f"synthesis:{ID}:100", 12),
        (f"letter:{ID}", f"letter:{ID}", 0),
    ],
)
def test_a_name_says_what_the_text_is_about_and_what_it_began_from(
    name: str, subject: str, rev: int
) -> None:
    assert rules.parse_name(name) == (subject, rev)
    assert rules.name_of(subject, rev) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Quick",
        "quick ",
        "quick\n",
        "quick@-1",
        "quick@03",
        "quick@1@2",
        "quick@12345678901",
        "log:",
        "log:all",
        f"log:{ID.upper()}",
        f"log:{ID}@",
        f"log:{ID}%",
        "log:________-____-____-____-____________",
        f"synthesis:{ID}",
        f"synthesis:{ID}:26",
        "letter",
        f"letter:{ID}:100",
        f"synthesis:{ID}:25:1",
        f"synthesis:{ID}:٢٥",
        None,
        7,
        ["quick"],
    ],
)
def test_s05_any_other_name_is_refused(name: object) -> None:
    with pytest.raises(Invalid):
        rules.parse_name(name)


@given(st.text(max_size=80))
def test_s05_no_name_is_longer_than_its_column(name: str) -> None:
    try:
        rules.parse_name(name)
    except Invalid:
        return
    assert len(name) <= 80


def test_the_longest_name_fits_its_column() -> None:
    assert len(rules.name_of(rules.of_synthesis(new_id(), 100), 9_999_999_999)) <= 80


def test_as_much_can_be_kept_as_can_be_saved() -> None:
    assert rules.parse_text("x" * 20_000) == "x" * 20_000
    with pytest.raises(Invalid):
        rules.parse_text("x" * 20_001)


def test_what_is_kept_is_what_was_typed() -> None:
    assert rules.parse_text("  two\n\nlines  ") == "  two\n\nlines  "
    assert rules.parse_text(" \n ") == ""


def test_s05_half_letters_and_unseen_ones_are_not_kept() -> None:
    assert rules.parse_text("a\ud800b\x00c\td") == "abc\td"
