"""The page of figures: it says what tests measured, and every test that it names is there."""

import re
from pathlib import Path

import pytest
from figures import BEGIN, END, Figure, figures_in, with_figures

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "reliability.md"

pytest_plugins = ("pytester",)

MEASURING = """
def test_that_counts(figure):
    figure("T-1", "3 cycles", acknowledged=48112, lost=0, half_done=0)


def test_that_fails_after_counting(figure):
    figure("T-2", "3 cycles", lost=1)
    assert False
"""


def one(name: str, came: str, number: str = "T-1", what: str = "3 cycles") -> Figure:
    return Figure(number, what, came, "1.0", f"a/test_a.py::{name}")


def test_a_run_ends_with_its_figures_and_writes_them_into_a_page(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(MEASURING)
    page = pytester.path / "page.md"
    page.write_text(f"Before.\n\n{BEGIN}\n{END}\n\nAfter.\n")
    done = pytester.runpytest_inprocess("-p", "figures", "--write-figures", str(page))
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.re_match_lines([r"T-1: 3 cycles, 48,112 acknowledged, 0 lost, 0 half done, \d"])
    done.stdout.no_re_match_line("T-2: .*")
    text = page.read_text()
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    (figure,) = figures_in(text)
    assert figure.came == "48,112 acknowledged, 0 lost, 0 half done"


def test_new_figures_take_the_place_of_those_of_the_same_test_alone() -> None:
    page = with_figures(f"{BEGIN}{END}", [one("test_one", "0 lost"), one("test_two", "1 lost")])
    page = with_figures(page, [one("test_two", "2 lost"), one("test_ten[2 each]", "", "T-10")])
    assert [(figure.name[-8:], figure.came) for figure in figures_in(page)] == [
        ("test_one", "0 lost"),
        ("test_two", "2 lost"),
        ("[2 each]", ""),
    ]


def test_every_figure_of_the_page_names_a_test_that_is_there() -> None:
    figures = figures_in(PAGE.read_text("utf-8"))
    assert figures
    for figure in figures:
        file, _, name = figure.name.partition("::")
        name = re.sub(r"\[.*", "", name)
        assert f"def {name}(" in (TESTS / file).read_text("utf-8"), figure
