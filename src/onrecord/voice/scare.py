"""Scare quotes: marks with no speaker, that hold a word at a distance (so-called “moderate” groups).

Most marks in news hold somebody's words, and what looks like a scare quote may be a quotation whose speaker
was named a paragraph ago. So they need to look like nothing else: after "so-called" and its like, or around
a single word without a capital (or two, after an article) that no speaker in the article uses, where nobody
in the sentence speaks.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from math import inf

from onrecord.statements.assembly import Draft, Span, Spans
from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.sentences import sentences
from onrecord.statements.words import COUNTED_WORD
from onrecord.voice.marked import alternatives, purpose

_LONGEST = 4  # words after "so-called"
_PLAIN_LONGEST = 2
_PHRASE_BEFORE = re.compile(r"\b(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|\d+)[ \xa0]$", re.I)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])[ \xa0](?:[a-z]+[ \xa0])?$")
_SINGLE = tuple("‘’‚‛‹›'`´")
_ENDS = tuple(".!?…:;”\"'’)")


def scare_quotes(
    text: str,
    quoted: list[Quoted],
    paragraphs: list[Span],
    drafts: list[Draft],
    bounds: list[Span] | None = None,
) -> Spans:
    """The stretches, marks included, that the outlet holds at a distance, in order.

    quoted, paragraphs: as in `Words`; bounds: the text's sentences, worked out where they are not given.
    A word in marks in the indirect content of a statement is taken for its speaker's own, save after
    "so-called" and its like.
    """
    short = [q for q in quoted if _is_short(text, q)]
    if not short:
        return ()
    bounds = sentences(text, paragraphs) if bounds is None else bounds
    said = _Said(text, drafts, quoted)
    found = []
    for q in short:
        use = purpose(text, q, paragraphs)
        if use == "distance":
            if not said.is_in_quotation(q):
                found.append((q.start, q.end))
        elif use == "speech" and _stands_alone(text, q, paragraphs, bounds, said):
            found.append((q.start, q.end))
    return tuple(found)


class _Said:
    """What the statements of a text say: sorted offsets and the words, looked up for each stretch."""

    def __init__(self, text: str, drafts: list[Draft], quoted: list[Quoted]) -> None:
        self._spans = sorted(
            {span for draft in drafts for span in (*draft.source, *draft.cue, *draft.content)}
        )
        self._starts = [start for start, _ in self._spans]
        self._ends: list[int] = []
        for _, end in self._spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))
        self._whole = {span for draft in drafts for span in draft.content}
        self._outer = [q for q in quoted if q.depth == 1]
        self._outer_starts = [q.start for q in self._outer]
        words = [text[q.inner_start : q.inner_end] for q in self._outer if len(text[q.start : q.end]) > 40]
        words += [text[start:end] for draft in drafts for start, end in draft.content]
        self._words = " ".join(words).lower()
        self._text = text
        self.has_double_marks = any(text[q.start : q.inner_start] not in _SINGLE for q in self._outer)

    def touches(self, start: int, end: int) -> bool:
        """Whether a span of a statement overlaps [start, end)."""
        place = bisect_left(self._starts, end)
        return place > 0 and self._ends[place - 1] > start

    def is_in_quotation(self, q: Quoted) -> bool:
        """Whether the stretch lies in an outer quotation, or is the whole of what a statement says."""
        if any(
            start <= q.start and q.end <= end and end - start <= q.end - q.start + 2
            for start, end in self._whole
        ):
            return True
        place = bisect_right(self._outer_starts, q.start)
        before = self._outer[max(0, place - 8) : place]
        return any(o.start <= q.start and q.end <= o.end and o != q for o in before)

    def uses(self, q: Quoted) -> bool:
        """Whether the words of the stretch are among those that somebody says elsewhere in the article."""
        inner = _inner(self._text, q).lower()
        return re.search(rf"\b{re.escape(inner)}\b", self._words) is not None


def _inner(text: str, q: Quoted) -> str:
    return text[q.inner_start : q.inner_end].strip(" ,.;:")


def _is_short(text: str, q: Quoted) -> bool:
    if q.depth > 1 or not q.closed or q.continued or q.end - q.start > 48:
        return False
    inner = _inner(text, q)
    if (
        not inner
        or inner[-1] in "!?…—–"
        or not inner[0].isalpha()
        or (q.start and text[q.start - 1].isdigit())
    ):
        return False
    return len(COUNTED_WORD.findall(inner)) <= _LONGEST


def _stands_alone(text: str, q: Quoted, paragraphs: list[Span], bounds: list[Span], said: _Said) -> bool:
    """Whether the marks have no speaker: one plain word in a sentence in which nobody says anything.

    Two words count after an article or a number, where nobody says anything in the whole paragraph. Single
    marks in a text that uses double ones stand in headlines, for what somebody said.
    """
    inner = _inner(text, q)
    count = len(inner.split())
    if inner[0].isupper() or len(inner) < 2 or count > _PLAIN_LONGEST:
        return False
    if text[q.start : q.inner_start] in _SINGLE and said.has_double_marks:
        return False
    start, end = _sentence(bounds, q)
    if start == q.start and end <= q.end + 1:
        return False
    sentence = text[start:end]
    if not sentence.endswith(_ENDS) or said.touches(start, end) or said.uses(q):
        return False
    before, after = text[start : q.start], text[q.end : end]
    if count > 1:
        low, high = paragraphs[max(0, bisect_right(paragraphs, (q.start, inf)) - 1)]
        if not _PHRASE_BEFORE.search(before) or said.touches(low, high):
            return False
    if _POSSESSIVE.search(before) or before.rstrip().endswith(":") or _is_nickname(before, after):
        return False
    return not (_naming().search(before) or _speech().search(before + " " + after))


def _sentence(bounds: list[Span], q: Quoted) -> Span:
    place = bisect_right(bounds, (q.start, inf)) - 1
    return bounds[max(0, place)]


def _is_nickname(before: str, after: str) -> bool:
    """Whether the marks stand inside a name: Joe “the boss” Miller."""
    words = before.split()
    return bool(words) and words[-1][0].isupper() and after.strip()[:1].isupper()


@cache
def _naming() -> re.Pattern[str]:
    """What names the marked word: the film “rain”, its motto is “forward”."""
    nouns = "|".join(alternatives(kind) for kind in ("word", "bearer", "work"))
    return re.compile(rf"\b(?:{nouns}),? (?:(?:is|was|are|were) )?$", re.I)


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('speech')}|{alternatives('called')}|{alternatives('bearer')})\b", re.I
    )
