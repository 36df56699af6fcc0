"""What makes an article the same as another: hashes of its content."""

import hashlib
import unicodedata
from urllib.parse import urlsplit

from onrecord.article import Article


def text_hash(text: str) -> str:
    """A hash of the text's words: NFC, every run of white space as one space. 32 hexadecimal digits.

    Two articles with the same one carry the same text, be it that of an agency under two outlets.
    """
    return _digest(_plain(text))


def content_hash(article: Article) -> str:
    """A hash of outlet and words: the same one means the same article, however often it is given.

    The URL's host stands in for an outlet that is not given; the id, which may be a path, does not count.
    """
    outlet = article.outlet or _host(article.url) or ""
    return _digest(f"{_plain(outlet).casefold()}\n{_plain(article.text)}")


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:  # "http://[half an address"
        return None
    return str(host).removeprefix("www.") if host else None


def _digest(text: str) -> str:
    # Half of SHA-256: 128 bits are enough for no two of 10**15 articles to meet by chance.
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
