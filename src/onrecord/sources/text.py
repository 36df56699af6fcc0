"""Plain text: one file, one article."""

import io

from onrecord.article import Article
from onrecord.sources.decoding import decode
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import MAX_ARTICLE_BYTES


def read_text(id: str, stream: io.BufferedReader) -> Article | Skipped:
    """The article that a stream of plain text holds, line endings as they are. Raises READ_ERRORS."""
    data = stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        return Skipped(id, f"is longer than {MAX_ARTICLE_BYTES:,} bytes")
    return text_article(id, data)


def text_article(
    id: str, data: bytes, url: str | None = None, notes: tuple[str, ...] = ()
) -> Article | Skipped:
    """The article that the bytes of a plain text are."""
    text, decoded = decode(data)
    if "\0" in text:
        return Skipped(id, "is binary data, not text")
    if not text.strip():
        return Skipped(id, "has only white space" if text else "is empty")
    return Article(id, text, url=url, notes=(*notes, *decoded))
