"""A page to the article on it."""

import re
from typing import TYPE_CHECKING

import msgspec

from onrecord.article import Article, without_lone_surrogates
from onrecord.language import language_of
from onrecord.sources.html.charset import decode_page
from onrecord.sources.html.extraction import PageData, article_text, page_data
from onrecord.sources.html.linked_data import article_body
from onrecord.sources.html.refusals import MIN_LETTERS, why_no_article
from onrecord.sources.html.tree import (
    MANY_ELEMENTS,
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    count_words,
    flatten,
    has_endless_tag,
    letters,
    parse,
    seen_text,
    size_and_depth,
    without_styling,
)
from onrecord.sources.page import Page
from onrecord.sources.skipped import Skipped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE_BYTES = 20 * 1024 * 1024
"""A longer page is refused; its tree would take several times as much memory."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)


def read_page(page: Page) -> Article | Skipped:
    """The article on a page, its text as extracted, with a note on what share of the page's words that is."""
    if len(page.data) > MAX_PAGE_BYTES:
        return Skipped(page.id, f"is a page of more than {MAX_PAGE_BYTES:,} bytes")
    if not page.data.strip():
        return Skipped(page.id, "is empty")
    text, notes = decode_page(page.data, page.charset)
    if has_endless_tag(text):
        return Skipped(page.id, f"has an element of more than {MAX_ATTRIBUTES:,} attributes")
    tree = parse(text)
    if tree is None:
        return Skipped(page.id, "has no HTML in it that could be read")
    elements, depth = size_and_depth(tree)
    if elements > MAX_ELEMENTS:
        return Skipped(page.id, f"is a page of more than {MAX_ELEMENTS:,} elements")
    if elements > MANY_ELEMENTS and (simpler := parse(without_styling(text))) is not None:
        tree = simpler
    if depth > MAX_DEPTH:
        flatten(tree)
    found = article_text(tree)
    if len(letters(found)) < MIN_LETTERS and len(letters(body := article_body(tree))) >= MIN_LETTERS:
        found, notes = body, (*notes, "The text is the one that the page carries as data (JSON-LD).")
    seen = seen_text(tree, at_least=count_words(found))
    if reason := why_no_article(tree, found, seen):
        return Skipped(page.id, reason)
    language = _language(tree, found)
    data = page_data(tree, page.url)
    return _article(page, found, data, language, (*page.notes, *notes, _kept(found, seen)))


def _article(page: Page, text: str, data: PageData, language: str | None, notes: tuple[str, ...]) -> Article:
    def clean(value: str | None) -> str | None:
        return without_lone_surrogates(value)[0] if value else None

    data = msgspec.structs.replace(data, authors=tuple(clean(name) or "" for name in data.authors))
    return Article(
        id=page.id,
        text=without_lone_surrogates(text)[0],
        outlet=clean(data.outlet),
        url=clean(data.url),
        title=clean(data.title),
        authors=data.authors,
        published=clean(data.published),
        language=clean(language),
        notes=notes,
    )


def _language(tree: "HtmlElement", text: str) -> str | None:
    """The language of the text itself; what the page declares, often its template's, where that fails."""
    declared = next((element.get("lang") or "" for element in tree.iter("html")), "").strip()
    return language_of(text) or (declared if _LANGUAGE.fullmatch(declared) else None)


def _kept(text: str, seen: str) -> str:
    """The note on how much of the page the text is. (A text carried as data may be more than all of it.)"""
    kept, total = count_words(text), count_words(seen)
    share = f", {min(kept / total, 1):.0%} of the page's {total:,}" if total else ""
    return f"Extracted from HTML: {kept:,} words{share}."
