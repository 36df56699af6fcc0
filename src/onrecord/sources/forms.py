"""What form a file is in, told by its first bytes and the ending of its name."""

import codecs
import re

from onrecord.sources.decoding import UTF16_MARKS

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"PAR1": "a Parquet file",
    b"SQLite format 3\0": "an SQLite database",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\0": "XZ data",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}

_MARKUP = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|div|p|article|section|meta|title|script|svg|\?xml|rss|feed)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_OBJECT = re.compile(rb'\{[ \t]*["}]')
_JSON_ARRAY = re.compile(rb"\[\s*\{")
_JSON_SPREAD = re.compile(rb'\{\s*\n\s*"')

_CONTROL_CHARACTERS = bytes({*range(32), 127} - set(b"\t\n\f\r"))

MAX_CONTROL_SHARE = 0.02
"""Text has next to no control characters (teleprinter archives, a few a page); binary data has one byte in
nine by chance alone."""


def why_no_text(path: str, head: bytes) -> str | None:
    """Why a file that begins with these bytes is in no form that can be read, None where it is in one."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return f"is {name}, not text"
    if head.startswith(UTF16_MARKS):
        return "is JSON Lines in UTF-16; it must be UTF-8" if _is_named_json_lines(path) else None
    control = len(head) - len(head.translate(None, delete=_CONTROL_CHARACTERS))
    if b"\0" in head or control > MAX_CONTROL_SHARE * len(head):
        return "is binary data, not text"
    start = _start(head)
    if _MARKUP.match(start):
        return "is HTML or XML; only plain text and JSON Lines can be read"
    if _JSON_ARRAY.match(start) or _JSON_SPREAD.match(start):
        return "is JSON, but not JSON Lines, which has one object on each line"
    return None


def is_json_lines(path: str, head: bytes) -> bool:
    """Whether a file, if it is text at all, has one JSON object on each line; otherwise it is plain text."""
    return _is_named_json_lines(path) or bool(_JSON_OBJECT.match(_start(head)))


def _is_named_json_lines(path: str) -> bool:
    return path.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"))


def _start(head: bytes) -> bytes:
    return head.removeprefix(codecs.BOM_UTF8).lstrip()
