"""What is printed otherwise than the transcript has it, and is no difference: case, punctuation, quotation
marks, spelling, numerals, brackets, the transcript's own noise."""

import random
import re
from collections.abc import Iterator

from typed_edits.change import Change, apart
from typed_edits.wordlists import rows

_UNITS, _TENS = (list(row[1:]) for row in rows("numbers")[:2])
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * (at + 2) for at, word in enumerate(_TENS)
}
_NUMBER_WORD = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:-(?P<unit>{'|'.join(_UNITS[1:10])}))?|(?P<small>{'|'.join(_UNITS[2:])}))\b"
    rf"(?!-| (?:hundred|point|{'|'.join(_UNITS)}))",
    re.I,
)
_DIGITS = re.compile(r"(?<![\w.,$£€:/-])(\d{1,2})(?![\w:/'’-]|[.,]\d)")
_BEFORE_A_NUMBER = re.compile(
    r"(?:\b(?:hundred|thousand|and|No\.|number|section|clause|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|-)[ -]?|[-$]|point )$",
    re.I,
)


def case(text: str) -> list[Change]:
    first = text[0]
    if not first.isalpha() or re.match(r"I\b", text):
        return []
    return [Change(0, 1, first.lower() if first.isupper() else first.upper(), counts=False)]


def capitals(text: str) -> list[Change]:
    return [Change(0, len(text), text.upper(), counts=False)] if len(text) < 120 else []


def punctuation(text: str) -> list[Change]:
    """A comma left out, a semicolon or dash put otherwise, the last stop left out or put otherwise."""
    found = [
        Change(match.start(), match.start() + 1, "", False) for match in re.finditer(r",(?= [a-z])", text)
    ]
    for match in re.finditer(r"(?<=\w)(?:; | -- |--| — |—)(?=[a-zA-Z])", text):
        found.append(Change(*match.span(), ", " if match[0] == "; " else " – ", False))
    if text[-1] in ".!":
        found += [Change(len(text) - 1, len(text), new, False) for new in ("", ",", "!")]
    return found


def quote_marks(text: str) -> list[Change]:
    """Typewriter marks for curly ones, or curly ones for typewriter marks, throughout."""
    found = []
    for match in re.finditer(r"['’\"“”]", text):
        mark, at = match[0], match.start()
        opens = at == 0 or text[at - 1] in " ("
        new = {"'": "‘" if opens else "’", "’": "'", '"': "“" if opens else "”"}.get(mark, '"')
        found.append(Change(at, at + 1, new, False))
    return found


def spelling(text: str) -> list[Change]:
    found = []
    for one, other in rows("spelling"):
        for old, new in ((one, other), (other, one)):
            pattern = rf"\b{old}\b" if "OK" in (old, new) else rf"(?i:\b{re.escape(old)}\b)"
            for match in re.finditer(pattern, text):
                new_word = new[0].upper() + new[1:] if match[0][0].isupper() else new
                found.append(Change(*match.span(), new_word, False))
    return found


def numerals(text: str) -> list[Change]:
    """Digits for a number below a hundred in words, or words for digits; "five percent" as "5%"."""
    found = []
    for match in _NUMBER_WORD.finditer(text):
        before = text[: match.start()]
        if _BEFORE_A_NUMBER.search(before) or re.search(
            rf"\b(?:{'|'.join(_UNITS + _TENS)})[ -]$", before, re.I
        ):
            continue
        if match["small"]:
            value = _VALUES[match["small"].lower()]
        else:
            value = _VALUES[match["tens"].lower()] + _VALUES.get((match["unit"] or "zero").lower(), 0)
        found.append(Change(*match.span(), str(value), False))
    for match in _DIGITS.finditer(text):
        if _BEFORE_A_NUMBER.search(text[: match.start()]) or re.match(
            r"[.,]? (?:1\d|20)\d\d", text[match.end() :]
        ):
            continue
        found.append(Change(*match.span(), _in_words(int(match[0])), False))
    for match in re.finditer(r"(?<=\d)(?: percent| per cent)\b", text):
        found.append(Change(*match.span(), "%", False))
    return [change for change in found if change.new]


def _in_words(value: int) -> str:
    if value < 2:
        return ""
    if value < 20:
        return _UNITS[value]
    tens = _TENS[value // 10 - 2]
    return f"{tens}-{_UNITS[value % 10]}" if value % 10 else tens


def bracket(text: str) -> list[Change]:
    """What an editor adds in square brackets, after a pronoun or for nothing: "they [the members]"."""
    found = []
    for match in re.finditer(r"\b(?:he|she|they|them|it)\b(?= [a-z])", text):
        found += [
            Change(match.end(), match.end(), f" [{who}]", False)
            for who in ("the committee", "the secretary", "sic")
        ]
    return found


_SAID_ASIDE = re.compile(
    r"(?P<aside> ?\[(?i:laughter|applause|laughs|cheers)\])|,? \b(?:uh|um)\b,?(?= )|^(?:Um|Uh), (?=\w)"
    r"|\b(?P<twice>(?P<once>(?:[Ii]|the|[Bb]ecause|so|that|what|some of|we|it)(?: \w+){0,5}?), "
    r"(?=(?P=once)\b))"
)


def transcript_noise(text: str) -> list[Change]:
    """What the transcript has and print leaves out: laughter, uh, a word said twice; all of it."""
    return [Change(*match.span(), "", False) for match in _SAID_ASIDE.finditer(text)]


def in_passing(text: str, rng: random.Random) -> Iterator[Change]:
    """One to three changes that are none, for an edited quotation to be printed as quotations are."""
    found = punctuation(text) + case(text)
    marks = quote_marks(text)
    rng.shuffle(found)
    taken: list[Change] = list(marks)
    for change in found[: rng.choice((1, 2, 3))]:
        if apart([*taken, change], 1):
            taken.append(change)
    yield from taken
