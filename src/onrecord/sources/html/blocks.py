"""The blocks of an extracted text (paragraphs, headings, list items), and which of them are the article's.

What is left out here, and why, was measured on the pages of benchmarks/extraction.py: headlines that are the
title again, and links to other articles.
"""

import re
from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from onrecord.sources.html.tree import count_words, letters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# trafilatura's elements (those of TEI) that begin and end a block.
_BLOCKS = frozenset(
    ("ab", "cell", "code", "div", "fw", "figure", "head", "item", "list", "p", "quote", "row", "table")
)
# Soft hyphens and marks of no width: typesetting, not text; they would stand inside words.
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_CODE = "code"

TITLE_BLOCKS = 8
"""The title is looked for in so many first blocks."""
LEAD_WORDS = 6
LEAD_BLOCKS = 6
"""So many first blocks of up to so many words that end as no sentence does are labels (section, date)."""
MIN_LINK_WORDS = 3
_SENTENCE_ENDS = tuple('.!?…"”’»:;,。！？」』।')
_POINTER = re.compile(r"[^:]{1,25}:\s*(.+)", re.DOTALL)


class Block(NamedTuple):
    """`kind` is "p", "head", "item", "quote", "cell" or "code"."""

    kind: str
    text: str


def blocks_of(body: "Element") -> list[Block]:
    """The blocks of an extracted body, in order, white space within a block as single spaces."""
    blocks: list[Block] = []
    pieces: list[str] = []

    def close(kind: str) -> None:
        text = "".join(pieces).translate(_INVISIBLE)
        text = text.strip("\n") if kind == _CODE else " ".join(text.split())
        if text.strip():
            blocks.append(Block(kind, text))
        pieces.clear()

    def walk(element: "Element", kind: str) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        inside = kind
        if tag in _BLOCKS:
            close(kind)
            if tag in ("item", "cell", "head", "quote", _CODE) or (
                tag == "p" and kind not in ("item", "cell")
            ):
                inside = tag
        if tag == "lb":
            close(kind)
        if tag and element.text:
            pieces.append(element.text)
        for child in element:
            walk(child, inside)
        if tag in _BLOCKS:
            close(inside)
        if element.tail:
            pieces.append(element.tail)

    walk(body, "p")
    close("p")
    return blocks


def of_the_article(blocks: list[Block], titles: Set[str], links: Set[str]) -> list[Block]:
    """The blocks without the title, labels above the text, and links to other articles.

    `titles` and `links` are the page's own (its title and main headings, the words of its links), as letters.
    """
    kept = [
        block
        for number, block in enumerate(blocks)
        if not (number < TITLE_BLOCKS and letters(block.text) in titles) and not _only_links(block, links)
    ]
    while len(kept) > 1 and letters(kept[-1].text) in links:
        kept.pop()
    labels = 0
    while labels < min(LEAD_BLOCKS, len(kept)) and _is_label(kept[labels]):
        labels += 1
    return kept[labels:] if labels < len(kept) else kept


def _only_links(block: Block, links: Set[str]) -> bool:
    if block.kind == "item":
        return count_words(block.text) >= MIN_LINK_WORDS and letters(block.text) in links
    pointer = _POINTER.match(block.text)  # "Read more: …"
    return bool(pointer and letters(pointer[1]) in links)


def _is_label(block: Block) -> bool:
    return (
        block.kind not in ("item", _CODE)
        and count_words(block.text) <= LEAD_WORDS
        and not block.text.endswith(_SENTENCE_ENDS)
    )


def joined(blocks: list[Block]) -> str:
    """The text of an article: a blank line between blocks, none between items or cells of a table."""
    pieces: list[str] = []
    before = ""
    for block in blocks:
        if pieces:
            close = block.kind == before and block.kind in ("item", "cell")
            pieces.append("\n" if close else "\n\n")
        pieces.append(block.text)
        before = block.kind
    return "".join(pieces)
