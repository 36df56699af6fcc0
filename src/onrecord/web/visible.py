"""Characters that are not seen, or turn around what surrounds them, made visible one by one."""

import re
import unicodedata
from typing import NamedTuple

from onrecord.web.rendering import helper

_UNSEEN = re.compile(
    "\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff]"
)

_NAMES = {
    "\0": "NUL",
    "\x07": "BEL",
    "\x08": "BS",
    "\x0b": "VT",
    "\x0c": "FF",
    "\r": "CR",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\x85": "NEL",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}


class Piece(NamedTuple):
    """Some of a text: characters as they are, or one that is not seen, with its name in `unseen`.

    `unseen` is "" for the carriage return of a line break, of which there is nothing to tell.
    """

    text: str
    unseen: str | None = None


@helper
def pieces(text: str) -> list[Piece]:
    """The text in pieces, which together are the text; each unseen character is a piece of its own."""
    if not _UNSEEN.search(text):
        return [Piece(text)] if text else []
    found = []
    last = 0
    for match in _UNSEEN.finditer(text):
        start = match.start()
        if start > last:
            found.append(Piece(text[last:start]))
        character = text[start]
        found.append(Piece(character, "" if len(match[0]) > 1 else _name(character)))
        last = start + 1
    if last < len(text):
        found.append(Piece(text[last:]))
    return found


@helper
def seen(text: str | None) -> str:
    """The text on one line, with ‹RLO› and the like for what is not seen: for headings, lists and titles."""
    line = " ".join((text or "").split())
    return "".join(map(_sign, pieces(line))) if _UNSEEN.search(line) else line


def _sign(piece: Piece) -> str:
    if piece.unseen is None:
        return piece.text
    return f"‹{piece.unseen}›"


def _name(character: str) -> str:
    """A short name, else the code point."""
    return _NAMES.get(character) or f"U+{ord(character):04X}"


@helper
def in_words(character: str) -> str:
    """What a character is called in full: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, _name(character))}"
