"""The two files: whole, valid, the same each time, and nothing in them that acts."""

import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict, replace
from datetime import timedelta
from itertools import chain
from threading import Semaphore
from typing import Any
from xml.etree import ElementTree as ET

import make
import pypdf
import pytest
from hostile.payloads import FAMILIES

from hundred_app.core.errors import Busy
from hundred_app.core.prose import blocks_of, may_lead_to
from hundred_app.core.work import Work
from hundred_app.features.book import service
from hundred_app.features.book.figures import Book, Note, press
from hundred_app.features.book.figures.epub import epub
from hundred_app.features.book.figures.pdf import pdf
from hundred_app.features.book.rules import lettering

XHTML = "{http://www.w3.org/1999/xhtml}"
MARKS = "*_`\\[]<>~&"
PAYLOADS = sorted(chain.from_iterable(FAMILIES.values()))
WRITTEN = (
    "*Sing* first, then **play**.\n\n- the bow\n- the hand\n\n1. one\n2. two\n\n> slowly\n\n---\n\n"
    "`code` and ~~not~~ [a note](https://example.org/x) [no](javascript:hurt)\n\n```\nas it is\n```"
)


@pytest.fixture
def book(alice: Work) -> Book:
    cello = make.commit(alice, "Cello")
    make.log(alice, cello, minutes=60, ago=timedelta(days=9), text=WRITTEN)
    make.log(alice, cello, minutes=90, text="שלום עולם\nand a second line")
    letter = Note("The letter", "1 May 2026", "Dear you")
    return replace(service.book(alice, cello, "alice"), letter=letter)


def with_texts(book: Book, texts: list[str]) -> Book:
    notes = tuple(Note("Hour 1", "1 May 2026", text) for text in texts)
    return replace(book, parts=(replace(book.parts[0], notes=notes, synthesis=notes[0]),))


def files_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(page: bytes) -> ET.Element:
    return ET.fromstring(page)  # noqa: S314  (we made it a moment ago)


def pages_of(made: bytes) -> dict[str, ET.Element]:
    return {name: parsed(held) for name, held in files_of(made).items() if name.endswith(".xhtml")}


# EPUB


def test_the_container_is_as_the_standard_has_it(book: Book) -> None:
    made = epub(book)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not first.extra
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    files = files_of(made)
    container = parsed(files["META-INF/container.xml"])
    (root,) = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    package = parsed(files[root.attrib["full-path"]])
    opf = "{http://www.idpf.org/2007/opf}"
    items = {item.attrib["id"]: item.attrib for item in package.iter(f"{opf}item")}
    assert {f"book/{item['href']}" for item in items.values()} == {
        name for name in files if name.startswith("book/") and not name.endswith(".opf")
    }
    assert all(ref.attrib["idref"] in items for ref in package.iter(f"{opf}itemref"))
    (nav,) = (item for item in items.values() if item.get("properties") == "nav")
    links = [link.attrib["href"] for link in parsed(files[f"book/{nav['href']}"]).iter(f"{XHTML}a")]
    assert links
    assert all(f"book/{href}" in files for href in links)


def test_every_page_is_xml_in_the_language_of_the_book(book: Book) -> None:
    for page in pages_of(epub(replace(book, language="pt-BR"))).values():
        assert page.attrib["lang"] == "pt-BR"
        assert len(list(page.iter(f"{XHTML}title"))) == 1


def test_what_was_written_is_drawn_as_in_the_app(book: Book) -> None:
    page = pages_of(epub(book))["book/chapter-1-1.xhtml"]
    found = {element.tag.removeprefix(XHTML) for element in page.iter()}
    assert {"em", "strong", "s", "code", "ul", "ol", "li", "blockquote", "hr", "pre", "br"} <= found
    assert [link.attrib["href"] for link in page.iter(f"{XHTML}a")] == ["https://example.org/x"]
    assert any(each.get("dir") == "rtl" for each in page.iter(f"{XHTML}p"))


def test_s50_no_text_becomes_markup_in_the_epub(book: Book) -> None:
    hostile = replace(with_texts(book, PAYLOADS), title=PAYLOADS[0], author=PAYLOADS[1])
    read = ""
    for name, page in pages_of(epub(hostile)).items():
        read += "".join(page.itertext())
        for element in page.iter():
            tag = element.tag.rpartition("}")[2]
            assert tag not in {"script", "iframe", "object", "embed", "img", "style", "form"}, name
            for attribute, value in element.attrib.items():
                assert not attribute.rpartition("}")[2].lower().startswith("on")
                if attribute == "href" and tag == "a":
                    assert may_lead_to(value) or re.fullmatch(r"[\w-]+\.xhtml", value)
                else:
                    assert "canary" not in value or attribute == "aria-label"
    assert "<script>hurt(§)</script>" in read


def test_what_xml_cannot_say_is_left_out(book: Book) -> None:
    made = epub(with_texts(book, ["a\x0bb\x1bc\ufffe\uffffd"]))
    assert "abcd" in "".join(pages_of(made)["book/chapter-1-1.xhtml"].itertext())


def test_a_long_chapter_is_several_files(book: Book) -> None:
    made = files_of(epub(with_texts(book, ["x " * 5_000] * 40)))
    chapters = [name for name in made if "chapter-1-" in name]
    assert len(chapters) == 3
    assert sum(made[name].count(b'class="note"') for name in chapters) == 40


