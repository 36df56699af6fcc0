"""Statements that layout marks rather than sentences: transcripts, embedded posts, dialogue with dashes.

PolNeAR has next to none of these, so they are told by rule. Each rule wants evidence from several lines, or a
form that nothing else has, before it speaks.
"""

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.statements.paragraphs import lines

Spans = tuple[tuple[int, int], ...]

_LABEL = re.compile(
    r"[ \t*_\"“]*(?P<label>[A-Z](?:[^\n\r:“”\"«»!?]{0,48}[^\s:“”\"«»!?,;])?)"
    r"[ \t*_]?(?P<colon>:)[ \t*_]+(?=\S)"
)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\.?)(?:\s+[^\W\d_][\w.'’-]*\.?){0,4}(?:\s*\([^)]{1,40}\))?")
_ASIDE = re.compile(r"[ \t]*(?:\([^()]*\)|\[[^\[\]]*\])[ \t]*")
_SIGNED_POST = re.compile(r"[ \t]*[—–-]{1,2}[ \t]*(?P<who>[^\n\r()]{0,60}\(@\w{1,30}\))[ \t]*[^\n\r]{0,40}")
_DASH = re.compile(r"[ \t]*(?:—|–|―|--)[ \t]*(?=[^\W\d_“\"‘'¿¡])")
_LOWER_LINKS = frozenset(("of", "the", "and", "for", "de", "van", "von", "al", "bin", "la", "le", "du", "da"))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A statement marked by layout; spans of characters, end exclusive, as in a Statement."""

    source: Spans
    cue: Spans
    content: Spans


def turns(text: str) -> list[LaidOut]:
    """The turns of a transcript or interview (`HOST: Why now?`), one statement each.

    A label counts where at least three lines have one, some label returns, as in an exchange, and half of
    them end as speech does, which a table of times and places does not. A line without a label between two
    turns goes on with the turn before it; stage directions belong to nobody.
    """
    rows = lines(text)
    labelled: dict[int, re.Match[str]] = {}
    for number, (start, end) in enumerate(rows):
        match = _LABEL.match(text, start, end)
        if match and _names_a_speaker(match["label"]):
            labelled[number] = match
    counts = Counter(match["label"] for match in labelled.values())
    again = {label for label, count in counts.items() if count >= 2}
    if len(labelled) < 3 or not again:
        return []
    capitals = {label for label in counts if label.isupper()}
    kept = {
        number: match
        for number, match in labelled.items()
        if match["label"] in again or match["label"] in capitals or len(again) >= 2
    }
    spoken = sum(_reads_as_speech(text[kept[number].end() : rows[number][1]]) for number in kept)
    if len(kept) < 3 or 2 * spoken < len(kept):
        return []
    found = []
    numbers = sorted(kept)
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        match = kept[number]
        content = [(match.end(), rows[number][1])]
        if following is not None and following - number <= 6:
            content += [line for line in rows[number + 1 : following] if not _ASIDE.fullmatch(text, *line)]
        content = [span for span in content if span[0] < span[1] and not _ASIDE.fullmatch(text, *span)]
        if content:
            found.append(LaidOut((match.span("label"),), (match.span("colon"),), tuple(content)))
    return found


def _reads_as_speech(words: str) -> bool:
    return words.rstrip("\"'”’)] ")[-1:] in tuple(".!?…—–-")


def _names_a_speaker(label: str) -> bool:
    if label in ("Q", "A") or label.isupper():
        return len(label.split()) <= 6
    if not _NAME.fullmatch(label):
        return False
    return all(word[0].isupper() or word in _LOWER_LINKS for word in label.split("(")[0].split())


def signed_posts(text: str) -> list[LaidOut]:
    """Embedded posts: the words, then a line `— Name (@handle) date`, right below each other."""
    found = []
    rows = lines(text)
    for number, (start, end) in enumerate(rows):
        match = _SIGNED_POST.fullmatch(text, start, end)
        if not match or not number:
            continue
        content: list[tuple[int, int]] = []
        below = start
        for line in reversed(rows[max(0, number - 12) : number]):
            if text[line[1] : below].count("\n") > (1 if content else 2) or _SIGNED_POST.fullmatch(
                text, *line
            ):
                break
            content.insert(0, line)
            below = line[0]
        if content:
            who = match.span("who")
            found.append(LaidOut((who,), (), tuple(content)))
    return found


def dash_turns(text: str) -> list[LaidOut]:
    """Lines that open with a dash, which may be the turns of a dialogue or the items of a list."""
    found = []
    for start, end in lines(text):
        match = _DASH.match(text, start, end)
        if match and match.end() < end:
            found.append(LaidOut((), (), ((match.end(), end),)))
    return found
