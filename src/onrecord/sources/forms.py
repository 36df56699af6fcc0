"""What form a file is in, told by its first bytes and the ending of its name."""

import codecs
import re
from typing import Literal

from onrecord.sources.decoding import UTF16_MARKS
from onrecord.sources.tables.columns import looks_like_a_table

Form = Literal["text", "json lines", "csv", "parquet", "html", "feed", "archive"]

PARQUET_MAGIC = b"PAR1"

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3\0": "an SQLite database",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\0": "XZ data",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}

# Possessive (*+): pages begin with many comments, and a comment that may be cut anew where what follows it is
# not what is looked for takes time that doubles with each.
_COMMENTS = rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*|<\?[^>]*\?>\s*|<!doctype[^>]*>\s*)*+"
_MARKUP = re.compile(
    rb"(?:<!--.*?-->\s*)*+<(?:!doctype|html|head|body|div|p|article|section|meta|title|script|svg|\?xml|rss|feed|rdf:rdf"
    rb"|frameset|table|center|main|h1|link|base|style|noscript)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(_COMMENTS + rb"<(?:rss|(?:\w+:)?feed|rdf:rdf)[\s>]", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"<\?xml\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:html|body|!doctype\s+html)\b", re.IGNORECASE)
_JSON_OBJECT = re.compile(rb'\{[ \t]*["}]')
_JSON_ARRAY = re.compile(rb"\[\s*\{")
_JSON_SPREAD = re.compile(rb'\{\s*\n\s*"')
_ARCHIVE = re.compile(rb"WARC/\d|filedesc:/")

_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")
_FEED_ENDINGS = (".rss", ".atom", ".rss.gz", ".atom.gz")
_ARCHIVE_ENDINGS = (".warc", ".arc", ".warc.gz", ".arc.gz")
_TABLE_ENDINGS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_LINES_ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

_CONTROL_CHARACTERS = bytes({*range(32), 127} - set(b"\t\n\f\r"))

MAX_CONTROL_SHARE = 0.02
"""Text has next to no control characters (teleprinter archives, a few a page); binary data has one byte in
nine by chance alone."""


def form_of(path: str, head: bytes) -> Form:
    """The form of a file that begins with these bytes, if it is in one at all (`why_no_form`)."""
    if head.startswith(PARQUET_MAGIC):
        return "parquet"
    start, name = _start(head), path.lower()
    if _ARCHIVE.match(start) or name.endswith(_ARCHIVE_ENDINGS):
        return "archive"
    if name.endswith(_LINES_ENDINGS) or _JSON_OBJECT.match(start):
        return "json lines"
    if _FEED.match(start) or (name.endswith(_FEED_ENDINGS) and start.startswith(b"<")):
        return "feed"
    if _MARKUP.match(start) or (name.endswith(_PAGE_ENDINGS) and start):
        return "html"
    return "csv" if looks_like_a_table(start, named=name.endswith(_TABLE_ENDINGS)) else "text"


def why_no_form(path: str, head: bytes) -> str | None:
    """Why a file that begins with these bytes is in no form that can be read, None where it is in one."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return f"is {name}, not text"
    form = form_of(path, head)
    if form in ("parquet", "archive"):
        return None
    if head.startswith(UTF16_MARKS):
        return "is JSON Lines in UTF-16; it must be UTF-8" if form == "json lines" else None
    if form == "html" and _PAGE.search(head):
        return None  # Reading a page copes with stray control characters.
    control = len(head) - len(head.translate(None, delete=_CONTROL_CHARACTERS))
    if b"\0" in head or control > MAX_CONTROL_SHARE * len(head):
        return "is binary data, not text"
    start = _start(head)
    if form == "html" and _XML.match(start) and not _PAGE.search(start):
        return "is XML, but neither a page nor a feed"
    if form == "text" and (_JSON_ARRAY.match(start) or _JSON_SPREAD.match(start)):
        return "is JSON, but not JSON Lines, which has one object on each line"
    return None


def _start(head: bytes) -> bytes:
    if head.startswith(UTF16_MARKS):
        head = head.decode("utf-16", errors="ignore").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8).lstrip()