# PDF


def read(made: bytes) -> tuple[Any, str]:
    reader = pypdf.PdfReader(io.BytesIO(made))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_the_pdf_is_a_book(book: Book) -> None:
    reader, text = read(pdf(book))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Cello", "alice")
    assert len(reader.pages) == 7
    for page in reader.pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (420, 595)
    for words in ("The Hundred Book", "Contents", "Timeline", "Sing first, then play.", "Dear you"):
        assert words in text
    assert [entry["/Title"] for entry in reader.outline if isinstance(entry, dict)][:2] == [
        "The hours",
        "The first 25\u00a0hours",
    ]


def test_its_fonts_are_inside_and_nothing_in_it_acts(book: Book) -> None:
    made = pdf(with_texts(book, [WRITTEN, *PAYLOADS]))
    reader, text = read(made)
    assert "<script>hurt(§)</script>" in text.replace("\n", "")
    links: set[str] = set()
    fonts = 0
    for page in reader.pages:
        for note in page.get("/Annots", []):
            held = note.get_object()
            assert held["/Subtype"] == "/Link"
            act = held.get("/A", {}).get("/S", "/GoTo")
            assert act in ("/URI", "/GoTo")
            if act == "/URI":
                links.add(held["/A"]["/URI"])
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
            fonts += 1
    assert fonts
    assert "https://example.org/x" in links
    assert all(may_lead_to(link) for link in links)
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in root.get("/Names", {})


def test_every_letter_that_we_call_ours_has_a_shape(book: Book) -> None:
    """As PDF/A, which knows no letter without one: Typst refuses to set it."""
    letters = f"a {' '.join(each for each in lettering.letters() if each not in MARKS)} z"
    marked = [f"**{letters}**", f"*{letters}*", f"***{letters}***", f"`{letters}`", letters]
    looks = [run.style for text in marked[:4] for block in blocks_of(text) for run in block.runs]
    assert looks == ["strong", "em", "em strong", "code"]
    assert pdf(with_texts(book, marked)).startswith(b"%PDF")


def test_letters_that_it_lacks_are_seen(book: Book) -> None:
    _, text = read(pdf(with_texts(book, ["日本 then 🙂"])))
    assert "□□ then □" in text
    assert "□ stands for a letter" in text


def test_no_text_is_markup_to_the_typesetter(book: Book) -> None:
    words = "#panic() _no $x$ @ref <label> [x] \\u{41} // gone = heading #import 'x'"
    _, text = read(pdf(replace(with_texts(book, [words]), title="#panic() $x$", author="#panic()")))
    assert "#panic() _no $x$ @ref <label> [x] \\u{41}" in text.replace("\n", " ")


# The press


@pytest.mark.parametrize("kind", ["epub", "pdf"])
def test_the_same_book_is_the_same_bytes_in_every_process(book: Book, kind: press.Kind) -> None:
    here = press.made(json.loads(json.dumps({"kind": kind, "book": asdict(book)})))
    assert press.pressed(book, kind) == here


def test_what_cannot_be_made_is_told_without_the_text(book: Book) -> None:
    with pytest.raises(press.Jammed) as jammed:
        press.pressed(replace(book, made="not a day"), "pdf")
    assert jammed.value.why == "pdf: ended with 1"


def test_a_book_that_takes_too_long_is_given_up(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "SECONDS", 0.001)
    with pytest.raises(press.Jammed, match="could not be made"):
        press.pressed(book, "epub")
    monkeypatch.undo()
    assert press.pressed(book, "epub")


def test_whoever_would_wait_long_is_told_at_once(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = press.Line()
    with line.place("alice"), line.place("mallory"):
        for who in ("alice", "carol"):
            with pytest.raises(Busy), line.place(who):
                raise AssertionError
    with line.place("alice"):
        pass
    monkeypatch.setattr(press, "_WAIT", 0)
    monkeypatch.setattr(press, "_PRESS", Semaphore(0))
    for _ in range(3):
        with pytest.raises(Busy):
            press.pressed(book, "epub")
    monkeypatch.undo()
    assert press.pressed(book, "epub")


def test_once_the_server_ends_what_is_made_is_given_up_and_no_more_begun(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = press.Line()
    monkeypatch.setattr(press, "LINE", line)
    thick = with_texts(book, ["the bow wants less " * 500] * 100)
    with ThreadPoolExecutor() as pool:
        pressing = pool.submit(press.pressed, thick, "pdf")
        while line._child is None:
            wait({pressing}, timeout=0.01)
        line.end()
        with pytest.raises(press.Jammed, match="could not be made"):
            pressing.result(timeout=10)
    with pytest.raises(Busy):
        press.pressed(book, "epub")


@pytest.mark.slow
def test_the_largest_texts_are_an_epub(book: Book) -> None:
    made = press.pressed(with_texts(book, ["*x* y\n" * 1_666] * 1_000), "epub")
    assert len([name for name in files_of(made) if "chapter-1-" in name]) > 50


@pytest.mark.slow
def test_the_thickest_book_is_bound(book: Book) -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(press.pressed(with_texts(book, ["the bow wants less " * 500] * 100), "pdf"))
    )
    assert len(reader.pages) > 300
