"""A feed's bytes to its entries."""

import calendar
import re
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.article import Article, without_lone_surrogates

MAX_FEED_BYTES = 16 * 1024 * 1024
"""Of a longer feed, the entries that are whole within so many bytes are read."""

MIN_FULL_WORDS = 120
"""What an entry gives as its content is the article from so many words on; less is a teaser. A summary has to
have MIN_FULL_PARAGRAPHS as well, since some feeds have long ones."""
MIN_FULL_PARAGRAPHS = 3

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


class Entry(msgspec.Struct, frozen=True):
    """An entry of a feed: the article in it, or None where it has only a teaser, and its page's URL."""

    title: str | None
    url: str | None
    article: Article | None
    words: int


class Feed(msgspec.Struct, frozen=True):
    """A feed's entries; `trouble` says what is wrong with it, where something is."""

    title: str | None
    entries: tuple[Entry, ...]
    trouble: str | None = None


def parse_feed(id: str, data: bytes, charset: str | None = None) -> Feed:
    """The feed in these bytes. Nothing is raised: a damaged one has the entries before the damage."""
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        found: Any = feedparser.parse(data[:MAX_FEED_BYTES], response_headers=headers, sanitize_html=False)
    except Exception as error:  # feedparser raises what its parsers raise.
        return Feed(None, (), f"cannot be read as a feed: {type(error).__name__}")
    trouble = None
    if len(data) > MAX_FEED_BYTES:
        trouble = f"is a feed of more than {MAX_FEED_BYTES:,} bytes; only the entries within them were read"
    elif found.get("bozo") and _is_damage(found.get("bozo_exception")):
        trouble = f"is a damaged feed ({' '.join(str(found['bozo_exception']).split())[:120]})"
    feed = found.get("feed") or {}
    title = _text(feed.get("title"))
    language = _text(feed.get("language"))
    entries = tuple(_entry(id, entry, title, language) for entry in found.get("entries") or ())
    return Feed(title, entries, trouble)


def _is_damage(error: object) -> bool:
    # An encoding that was declared otherwise is no damage: feedparser has found the right one.
    return type(error).__name__ not in ("CharacterEncodingOverride", "NonXMLContentType")


def _entry(id: str, entry: Any, outlet: str | None, language: str | None) -> Entry:
    title = _text(entry.get("title"))
    url = next((link for link in _addresses(entry) if _SCHEME.match(link)), None)
    contents = [_plain(content.get("value"), content.get("type")) for content in entry.get("content") or ()]
    content = max(contents, key=_words, default="")
    summary = _plain(entry.get("summary"), (entry.get("summary_detail") or {}).get("type"))
    full = ""
    if _words(content) >= MIN_FULL_WORDS:
        full = content
    elif _words(summary) >= MIN_FULL_WORDS and summary.count("\n\n") + 1 >= MIN_FULL_PARAGRAPHS:
        full = summary
    if not full:
        return Entry(title, url, None, max(_words(content), _words(summary)))
    given = [_text(author.get("name")) for author in entry.get("authors") or ()] or [
        _text(entry.get("author"))
    ]
    source = _text((entry.get("source") or {}).get("title"))
    article = Article(
        id=_text(entry.get("id")) or url or f"{id}: {title or 'an entry without a title'}",
        text=full,
        outlet=source or outlet,
        url=url,
        title=title,
        authors=tuple(dict.fromkeys(name for name in given if name)),
        published=_date(entry.get("published_parsed") or entry.get("updated_parsed")),
        language=language,
        notes=(f"The text is the one in the feed: {_words(full):,} words.",),
    )
    return Entry(title, url, article, _words(full))


def _addresses(entry: Any) -> Iterator[str]:
    if link := entry.get("link"):
        yield str(link)
    yield from (str(link.get("href")) for link in entry.get("links") or () if link.get("rel") == "alternate")
    yield str(entry.get("id") or "")


def _plain(value: Any, kind: Any) -> str:
    if not isinstance(value, str):
        return ""
    if kind == "text/plain" and "<" not in value:
        return without_lone_surrogates(value.strip())[0]
    from onrecord.sources.html.fragments import text_of_fragment

    return without_lone_surrogates(text_of_fragment(value))[0]


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    from onrecord.sources.html.fragments import text_of_fragment

    text = text_of_fragment(value) if "<" in value or "&" in value else value
    return without_lone_surrogates(" ".join(text.split()))[0] or None


def _words(text: str) -> int:
    return len(text.split())


def _date(parsed: Any) -> str | None:
    """The time in UTC, as ISO 8601."""
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(calendar.timegm(parsed))) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None
