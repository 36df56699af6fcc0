"""Plain text parted into turns, where its lines begin with the names of who speaks."""

import re
from collections import Counter

from onrecord.verify.document import Turn

_LABEL = re.compile(
    r"^[ \t]*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?(?:>>\s*)?"
    r"(?P<name>[^\W\d_][\w.'’-]*\.?(?:[ \t]+[\w.'’&,-]+){0,5}(?:[ \t]*[(\[][^()\[\]\n]{1,40}[)\]])?)"
    r"[ \t]*:(?=[ \t\n])[ \t]*",
    re.M,
)
_SMALL = frozenset(("of", "and", "the", "for", "de", "la", "van", "von"))
_FEWEST_LABELS = 2


def turns_of_text(text: str) -> list[Turn]:
    """The turns of a text in order; what stands before the first NAME: is a turn of nobody's.

    A line's beginning is taken for a name where it is written as one (every word with a capital) and the
    text has at least two such lines, one of them in capitals or with a name that comes again; otherwise all
    of it is one turn: an article with one line "Update: …" is not a transcript.
    """
    labels = [match for match in _LABEL.finditer(text) if _is_name(match["name"])]
    counts = Counter(match["name"] for match in labels)
    sure = any(count > 1 or name.isupper() for name, count in counts.items())
    if len(labels) < _FEWEST_LABELS or not sure:
        return [Turn(text)]
    turns = []
    if before := text[: labels[0].start()].strip():
        turns.append(Turn(before))
    for number, match in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        turns.append(Turn(text[match.end() : end].strip(), match["name"]))
    return turns


def _is_name(name: str) -> bool:
    words = re.sub(r"[(\[].*", "", name).split()
    return bool(words) and all(word[0].isupper() or word in _SMALL for word in words)
