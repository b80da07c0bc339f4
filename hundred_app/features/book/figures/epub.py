"""A book as EPUB 3: a container of pages in XHTML, which xhtml.py makes."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from hundred_app.features.book.figures import Book, Drawing, Note, Part, flow
from hundred_app.features.book.figures.styles import CSS
from hundred_app.features.book.figures.xhtml import OPS, XHTML, blocks, element, of, sayable

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_IN_A_FILE = 150_000
"""Letters; devices read a file at a time, and long ones slowly."""

_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles></container>'
)


@dataclass(frozen=True)
class _File:
    """A page of the book; `heading` is "" for one that goes on with the one before."""

    name: str
    heading: str
    body: ET.Element
    has_svg: bool = False


def epub(book: Book) -> bytes:
    """The file, the same bytes for the same book."""
    for prefix, uri in (("", XHTML), ("epub", OPS), ("dc", _DC), ("svg", _SVG)):
        ET.register_namespace(prefix, uri)
    files = [_title(book), _hours(book)]
    for number, part in enumerate(book.parts, start=1):
        files += _chapter(part, number)
    if book.letter is not None:
        files.append(_letter(book, book.letter))
    files.append(_colophon(book))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _put(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER)
        _put(archive, "book/package.opf", _package(book, files))
        _put(archive, "book/nav.xhtml", _page(book, book.says.contents, _nav(book, files)))
        _put(archive, "book/style.css", CSS.replace("ACCENT", book.colour))
        for file in files:
            _put(archive, f"book/{file.name}.xhtml", _page(book, file.heading, file.body))
    return made.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode())


def _page(book: Book, title: str, body: ET.Element) -> str:
    head = element("head", element("title", title or book.title))
    head.append(element("link", rel="stylesheet", type="text/css", href="style.css"))
    page = element("html", head, body, lang=book.language)
    page.set(f"{{{_XML}}}lang", book.language)
    return "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html>\n" + ET.tostring(
        page, encoding="unicode"
    )


def _figure(drawing: Drawing, kind: str) -> ET.Element:
    # A drawing is ours, see drawings.py: nothing that somebody wrote is parsed here.
    svg = ET.fromstring(drawing.svg)  # noqa: S314
    svg.set("role", "img")
    svg.set("aria-label", drawing.alt)
    return element("figure", svg, class_=kind)


def _title(book: Book) -> _File:
    body = element("body", class_="title", epub_type="frontmatter titlepage")
    body.append(element("p", book.says.book, class_="eyebrow"))
    body.append(of(book.title, "h1"))
    if book.by:
        body.append(of(book.by, "p", class_="by"))
    body.append(_figure(book.grid, "grid"))
    body.append(element("p", book.standing, class_="standing"))
    return _File("title", book.title, body, has_svg=True)


def _hours(book: Book) -> _File:
    says = book.says
    body = element("body", element("h1", says.the_hours), element("p", says.summary))
    rows = [
        element("tr", element("th", step.day, scope="row"), element("td", step.text))
        for step in book.timeline
    ]
    body.append(element("h2", says.timeline))
    body.append(element("table", *rows))
    if book.years:
        body.append(element("h2", says.days))
        body.append(element("p", says.days_help, class_="meta"))
        for drawing in book.years:
            body.append(element("h3", drawing.name))
            body.append(_figure(drawing, "year"))
    if book.line is not None:
        body.append(element("h2", says.over_time))
        body.append(element("p", says.over_time_help, class_="meta"))
        body.append(_figure(book.line, "line"))
    return _File("hours", says.the_hours, body, has_svg=bool(book.years or book.line))


def _chapter(part: Part, number: int) -> list[_File]:
    """The files of a chapter: one, or several when it is long."""
    bodies = [element("body", element("h1", part.heading), element("p", part.summary))]
    letters = 0
    for note in part.notes:
        if letters > _MOST_IN_A_FILE:
            bodies.append(element("body"))
            letters = 0
        letters += len(note.text)
        bodies[-1].append(_note(note, "note"))
    if part.without:
        bodies[-1].append(element("p", part.without, class_="meta"))
    if part.synthesis is not None:
        bodies[-1].append(_note(part.synthesis, "synthesis"))
    return [
        _File(f"chapter-{number}-{at}", "" if at > 1 else part.heading, body)
        for at, body in enumerate(bodies, start=1)
    ]


def _note(note: Note, kind: str) -> ET.Element:
    made = element("section", class_=kind)
    made.append(element("h2", note.mark))
    if note.question:
        made.append(element("p", note.question, class_="question"))
    made.append(element("p", note.day, class_="meta"))
    made.extend(blocks(flow.blocks(note.text)))
    return made


def _letter(book: Book, letter: Note) -> _File:
    body = element("body", element("h1", book.says.letter))
    body.append(element("p", book.says.letter_how, class_="question"))
    body.append(element("p", letter.day, class_="meta"))
    body.extend(blocks(flow.blocks(letter.text)))
    return _File("letter", book.says.letter, body)


def _colophon(book: Book) -> _File:
    body = element("body", element("p", book.says.colophon), class_="colophon")
    return _File("colophon", "", body)


def _nav(book: Book, files: Sequence[_File]) -> ET.Element:
    items = [
        element("li", element("a", file.heading, href=f"{file.name}.xhtml"))
        for file in files
        if file.heading
    ]
    return element(
        "body",
        element("nav", element("h1", book.says.contents), element("ol", *items), epub_type="toc"),
    )


def _package(book: Book, files: Sequence[_File]) -> str:
    package = ET.Element(f"{{{_OPF}}}package", {"version": "3.0", "unique-identifier": "id"})
    package.set(f"{{{_XML}}}lang", book.language)
    package.append(_metadata(book))
    manifest = ET.SubElement(package, f"{{{_OPF}}}manifest")
    _item(manifest, "nav", "nav.xhtml", properties="nav")
    _item(manifest, "style", "style.css", "text/css")
    spine = ET.SubElement(package, f"{{{_OPF}}}spine")
    for at, file in enumerate(files):
        extra = {"properties": "svg"} if file.has_svg else {}
        _item(manifest, file.name, f"{file.name}.xhtml", **extra)
        ET.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": file.name})
        if at == 0:
            ET.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": "nav"})
    text = ET.tostring(package, encoding="unicode", default_namespace=None)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{text}"


def _metadata(book: Book) -> ET.Element:
    metadata = ET.Element(f"{{{_OPF}}}metadata")

    def tell(name: str, text: str, **attributes: str) -> None:
        ET.SubElement(metadata, f"{{{_DC}}}{name}", attributes).text = sayable(text)

    tell("identifier", f"urn:uuid:{book.id}", id="id")
    tell("title", book.title)
    tell("language", book.language)
    if book.author:
        tell("creator", book.author)
    tell("date", book.made)
    meta = ET.SubElement(metadata, f"{{{_OPF}}}meta", {"property": "dcterms:modified"})
    meta.text = f"{book.made}T00:00:00Z"
    return metadata


def _item(
    manifest: ET.Element,
    key: str,
    href: str,
    kind: str = "application/xhtml+xml",
    **attributes: str,
) -> None:
    ET.SubElement(
        manifest,
        f"{{{_OPF}}}item",
        {"id": key, "href": href, "media-type": kind, **attributes},
    )
