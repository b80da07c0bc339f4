"""The Hundred Book, from the menu to the files."""

from pathlib import Path

import pypdf
import pytest
from browsing import PASSWORD, Visit
from playwright.sync_api import expect
from serving import Server


@pytest.mark.slow
def test_a_book_is_found_and_taken_along(typical: Server, visit: Visit, tmp_path: Path) -> None:
    visitor = visit(typical)
    page = visitor.page
    visitor.sign_in("ana", PASSWORD)
    page.locator("a.card").first.click()
    page.locator(".page-head").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="The Hundred Book").click()
    expect(page).to_have_title("The Hundred Book of Cello · Hundred")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Hundred Book")
    # Its address is one to keep.
    page.reload()
    expect(page.get_by_text("A draft:")).to_be_visible()
    for name, kind in (("PDF, to print", "pdf"), ("EPUB, to read", "epub")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename == f"the-hundred-book-of-cello.{kind}"
        taken.value.save_as(tmp_path / kind)
    assert "Cello" in pypdf.PdfReader(tmp_path / "pdf").pages[0].extract_text()
