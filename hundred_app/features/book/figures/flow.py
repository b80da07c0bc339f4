"""What somebody wrote, as blocks for a book."""

import re

from hundred_app.core import prose
from hundred_app.core.prose import Block, Run


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text; one without Markdown is paragraphs, with its lines as they are."""
    found = prose.blocks_of(text)
    if found:
        return found
    parts = re.split(r"\n[ \t]*\n\s*", text.strip("\n"))
    return tuple(Block("p", (Run(part),)) for part in parts)


def words(block: Block) -> str:
    """All that can be read in a block."""
    return prose.flat([block])
