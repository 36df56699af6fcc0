"""The text of a page, with the standard library's parser: transcripts are on pages of every age and make."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_LEFT_OUT = re.compile(r"script|style|noscript|template|svg|nav|footer|form|button|select|iframe|head")
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_BLOCKS = re.compile(
    r"p|div|br|li|t[rdh]|d[dt]|h[1-6]|section|article|blockquote|pre|table|[uo]l|hr|header|main|aside"
)
_DATES = ("article:published_time", "date", "dc.date", "dc.date.issued", "pubdate", "datepublished")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, a block a line, with its title and date where it says them."""

    text: str
    title: str | None
    date: str | None


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title: list[str] = []
        self.date: str | None = None
        self._left_out: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and not self.date:
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name in _DATES:
                self.date = given.get("content") or None
        elif tag == "time" and not self.date:
            self.date = given.get("datetime") or None
        elif tag == "title" and "svg" not in self._left_out:
            self._in_title = True
        elif tag == "body":
            self._left_out = []
        if _LEFT_OUT.fullmatch(tag):
            self._left_out.append(tag)
        if _BLOCKS.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self._left_out:
            while self._left_out.pop() != tag:
                pass
        if _BLOCKS.fullmatch(tag) and not _VOID.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._left_out:
            self.parts.append(data.replace("\n", " "))


def text_of_html(markup: str) -> Page:
    """The words of a page in their order, without those of scripts, menus and forms. It never fails."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return Page(
        "\n".join(line for line in lines if line),
        " ".join("".join(parser.title).split()) or None,
        parser.date,
    )
