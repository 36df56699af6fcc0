"""The stretches of turns that are quoted: whole sentences, or parts of a long one that commas cut off.

What a comma cuts off must not turn the sense of what is kept: it holds no negation, condition or view.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from typed_edits.transcripts import WORD, Transcripts, Turn

SHORTEST, LONGEST = 8, 60
_END = re.compile(r"(?<=[.!?])[\"”’')]*(?=\s+[\"“‘(]?[A-Z\[])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs|Hon|St|Gen|Gov|Sen|Rep|No|vs|[A-Z])\.$")
_PARAGRAPH = re.compile(r"[^\n]+")
_PART = re.compile(r"[,;:]\s+|\s+--?\s+|\s*—\s*")
_UNFIT = re.compile(r"[\[\]()_*|<>{}]|\.\.\.|…|\b(?i:uh|um|er|ah|hmm)\b|\b[A-Z]{3,}\b[^a-z]*\b[A-Z]{3,}\b")
_REPEATED = re.compile(r"\b(\w+(?:\W+\w+){0,3}?)\W+\1\b", re.I)
_TURNS_SENSE = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|hardly|scarcely|if|unless|whether|until|till"
    r"|lest|except|provided|only|say|says|said|saying|told|think|thinks|thought|believe|believes|believed|claim\w*"
    r"|argue\w*|suppose\w*|suggest\w*|den(?:y|ies|ied)|doubt\w*|hope\w*|wish\w*|fear\w*|because|then|though"
    r"|although|should|could|would|might|may|were|had|fail\w*|refuse\w*|whatever|whenever|whoever|assum\w*)\b"
    r"|n['’]t\b",
    re.I,
)


@dataclass(frozen=True)
class Stretch:
    """A part of a turn, from start to end (exclusive), and the sentences that it lies in."""

    turn: Turn
    start: int
    end: int
    outer: tuple[int, int]

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.end]

    @property
    def words(self) -> int:
        return len(WORD.findall(self.text))


def paragraphs(turn: Turn) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(turn.text):
        yield match.span()


def sentences(turn: Turn, start: int, end: int) -> list[Stretch]:
    """The sentences of a paragraph, without the white space around them."""
    found, at = [], start
    for match in [*_END.finditer(turn.text, start, end), None]:
        stop = match.end() if match else end
        if match and _ABBREVIATION.search(turn.text, at, match.start()):
            continue
        text = turn.text[at:stop]
        first = at + len(text) - len(text.lstrip())
        last = first + len(text.strip())
        if first < last:
            found.append(Stretch(turn, first, last, (first, last)))
        at = stop
    return found


def is_clean(text: str) -> bool:
    """Whether a text has nothing of a transcript's noise, and no words twice in a row."""
    return not _UNFIT.search(text) and not _REPEATED.search(text) and text.count('"') % 2 == 0


def stretches(transcripts: Transcripts, rng: random.Random, least: int = SHORTEST) -> list[Stretch]:
    """Stretches to quote, at most one from each sentence on, in random order; clean, and said only once."""
    found = []
    for turn in transcripts.turns:
        for start, end in paragraphs(turn):
            inside = sentences(turn, start, end)
            for number in range(len(inside)):
                stretch = _from(inside[number:], rng)
                if (
                    stretch is not None
                    and least <= stretch.words <= LONGEST
                    and is_clean(stretch.text)
                    and stretch.text[0].isalnum()
                ):
                    found.append(stretch)
    rng.shuffle(found)
    return found


def _from(inside: list[Stretch], rng: random.Random) -> Stretch | None:
    """A stretch from the first sentence on: one to three sentences, or a part of the first."""
    first = inside[0]
    if first.words > LONGEST or (first.words > 2 * SHORTEST and rng.random() < 0.3):
        parts = list(part_stretches(first))
        return rng.choice(parts) if parts else None
    last = first
    for sentence in inside[1 : rng.choice((1, 1, 2, 3))]:
        if first.words + Stretch(first.turn, last.end, sentence.end, first.outer).words <= LONGEST:
            last = sentence
    return Stretch(first.turn, first.start, last.end, (first.start, last.end))


def part_stretches(sentence: Stretch) -> Iterator[Stretch]:
    """Parts of a sentence from comma to comma whose rest does not turn their sense."""
    text = sentence.text
    cuts = [0]
    ends = []
    for match in _PART.finditer(text):
        if match[0][0] == "," and match.start() and text[match.start() - 1].isdigit():
            continue
        cuts.append(match.end())
        ends.append(match.start())
    ends.append(len(text))
    for start in cuts:
        for end in ends:
            if end - start < 4 * SHORTEST or (start, end) == (0, len(text)):
                continue
            part = Stretch(sentence.turn, sentence.start + start, sentence.start + end, sentence.outer)
            cut_off = f"{text[:start]} | {text[end:]}"
            if SHORTEST <= part.words <= LONGEST and not _TURNS_SENSE.search(cut_off):
                yield part


def said_once(transcripts: Transcripts, found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Those whose words stand in the transcripts only once."""
    return (stretch for stretch in found if transcripts.times(stretch.text) == 1)


def with_noise(transcripts: Transcripts, rng: random.Random) -> list[Stretch]:
    """Sentences, alone or with the next one, that may hold a transcript's noise, in random order."""
    found = []
    for turn in transcripts.turns:
        for start, end in paragraphs(turn):
            inside = sentences(turn, start, end)
            for one, other in zip_longest(inside, inside[1:]):
                last = other if other is not None and turn.text[other.start] == "[" else one
                stretch = Stretch(turn, one.start, last.end, (one.start, last.end))
                if SHORTEST <= stretch.words <= LONGEST and stretch.text[0].isalnum():
                    found.append(stretch)
    rng.shuffle(found)
    return found
