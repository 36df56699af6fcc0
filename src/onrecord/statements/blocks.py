"""Cuts a long text into blocks that are read one after another, so that memory stays bounded.

A block is read without knowledge of the one before: a quotation or a transcript that runs on over its edge is
taken up anew.
"""

from onrecord.statements.paragraphs import BREAK

BLOCK = 24_000  # characters, about 4,000 words; few articles are longer


def blocks(text: str, size: int = BLOCK) -> list[tuple[int, int]]:
    """Offsets [start, end) that cover `text` in order, each of at most `size` characters.

    A block ends at a blank line where its last quarter has one, else at a line's end, else after white space,
    else anywhere.
    """
    found = []
    start = 0
    while len(text) - start > size:
        end = _cut(text, start + 3 * size // 4, start + size)
        found.append((start, end))
        start = end
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def _cut(text: str, low: int, high: int) -> int:
    blank = max(text.rfind("\n\n", low, high), text.rfind("\n\r\n", low, high))
    if blank >= 0:
        return blank + 1
    lines = [match.end() for match in BREAK.finditer(text, low, high)]
    if lines:
        return lines[-1]
    for end in range(high, low, -1):
        if text[end - 1].isspace():
            return end
    return high
