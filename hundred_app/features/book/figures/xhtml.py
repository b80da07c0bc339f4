"""XHTML made of elements, so that no text is ever markup."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from hundred_app.core.prose import Block, Run, may_lead_to
from hundred_app.features.book.figures import flow
from hundred_app.features.book.rules.lettering import is_from_right

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"

# What XML has no way to say, not even as a reference.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {"strong": "strong", "em": "em", "struck": "s", "code": "code"}
_KINDS = {"list": "ul", "numbers": "ol", "item": "li", "quote": "blockquote", "code": "pre"}


def element(tag: str, *children: "ET.Element | str", **attributes: str) -> ET.Element:
    """An element of XHTML; in names of attributes `epub_` stands for that namespace."""
    made = ET.Element(f"{{{XHTML}}}{tag}")
    for name, value in attributes.items():
        full = f"{{{OPS}}}{name[5:]}" if name.startswith("epub_") else name.rstrip("_")
        made.set(full, sayable(value))
    for child in children:
        if isinstance(child, str):
            _say(made, child)
        else:
            made.append(child)
    return made


def _say(element: ET.Element, text: str) -> None:
    """Text at the end of an element, with a break for each end of a line."""
    first, *lines = sayable(text).split("\n")
    _append(element, first)
    for line in lines:
        element.append(ET.Element(f"{{{XHTML}}}br"))
        _append(element, line)


def _append(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def sayable(text: str) -> str:
    """A text without what would make a page unreadable as XML."""
    return _UNSAYABLE.sub("", text)


def of(text: str, tag: str, **attributes: str) -> ET.Element:
    """An element with a text of somebody, which knows in which direction it runs."""
    return element(tag, text, dir="rtl" if is_from_right(text) else "ltr", **attributes)


def blocks(read: Iterable[Block]) -> list[ET.Element]:
    """Blocks as elements, each in the direction in which it runs."""
    return [_block(block) for block in read]


def _block(block: Block) -> ET.Element:
    if block.kind == "rule":
        return element("hr")
    made = element(_tag(block), dir="rtl" if is_from_right(flow.words(block)) else "ltr")
    if block.kind == "numbers" and block.start != 1:
        made.set("start", str(block.start))
    if block.kind == "heading":
        made.set("class", "heading")
    if block.blocks:
        made.extend(blocks(block.blocks))
    elif block.kind == "code":
        made.append(element("code"))
        made[0].text = sayable("".join(run.text for run in block.runs))
    else:
        for run in block.runs:
            _run(made, run)
    return made


def _tag(block: Block) -> str:
    return _KINDS.get(block.kind, "p")


def _run(parent: ET.Element, run: Run) -> None:
    at = parent
    # What the page of the app would not lead to, a book does not either.
    if run.href and may_lead_to(run.href):
        at = _below(at, element("a", href=run.href))
    for style in run.style.split():
        at = _below(at, element(_TAGS[style]))
    _say(at, run.text)


def _below(parent: ET.Element, child: ET.Element) -> ET.Element:
    parent.append(child)
    return child
