"""How well predicted attributions agree with annotated ones; DESIGN's measures, precision, recall and F1.

Everything is counted on words (runs of letters and digits), so punctuation and quotation marks at the edge
of a span change no figure. Predicted and annotated attributions are paired one to one within an article,
the pairs with the largest content overlap (Jaccard, on words) first.

    words ROLE   the words that carry a role, whichever attribution they belong to
    spans ROLE   whole spans of a role, each contiguous piece by itself, all words equal: the measure of
                 published PolNeAR results (CofeNet, COLING 2022), save that those count punctuation
    found        attributions whose content overlaps the annotated content by Jaccard >= 0.5
    exact        found, with equal content
    attributed   found, and the source overlaps by Jaccard >= 0.5 as well, or neither has one
    relation     attributed, and the cues share a word, or neither has one
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.record import Span

ROLES = ("source", "cue", "content")
LEVELS = ("found", "exact", "attributed", "relation")
MEASURES = (*(f"{unit} {role}" for unit in ("words", "spans") for role in ROLES), *LEVELS)

ENOUGH_OVERLAP = 0.5

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_Words = frozenset[int]


class Attribution(msgspec.Struct, frozen=True):
    """The spans of a statement, and nothing else of it: what is annotated, and what is scored."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one measure, 0 to 1; 0 where nothing could be right."""

    precision: float
    recall: float
    f1: float


class _Placed(msgspec.Struct, frozen=True):
    """An attribution as the numbers of its words in the article."""

    source: _Words
    cue: _Words
    content: _Words


def scores(
    articles: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> dict[str, Score]:
    """The scores of MEASURES over articles, each a text with its annotated and its predicted attributions."""
    right: Counter[str] = Counter()
    predicted_count: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    for text, gold, predicted in articles:
        placed = _Places(text)
        units_of_gold, units_of_predicted = _units(placed, gold), _units(placed, predicted)
        for measure, units in units_of_gold.items():
            gold_count[measure] += len(units)
            predicted_count[measure] += len(units_of_predicted[measure])
            right[measure] += len(units & units_of_predicted[measure])
        gold_placed, predicted_placed = placed.attributions(gold), placed.attributions(predicted)
        for level in LEVELS:
            gold_count[level] += len(gold_placed)
            predicted_count[level] += len(predicted_placed)
        for one, other in _pairs(gold_placed, predicted_placed):
            right.update(_levels(gold_placed[one], predicted_placed[other]))
    return {m: _score(right[m], predicted_count[m], gold_count[m]) for m in MEASURES}


def reached(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[frozenset[str]]:
    """For each predicted attribution, those of LEVELS that it reaches."""
    places = _Places(text)
    at = [number for number, one in enumerate(predicted) if places.words(one.content)]
    gold_placed, predicted_placed = places.attributions(gold), places.attributions(predicted)
    levels: list[frozenset[str]] = [frozenset()] * len(predicted)
    for one, other in _pairs(gold_placed, predicted_placed):
        levels[at[other]] = frozenset(_levels(gold_placed[one], predicted_placed[other]))
    return levels


def paired(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[tuple[int, int]]:
    """The positions of annotated and predicted attributions that are found in each other."""
    places = _Places(text)
    placed = [[places.words(one.content) for one in side] for side in (gold, predicted)]
    kept = [[number for number, words in enumerate(side) if words] for side in placed]
    gold_placed, predicted_placed = places.attributions(gold), places.attributions(predicted)
    return [(kept[0][one], kept[1][other]) for one, other in _pairs(gold_placed, predicted_placed)]


class _Places:
    """Where the words of a text are."""

    def __init__(self, text: str) -> None:
        at = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in at]
        self._ends = [end for _, end in at]

    def words(self, spans: Iterable[Span]) -> _Words:
        """The numbers of the words that the spans touch."""
        return frozenset(
            number
            for span in spans
            for number in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        )

    def attributions(self, attributions: Iterable[Attribution]) -> list[_Placed]:
        """The attributions that have words in their content."""
        placed = (
            _Placed(self.words(a.source), self.words(a.cue), self.words(a.content)) for a in attributions
        )
        return [one for one in placed if one.content]


def _units(places: _Places, attributions: Sequence[Attribution]) -> dict[str, frozenset[object]]:
    """What the measures of words and of spans count, by measure."""
    units: dict[str, frozenset[object]] = {}
    placed = places.attributions(attributions)
    for role in ROLES:
        units[f"words {role}"] = frozenset().union(*(getattr(one, role) for one in placed))
        spans = (span for attribution in attributions for span in getattr(attribution, role))
        units[f"spans {role}"] = frozenset(places.words([span]) for span in spans) - {frozenset()}
    return units


def _pairs(gold: Sequence[_Placed], predicted: Sequence[_Placed]) -> list[tuple[int, int]]:
    """Places of annotated and predicted attributions that belong together, largest overlap first."""
    overlaps = sorted(
        (-overlap, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (overlap := _jaccard(one.content, other.content)) >= ENOUGH_OVERLAP
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _levels(gold: _Placed, predicted: _Placed) -> list[str]:
    """The LEVELS that a pair reaches."""
    levels = ["found"]
    if gold.content == predicted.content:
        levels.append("exact")
    if _jaccard(gold.source, predicted.source) >= ENOUGH_OVERLAP:
        levels.append("attributed")
        if gold.cue & predicted.cue or not (gold.cue or predicted.cue):
            levels.append("relation")
    return levels


def _jaccard(one: _Words, other: _Words) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _score(right: int, predicted: int, gold: int) -> Score:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)
