"""The one place that calls trafilatura: a page's tree in, its main blocks and its data out."""

import logging
import warnings
from typing import TYPE_CHECKING

import msgspec

from onrecord.sources.html.blocks import Block, blocks_of, joined, of_the_article
from onrecord.sources.html.tree import count_words, letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_PRECISE_SHARE = 0.6
"""The careful extraction is taken unless it has less than this share of the words of the usual one: it leaves
out more that is not the article, and now and then half of the article. Swept 0.3 to 0.9
(benchmarks/extraction.py)."""

_SEPARATORS = (" - ", " | ", " – ", " — ", " :: ", " » ", ": ")


class PageData(msgspec.Struct, frozen=True):
    """What a page says about itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def article_text(tree: "HtmlElement") -> str:
    """The text of the article on a page, empty where there is none. The tree is left as it is."""
    titles, links = _titles(tree), _links(tree)
    usual = of_the_article(_main_blocks(tree, precise=False), titles, links)
    if not usual:
        return ""
    precise = of_the_article(_main_blocks(tree, precise=True), titles, links)
    return joined(precise if _words(precise) >= MIN_PRECISE_SHARE * _words(usual) else usual)


def page_data(tree: "HtmlElement", url: str | None) -> PageData:
    """A page's title, authors, date (YYYY-MM-DD), outlet, address, if it tells. May change the tree."""
    from trafilatura.metadata import extract_metadata

    _quiet()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Of time zones in dates that are only looked through.
            found = extract_metadata(tree, default_url=url, extensive=False)
    except Exception:  # Errors of any kind have been seen on broken pages; the text can still be read.
        return PageData(url=url)
    authors = (name.strip() for name in (found.author or "").split(";"))
    return PageData(
        title=found.title or None,
        authors=tuple(name for name in authors if name),
        published=found.date or None,
        outlet=found.sitename or found.hostname or None,
        url=url or found.url or None,
    )


def _main_blocks(tree: "HtmlElement", precise: bool) -> list[Block]:
    from trafilatura import bare_extraction

    _quiet()
    try:
        found = bare_extraction(tree, include_comments=False, favor_precision=precise)
    except Exception:  # As above: the other extraction, or the reason, then stands for this one.
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return blocks_of(found.body)


def _titles(tree: "HtmlElement") -> set[str]:
    """What the page's title may look like where it stands again above the text, as letters."""
    found = [element.text_content() for element in tree.iter("h1")]
    found += tree.xpath('//meta[@property="og:title" or @name="twitter:title"]/@content')
    for element in tree.iter("title"):
        whole = element.text_content()
        found.append(whole)
        for separator in _SEPARATORS:
            *parts, last = whole.split(separator)
            found += [*parts, last, separator.join(parts)]
    return {letters(text) for text in found} - {""}


def _links(tree: "HtmlElement") -> set[str]:
    return {letters(element.text_content()) for element in tree.iter("a")} - {""}


def _words(blocks: list[Block]) -> int:
    return sum(count_words(block.text) for block in blocks)


def _quiet() -> None:
    """What these libraries warn of is said in the reason or the notes instead."""
    for name in ("trafilatura", "htmldate", "charset_normalizer", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
