"""Small texts with their names and statements marked, read by the speaker stage without its networks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.speakers.choices import Choice, Chooser
from onrecord.speakers.identification import Gathered, identify
from onrecord.speakers.labels import LABELS
from onrecord.speakers.mentions import Mention, find_mentions
from onrecord.speakers.name_spans import NameSpan
from onrecord.speakers.resolve import Resolved, resolve
from onrecord.speakers.sources import Source, SourceReader
from onrecord.speakers.speakers import Identified
from onrecord.speakers.tokens import Tokens, tokens_of
from onrecord.statements.assembly import Draft
from onrecord.statements.extraction import Passage
from onrecord.statements.model import BUNDLED
from onrecord.statements.sentences import sentences
from onrecord.statements.words import split_words

WIDTH = 4
_LABEL = dict(zip("POLM", LABELS, strict=True))
_MARK = re.compile(r"\{(?P<label>[POLM]) |\[(?P<draft>\d+)(?P<role>[scx]) |[\]}]")


def nearest(choice: Choice) -> tuple[int, float]:
    """Takes the entity that was mentioned last, of those that fit."""
    return 0, 1.0


def nobody(choice: Choice) -> tuple[int, float]:
    """Takes none of the entities."""
    return -1, 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A text as the speaker stage gets it, with the names that it is to find."""

    text: str
    passage: Passage
    names: list[NameSpan]

    @property
    def tokens(self) -> Tokens:
        return tokens_of(self.text, self.passage.words, self.passage.sentences)

    @property
    def vectors(self) -> NDArray[np.float32]:
        return self.passage.lower

    @property
    def scores(self) -> NDArray[np.float32]:
        """What a network would say that is sure of the names."""
        scores = np.zeros((len(self.vectors), 1 + 2 * len(LABELS)), np.float32)
        scores[:, 0] = 5
        for name in self.names:
            tag = 1 + 2 * LABELS.index(name.label)
            scores[name.first, tag] = 10
            scores[name.first + 1 : name.last, tag + 1] = 10
        return scores

    @property
    def mentions(self) -> list[Mention]:
        return find_mentions(self.tokens, self.names, self.vectors)

    @property
    def sources(self) -> list[Source]:
        reader = SourceReader(self.tokens, self.mentions, self.vectors)
        return [reader.read(draft) for draft in self.passage.drafts]

    def resolved(self, choose: Chooser = nearest) -> Resolved:
        """Whom the mentions stand for, the names being those that are marked."""
        return resolve(self.text, self.mentions, self.sources, self.passage.drafts, choose)

    def identified(self, choose: Chooser = nearest, threshold: float = 0.5) -> Identified:
        """The speakers, as the whole stage finds them."""
        network = FakeNetwork([self.scores], choose, threshold)
        gathered = Gathered()
        gathered.add(self.passage, network)  # type: ignore[arg-type]
        return identify(self.text, gathered, network)  # type: ignore[arg-type]

    def speakers(self, choose: Chooser = nearest) -> list[str | None]:
        """The name of each statement's speaker."""
        found = self.identified(choose)
        return [None if number is None else found.speakers[number].name for number in found.of]

    def words(self, mention: Mention) -> str:
        return self.text[mention.start : mention.end]


class FakeNetwork:
    """Stands in for `SpeakerNetwork`: gives the scores of each passage in order."""

    def __init__(
        self, scores: Sequence[NDArray[np.float32]], choose: Chooser = nearest, threshold: float = 0.5
    ) -> None:
        self._scores = list(scores)
        self.choose = choose
        self.threshold = threshold

    def name_scores(self, vectors: NDArray[np.float32], case: NDArray[np.int64]) -> NDArray[np.float32]:
        return self._scores.pop(0)


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))


def scene(markup: str, carried: dict[int, int] | None = None) -> Scene:
    """The scene that a text with marks describes.

    {P Ann Smith} is a person's name; O, L and M mark organisations, places and others. [1s she], [1c said]
    and [1x it rained] are source, cue and content of the first statement. carried: from the number of a
    statement to the one whose source it goes on with, counted from 0.
    """
    text = ""
    at = 0
    opened: list[tuple[int, re.Match[str]]] = []
    marked: list[tuple[int, int, str]] = []
    spans: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for match in _MARK.finditer(markup):
        text += markup[at : match.start()]
        at = match.end()
        if match["label"] or match["draft"]:
            opened.append((len(text), match))
            continue
        start, mark = opened.pop()
        if mark["label"]:
            marked.append((start, len(text), _LABEL[mark["label"]]))
        else:
            roles = spans.setdefault(int(mark["draft"]), {"s": [], "c": [], "x": []})
            roles[mark["role"]].append((start, len(text)))
    text += markup[at:]
    drafts = [
        Draft(tuple(one["s"]), tuple(one["c"]), tuple(one["x"]), 1.0) for _, one in sorted(spans.items())
    ]
    for number, other in (carried or {}).items():
        drafts[number] = replace(drafts[number], carried=other)
    words = split_words(text, tokenizer())
    where = sentences(text, words.paragraphs)
    tokens = tokens_of(text, words, where)
    names = [NameSpan(*tokens.touching(start, end), label, 1.0) for start, end, label in sorted(marked)]
    vectors = np.zeros((len(words.start), WIDTH), np.float32)
    return Scene(text, Passage(0, text, words, where, vectors, drafts), names)


_SENTENCES = [
    "[{0}s {{P Ann Smith}}] [{0}c said] [{0}x it rained]. ",
    "[{0}s She] [{0}c said] that [{0}x the mayor slept]. ",
    "“[{0}x I saw him],” [{0}s he] [{0}c said]. ",
    "[{0}s The company and its lawyer] [{0}c denied] [{0}x it]. ",
    "[{0}s {{P Smith}}], [{0}c asked] [{0}x who slept]. ",
    "It [{0}c was said] that [{0}x {{P Bob Smith}} slept]. ",
    "“[{0}x We lost.]”\n\n",
]
# Scenes of some statements, marked.
stories = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=8).map(
    lambda chosen: "".join(one.format(number) for number, one in enumerate(chosen, start=1))
)
