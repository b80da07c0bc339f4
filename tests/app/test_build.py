"""What is changed in the frontend while it is compiled fits the framework, or says so."""

import pytest
from reflex_base.compiler import templates

from hundred_app.sitemap import PAGES
from hundred_app.ui import build


def vite_config() -> str:
    """As the framework writes it."""
    return templates.vite_config_template("/", False, False, False, False)


def test_our_rule_of_scripts_takes_the_place_of_theirs_once() -> None:
    ours = build.with_few_scripts(vite_config())
    assert 'name: "everywhere"' in ours
    assert "reflex-env" not in ours
    assert build.with_few_scripts(ours) == ours


def test_another_framework_is_told_and_not_guessed_at() -> None:
    with pytest.raises(RuntimeError, match=r"vite\.config\.js"):
        build.with_few_scripts("export default {}")


def test_no_two_pages_share_a_script_of_what_they_draw() -> None:
    """The framework makes one script of all that one module draws."""
    framed = [page.draw for page in PAGES if page.draw.__name__ == "drawn"]
    assert len({draw.__module__ for draw in framed}) == len(framed) > build.PAGES_IN_THE_FRAME - 1
