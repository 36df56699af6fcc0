"""Pieces of HTML that are all text, such as a feed's entry: nothing is to be left out but the markup."""

from typing import TYPE_CHECKING

from onrecord.sources.html.tree import MAX_DEPTH, flatten, parse, size_and_depth

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(("script", "style", "noscript", "template", "iframe", "object", "head"))


def text_of_fragment(html: str) -> str:
    """The text of a piece of HTML, a blank line between its blocks, a line end for each <br>."""
    if not html.strip():
        return ""
    tree = parse(f"<div>{html}</div>")
    if tree is None:
        return ""
    if size_and_depth(tree)[1] > MAX_DEPTH:
        flatten(tree)
    pieces: list[str] = []
    _gather(tree, pieces)
    blocks = "".join(pieces).split("\0")
    lines = ("\n".join(" ".join(line.split()) for line in block.split("\x01")).strip() for block in blocks)
    return "\n\n".join(line for line in lines if line)


def _gather(element: "HtmlElement", pieces: list[str]) -> None:
    """The text of an element and what follows it; \\0 where a block begins or ends, \\1 for a line end."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in _LEFT_OUT:
        block = tag in _BLOCKS
        if block:
            pieces.append("\0")
        elif tag == "br":
            pieces.append("\x01")
        pieces.append(element.text or "")
        for child in element:
            _gather(child, pieces)
        if block:
            pieces.append("\0")
    pieces.append(element.tail or "")
