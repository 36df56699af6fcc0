"""Where the paragraphs of a text are: its lines, or, where it is wrapped to a width, its blocks of lines."""

import re

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ONE_BREAK = re.compile(r"(?<![\n\r])(?:\r\n|\n|\r)(?=[ \t]*\S)")
_BLOCK = re.compile(r"[^\n\r](?:[^\n\r]|(?:\r\n|\n|\r)(?=[ \t]*[^\s]))*")
WRAPPED_SHARE = 0.3  # of the single line breaks; in text that is not wrapped next to none are in mid-sentence


def lines(text: str) -> list[tuple[int, int]]:
    """The lines of `text` that hold anything, without the white space around them."""
    found = []
    for match in LINE.finditer(text):
        start, end = match.span()
        inner = text[start:end].strip()
        if inner:
            start += text[start:end].index(inner[0])
            found.append((start, start + len(inner)))
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text`, offsets [start, end), in order; empty lines are in none.

    A line is a paragraph, unless the text is wrapped: then a blank line parts them. It is taken for wrapped
    where many lines break off within a sentence (a letter or comma before the break, a small letter after).
    """
    breaks = [match.span() for match in _ONE_BREAK.finditer(text)]
    within = sum(
        (text[start - 1].isalnum() or text[start - 1] == ",") and text[end].islower()
        for start, end in breaks
        if start
    )
    wrapped = within >= 3 and within >= WRAPPED_SHARE * len(breaks)
    return [match.span() for match in (_BLOCK if wrapped else LINE).finditer(text)]
