"""The tree of a page, and what can be told from it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WORD = re.compile(r"\w+")
_STYLING = re.compile(r"</?(?:span|font|b|i|em|strong|u|small|big)(?:\s[^<>]*)?>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}")

# Control characters to spaces: one of them (NUL) would end the parsing of a page.
_NO_CONTROL = bytes(32 if byte in {*range(32), 127} - set(b"\t\n\f\r") else byte for byte in range(256))
_UNSEEN = ("script", "style", "noscript", "template", "head", "iframe", "noframes", "object", "svg", "math")

MAX_ELEMENTS = 50_000
"""A page of more elements is refused: taking it apart would take minutes. The largest of 860 real pages has
21,000 (benchmarks/extraction.py)."""
MANY_ELEMENTS = 10_000
"""In a page of more elements, those that only style words are left out first: what is done with
each grows with the number of its neighbours (20,000 in one paragraph took 19 seconds)."""
MAX_ATTRIBUTES = 2_000
"""A page with a tag of more attributes is refused: reading one takes the square of their number (minutes for
100,000)."""
MAX_DEPTH = 400
"""Elements nested more deeply are unwrapped: what walks through trees does so by recursion."""


def parse(text: str) -> "HtmlElement | None":
    """The tree of a page's text, None where there is no element in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        return document_fromstring(text.encode("utf-8", "replace").translate(_NO_CONTROL), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def has_endless_tag(text: str) -> bool:
    """Whether a tag of a page has more than MAX_ATTRIBUTES attributes."""
    return any(tag.group().count("=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text))


def without_styling(text: str) -> str:
    """A page's text without the tags that only style words.

    Not taken out of the tree: they would leave as many pieces of text side by side, which is no better.
    """
    return _STYLING.sub("", text)


def size_and_depth(tree: "HtmlElement") -> tuple[int, int]:
    """How many elements a tree has and how deeply they are nested; counting ends past MAX_ELEMENTS."""
    from lxml.etree import iterwalk

    count = depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        if event == "start":
            count += 1
            depth += 1
            deepest = max(deepest, depth)
            if count > MAX_ELEMENTS:
                break
        else:
            depth -= 1
    return count, deepest


def flatten(tree: "HtmlElement") -> None:
    """Unwraps the elements that are nested more deeply than MAX_DEPTH, in place."""
    from lxml.etree import iterwalk

    depth, deep = 0, []
    for event, element in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()


def seen_text(tree: "HtmlElement", at_least: int = 0) -> str:
    """The text of a page that a reader could see: without scripts, styles and the head.

    Where that has fewer than `at_least` words, a <noscript> without end was not what it seems: all but
    scripts and styles is taken.
    """
    seen = _text_without(tree, _UNSEEN)
    return seen if count_words(seen) >= at_least else _text_without(tree, ("script", "style"))


def _text_without(tree: "HtmlElement", tags: tuple[str, ...]) -> str:
    from lxml.etree import iterwalk

    pieces: list[str] = []
    skipped = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        unseen = element.tag in tags
        if event == "start":
            skipped += unseen
            if not skipped and element.text:
                pieces.append(element.text)
        else:
            skipped -= unseen
            if not skipped and element.tail:
                pieces.append(element.tail)
    return " ".join(pieces)


def letters(text: str) -> str:
    """The letters and digits of a text, without case: what headings and links are compared by."""
    return "".join(WORD.findall(text.casefold()))


def count_words(text: str) -> int:
    """The words of a text: runs of letters and digits."""
    return len(WORD.findall(text))
