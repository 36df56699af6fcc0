"""What a correction may hold: names and remarks of some length and text only."""

import re

from onrecord.errors import InvalidCorrection
from onrecord.printable import printable

LONGEST_NAME = 200
"""Characters of a name, that of a reader or of a speaker."""

LONGEST_REMARK = 4_000
"""Characters of a remark."""

MOST_SPANS = 50
"""Spans of one role of one statement; a statement of the news has four at most."""

MOST_ALIASES = 20
"""Other names that a correction gives a speaker."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_NOT_IN_A_REMARK = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check_name(what: str, name: str) -> None:
    """Raises InvalidCorrection where a name is empty, too long or more than a line of text."""
    check_line(what, name, LONGEST_NAME)


def check_remark(remark: str) -> None:
    """Raises InvalidCorrection for a remark that is too long, or has what no text has."""
    if len(remark) > LONGEST_REMARK:
        raise InvalidCorrection(
            f"the remark has {len(remark):,} characters; there is room for {LONGEST_REMARK:,}"
        )
    if _NOT_IN_A_REMARK.search(remark) or _LONE_SURROGATE.search(remark):
        raise InvalidCorrection("the remark has control characters or halves of characters in it")


def typed_name(typed: str) -> str:
    """A name as it was typed, without white space at its ends and with one space between its words."""
    return " ".join(typed.split())


def shown(words: str) -> str:
    """Words made safe and short enough for a message."""
    words = printable(_LONE_SURROGATE.sub("\ufffd", words[:200]))
    return words if len(words) <= 60 else words[:59] + "…"


def check_one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    """Raises InvalidCorrection where the value is none of those known."""
    if value not in known:
        raise InvalidCorrection(f"there is no {what} {shown(str(value))}; there are {', '.join(known)}")


def check_line(what: str, line: str, longest: int) -> None:
    """Raises InvalidCorrection where it is empty, too long or more than a line of text."""
    if len(line) > longest:
        raise InvalidCorrection(f"{what} has {len(line):,} characters; there is room for {longest}")
    if not line.strip():
        raise InvalidCorrection(f"{what} is missing")
    if printable(line) != line or _LONE_SURROGATE.search(line):
        raise InvalidCorrection(
            f"{what} is more than a line of text: it has control characters, half a character or spare spaces"
        )
