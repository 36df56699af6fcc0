"""Names from other scripts in Latin letters, near the spelling that English-language news uses."""

import unicodedata
from pathlib import Path

_TABLE = Path(__file__).parent / "by_hand" / "transliteration.tsv"
_TABLES: dict[str, dict[str, str]] = {}
for _row in _TABLE.read_text("utf-8").splitlines():
    if not _row.startswith("#"):
        _script, _pairs = _row.split("\t")
        _TABLES[_script] = dict(pair.split("=") for pair in _pairs.split(" "))
_JAMO = {name: list(_TABLES[name].values()) for name in ("initials", "vowels", "finals")}


def latin(name: str) -> list[str]:
    """The name in Latin letters, in one or more spellings; none for a script that we cannot read."""
    first = next((c for c in name.lower() if c.isalpha()), "")
    match unicodedata.name(first, "").split(" ")[0]:
        case "LATIN":
            return [name]
        case "CYRILLIC":
            return [_cyrillic(name.lower())]
        case "GREEK":
            return [_greek(name.lower())]
        case "GEORGIAN":
            return ["".join(_TABLES["georgian"].get(c, "") for c in name)]
        case "DEVANAGARI":
            return [_devanagari(name)]
        case "HANGUL":
            return _hangul(name)
        case _:
            return []


def _cyrillic(name: str) -> str:
    written = "".join(_TABLES["cyrillic"].get(c, c) for c in name)
    return written[:-2] + "y" if written.endswith(("iy", "yy")) else written


def _greek(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    for pair, written in _TABLES["greek pairs"].items():
        bare = bare.replace(pair, written)
    return "".join(_TABLES["greek"].get(c, c) for c in bare)


def _devanagari(name: str) -> str:
    consonants, vowels, signs = (_TABLES[f"devanagari {kind}"] for kind in ("consonants", "vowels", "signs"))
    written = ""
    text = unicodedata.normalize("NFC", name).replace("\N{DEVANAGARI SIGN NUKTA}", "")
    for place, c in enumerate(text):
        if c in consonants:
            written += consonants[c]
            # A consonant has an "a" of its own, unless a sign says otherwise or the word ends.
            after = text[place + 1 : place + 2]
            if after and after not in signs and after != "\N{DEVANAGARI SIGN VIRAMA}":
                written += "a"
        else:
            written += vowels.get(c, "") + signs.get(c, "")
    return "" if " " in name else written


def _hangul(name: str) -> list[str]:
    """In the Revised Romanisation, and with the vowels as Koreans themselves like to spell them."""
    syllables = []
    for c in name:
        code = ord(c) - 0xAC00
        if not 0 <= code < 11172:
            return []
        parts = code // 588, code % 588 // 28, code % 28
        syllables.append("".join(_JAMO[kind][part] for kind, part in zip(_JAMO, parts, strict=True)))
    spellings = [syllables]
    for strict, popular in _TABLES["korean spellings"].items():
        spellings += [[popular if s == strict else s for s in spelling] for spelling in spellings]
    return sorted({"".join(spelling) for spelling in spellings})
