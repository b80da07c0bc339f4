"""What somebody wrote, as a small tree: Markdown understood, and nothing of it ever markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["p", "heading", "list", "numbers", "item", "quote", "code", "rule"]

_UNDERSTOOD = (
    "blockquote",
    "fence",
    "heading",
    "hr",
    "list",
    "autolink",
    "backticks",
    "emphasis",
    "escape",
    "link",
    "newline",
    "strikethrough",
)
"""Rules that are on. Not on: markup, images, entities, indented code, references, underlined
headings. What they stand for would load something, or take away what was typed."""

_KINDS: dict[str, Kind] = {
    "bullet_list_open": "list",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "paragraph_open": "p",
    "heading_open": "heading",
}
_STYLES = {"strong_open": "strong", "em_open": "em", "s_open": "struck"}
_DEEPEST = 12
_REMEMBERED = 1024


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look.

    Attributes:
        style: of "strong", "em", "struck" and "code", those that it has.
        href: where it leads, to the web or to an address for mail; "" if nowhere.
        is_hit: whether it is what somebody looks for.
    """

    text: str
    style: str = ""
    href: str = ""
    is_hit: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph with its runs, or what holds other blocks. `start` is where numbers begin."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    blocks: tuple["Block", ...] = ()
    start: int = 1


@lru_cache(maxsize=_REMEMBERED)
def blocks_of(text: str) -> tuple[Block, ...]:
    """The tree of a text; nothing when it is plain, and shown best as it was typed."""
    tokens = _parser().parse(text)
    # The parser leaves out what is nested deeper than it goes.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return ()
    found = tuple(_blocks(iter(tokens)))
    return () if _is_plain(found, text) else found


def plain(text: str) -> str:
    """A text without the signs of its Markdown, for places that show it in one piece."""
    found = blocks_of(text)
    return flat(found) if found else text


def flat(blocks: Iterable[Block]) -> str:
    """All that can be read in a tree, with a line for each block."""
    return "\n".join("".join(run.text for run in leaf.runs) for leaf in _leaves(blocks))


def marked(blocks: Sequence[Block], hits: Iterable[tuple[int, int]]) -> tuple[Block, ...]:
    """The tree with every hit as a run of its own.

    Args:
        blocks: the tree.
        hits: places in its `flat` text, in order and apart from each other.
    """
    places = list(hits)
    return tuple(block for block, _ in _marked(blocks, places, 0))


def may_lead_to(url: str) -> bool:
    """Whether a link may be one: to the web or to an address for mail, and named in full."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.netloc)
    return parts.scheme == "mailto" and bool(parts.path)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": _DEEPEST}).enable(list(_UNDERSTOOD))
    # What it refuses stays as it was typed.
    parser.validateLink = may_lead_to
    return parser


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    """What stands up to the end of the block around it."""
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == "fence":
            yield Block("code", (Run(token.content.rstrip("\n")),))
        elif token.type == "hr":
            yield Block("rule")
        elif token.type == "inline":
            yield Block("p", tuple(_runs(token.children or [])))
        else:
            yield _block(token, tuple(_blocks(tokens)))


def _block(token: Token, inside: tuple[Block, ...]) -> Block:
    kind = _KINDS[token.type]
    if kind in ("p", "heading"):
        return Block(kind, inside[0].runs if inside else ())
    return Block(kind, (), inside, int(token.attrGet("start") or 1))


def _runs(tokens: Iterable[Token]) -> list[Run]:
    found: list[Run] = []
    styles: list[str] = []
    href = ""
    for token in tokens:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            href = ""
        elif token.nesting < 0:
            styles.pop()
        else:
            code = ["code"] if token.type == "code_inline" else []
            text = "\n" if token.type in ("softbreak", "hardbreak") else token.content
            _add(found, Run(text, " ".join(dict.fromkeys(styles + code)), href))
    return found


def _add(runs: list[Run], run: Run) -> None:
    """Put a run behind others, as a part of the last one if it looks the same."""
    last = runs[-1] if runs else None
    if last and (last.style, last.href) == (run.style, run.href):
        runs[-1] = replace(last, text=last.text + run.text)
    elif run.text:
        runs.append(run)


def _is_plain(blocks: Sequence[Block], text: str) -> bool:
    styled = any(run.style or run.href for leaf in _leaves(blocks) for run in leaf.runs)
    if styled or any(block.kind != "p" for block in blocks):
        return False
    return "".join(flat(blocks).split()) == "".join(text.split())


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.blocks:
            yield from _leaves(block.blocks)
        else:
            yield block


def _marked(
    blocks: Iterable[Block], hits: Sequence[tuple[int, int]], at: int
) -> Iterator[tuple[Block, int]]:
    """Each block with its hits, and where the next one begins in the flat text."""
    for block in blocks:
        if block.blocks:
            inside = list(_marked(block.blocks, hits, at))
            at = inside[-1][1]
            yield replace(block, blocks=tuple(held for held, _ in inside)), at
        else:
            runs: list[Run] = []
            for run in block.runs:
                runs += _cut(run, hits, at)
                at += len(run.text)
            at += 1
            yield replace(block, runs=tuple(runs)), at


def _cut(run: Run, hits: Sequence[tuple[int, int]], at: int) -> Iterator[Run]:
    """A run that begins at a place, in pieces of which the hits are some."""
    begin, end = at, at + len(run.text)
    for start, stop in hits:
        if stop <= begin or start >= end:
            continue
        first, last = max(start, begin), min(stop, end)
        if first > begin:
            yield replace(run, text=run.text[begin - at : first - at])
        yield replace(run, text=run.text[first - at : last - at], is_hit=True)
        begin = last
    if begin < end:
        yield replace(run, text=run.text[begin - at :])
