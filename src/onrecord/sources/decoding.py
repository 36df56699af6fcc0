"""Bytes to text, with a note wherever the text is not simply the bytes read as UTF-8."""

import codecs

from onrecord.article import without_lone_surrogates

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, without a byte order mark, and notes on what had to be decided.

    UTF-8 is tried first; a byte order mark tells UTF-16. Bytes that are not valid UTF-8 are either UTF-8
    with a few damaged places, which become U+FFFD, or another encoding, read as Windows-1252 (a superset
    of the printable part of Latin-1, and the usual encoding of older English and Western European news
    archives). Which one is told by the greater number: sequences that are proper UTF-8 beyond ASCII, which
    text in another encoding has next to none of, or damaged places.
    """
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", errors="replace"), ("Read as UTF-16.",)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", errors="replace")
        damaged = lenient.count("\ufffd")
        proper = sum(character > "\x7f" for character in lenient) - damaged
        if proper > damaged:
            return lenient, (f"Damaged UTF-8: U+FFFD stands in for {damaged} unreadable place(s).",)
        return data.decode("cp1252", errors="replace"), ("Not valid UTF-8: read as Windows-1252.",)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without lone surrogates, offsets unchanged, and a note if it had some (JSON can hold them)."""
    mended, count = without_lone_surrogates(text)
    return mended, (f"U+FFFD stands in for {count} half character(s) (lone surrogates).",) if count else ()
