"""The bytes of a page to text: which encoding, told by what the bytes are before what is claimed of them."""

import codecs
import re

from onrecord.sources.decoding import UTF16_MARKS, decode

_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
LOOKED_THROUGH = 16 * 1024
"""Bytes in which a declaration is looked for. Browsers look through 1,024; pages have it later, too."""

# What browsers read under these names (WHATWG Encoding Standard): each a superset of what the name says.
_BROADER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz")
_NO_TEXT_ENCODING = ("utf-7", "idna", "punycode", "rot13", "unicode_escape", "raw_unicode_escape")

MAX_DAMAGED_SHARE = 0.001
"""A declared encoding is kept where at most so many of its characters cannot be read."""


def decode_page(data: bytes, from_server: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and notes on what had to be decided.

    A byte order mark counts first. Bytes beyond ASCII that are valid UTF-8 are UTF-8, whatever is declared:
    text in another encoding is next to never valid UTF-8 by chance, and a server's or template's claim is
    often wrong. Then what the server said, then what the page says; where that fails, the encoding is
    guessed from the bytes.
    """
    if data.startswith((codecs.BOM_UTF8, *UTF16_MARKS)):
        return decode(data)
    declared = _declared(data, from_server)
    if data.isascii():
        seven_bit = next((name for name in declared if name in _SEVEN_BIT), "ascii")
        return data.decode(seven_bit, errors="replace"), ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if declared and declared[0] != "utf-8" and not _same_there(data, declared[0], text):
            return text, (f"Declared as {declared[0]}, but is UTF-8: read as that.",)
        return text, ()
    best: tuple[int, str, str] | None = None
    for name in declared:
        if name != "utf-8":
            text = data.decode(name, errors="replace")
            best = min(filter(None, (best, (text.count("\ufffd"), name, text))))
    if best and best[0] <= MAX_DAMAGED_SHARE * len(best[2]):
        note = f"Damaged {best[1]}: U+FFFD stands in for {best[0]} unreadable place(s)."
        return best[2], (note,) if best[0] else ()
    text, notes = decode(data)
    if "Damaged UTF-8" in notes[0]:
        return text, notes
    return _guess(data)


def _declared(data: bytes, from_server: str | None) -> list[str]:
    """The encodings named for the page, by Python's names, those first that count first."""
    head = data[:LOOKED_THROUGH]
    names = [from_server] if from_server else []
    names += [
        found[1].decode("ascii", "replace") for found in (_META.search(head), _XML.search(head)) if found
    ]
    known: list[str] = []
    for name in names:
        try:
            found_name = codecs.lookup(name.strip("\"' ")).name
            "".encode(found_name)
        except (LookupError, ValueError, UnicodeError):
            continue
        found_name = _BROADER.get(found_name, found_name)
        # A page that can be searched for these names byte by byte is in neither.
        if not found_name.startswith(("utf-16", "utf-32")) and found_name not in (*_NO_TEXT_ENCODING, *known):
            known.append(found_name)
    return known


def _same_there(data: bytes, encoding: str, text: str) -> bool:
    return data.decode(encoding, errors="replace") == text


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:200_000]).best()
    name = found.encoding if found else "cp1252"
    if name in ("ascii", "utf_8", "latin_1", "cp1252") or name.startswith("utf"):
        name = "cp1252"
    shown = "Windows-1252" if name == "cp1252" else name
    return data.decode(name, errors="replace"), (f"No encoding declared that fits: read as {shown}.",)
