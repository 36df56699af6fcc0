"""What the marks around a stretch are for, as the words before and after them tell.

Marks hold a speaker's words, but also titles (the film “Rain”), words as words (the term “reform”), names
that something is given (known as “the Hill”), the wording of signs and chants, and words at a distance
(so-called “moderate” groups).
"""

import re
from bisect import bisect_right
from functools import cache
from math import inf
from typing import Literal

from onrecord.statements.quotation_marks import Quoted
from onrecord.voice.word_lists import classes

Purpose = Literal["speech", "distance", "title", "name", "word"]

_REACH = 80
_OWN = r"(?:he|she|they|it|I|we|who|which|that)"
_OBJECT = r"(?: \w+){0,3}[ \xa0](?:an? |the )?"
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_PARTICLES = 5  # letters; a title's shorter words may be small (“Gone with the Wind”)


def purpose(text: str, stretch: Quoted, paragraphs: list[tuple[int, int]], low: int = 0) -> Purpose:
    """What the marks of `stretch`, which stands in one of `paragraphs`, are for; "speech" by default.

    "name" is a name or label that somebody else than the speaker gives; what a pronoun calls something is
    speech (what he called “a mess”), since the pronoun is most often the speaker. Words before `low` do not
    count.
    """
    start, end = paragraphs[max(0, bisect_right(paragraphs, (stretch.start, inf)) - 1)]
    before = text[max(start, low, stretch.start - _REACH) : stretch.start]
    after = text[stretch.end : min(end, stretch.end + _REACH)]
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    if inner[-1:] in tuple(".!?"):
        after = ""
    inner = inner.strip(" ,.;:")
    capital = inner[:1].isupper() or inner[:1].isdigit()
    patterns = _patterns()
    if patterns["distance"].search(before):
        return "distance"
    if patterns["called by another"].search(before) and not patterns["called by itself"].search(before):
        return "name"
    if patterns["word"].search(before) or (patterns["word after"].match(after) and len(inner.split()) <= 4):
        return "word"
    if patterns["bearing"].search(before):
        return "word"
    if capital and is_titled(inner):
        if patterns["work"].search(before) or patterns["work after"].match(after):
            return "title"
        if patterns["network"].search(before):
            return "title"
        if patterns["named"].search(before):
            return "name"
    return "speech"


def is_titled(inner: str) -> bool:
    """Whether the words are written as a title is: all but short ones with a capital."""
    words = _WORD.findall(inner)
    return bool(words) and all(len(word) < _PARTICLES or not word[0].islower() for word in words)


def alternatives(kind: str) -> str:
    """A pattern for the words of a class in data/around_marks.tsv."""
    words = classes("around_marks.tsv")[kind]
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    called = alternatives("called")
    return {
        "distance": re.compile(rf"\b{alternatives('distance')}[ \xa0]$", re.I),
        "called by another": re.compile(
            rf"\bwhat [^“”\"]{{2,60}}?\b{called}{_OBJECT}$|\bknown (?:\w+ )?as (?:an? |the )?$"
        ),
        "called by itself": re.compile(rf"\bwhat {_OWN} (?:\w+ )?{called}{_OBJECT}$"),
        "word": re.compile(
            rf"\b(?:the|a|an|that|this|those|these|of) (?:\w+ )?{alternatives('word')},? $", re.I
        ),
        "word after": re.compile(rf"\s+(?:\w+ )?{alternatives('word')}\b", re.I),
        "bearing": re.compile(
            rf"\b{alternatives('bearer')}\b[^.“”\"]{{0,40}}?"
            rf"\b(?:{alternatives('bearing')}|saying|that says?) $",
            re.I,
        ),
        "work": re.compile(rf"\b{alternatives('work')},? (?:of |called |titled |entitled )?$", re.I),
        "work after": re.compile(
            rf",?\s+(?:(?:an?|the|his|her|whose) )?(?:[\w-]+ ){{0,2}}?{alternatives('work')}\b"
        ),
        "network": re.compile(rf"\b{alternatives('network')}(?:['’]s?|s['’])? (?:[a-z]+ )?$"),
        "named": re.compile(rf"\b{alternatives('named')} (?:the |a )?$"),
    }
