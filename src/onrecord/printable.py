"""Texts made safe to print: those of an article or a file name could move the cursor of a terminal."""

import re

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text on one line, runs of white space as one space, U+FFFD for each control character."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
