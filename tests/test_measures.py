"""The measures against hand-made cases and against the scorer they were taken from."""

import importlib.util
import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord.evaluation import read_gold
from onrecord.measures import MEASURES, Attribution, scores
from onrecord.record import Span

TEXT = "“We lost the vote,” Ann Smith said on Monday, and Bob agreed."
#       0         10        20        30        40        50        60

GOLD = Attribution((Span(20, 29),), (Span(30, 34),), (Span(0, 19),))


def f1(gold: list[Attribution], predicted: list[Attribution], text: str = TEXT) -> dict[str, float]:
    return {measure: score.f1 for measure, score in scores([(text, gold, predicted)]).items()}


def test_gold_as_prediction_is_right_in_every_measure() -> None:
    assert f1([GOLD], [GOLD]) == dict.fromkeys(MEASURES, 1.0)


def test_punctuation_at_the_edge_of_a_span_changes_nothing() -> None:
    without_marks = Attribution((Span(20, 29),), (Span(30, 34),), (Span(1, 17),))
    assert f1([GOLD], [without_marks]) == dict.fromkeys(MEASURES, 1.0)


def test_nothing_predicted_and_nothing_annotated_is_zero_not_an_error() -> None:
    assert f1([], []) == f1([GOLD], []) == f1([], [GOLD]) == dict.fromkeys(MEASURES, 0.0)


def test_half_the_content_is_found_but_not_exact() -> None:
    half = Attribution(GOLD.source, GOLD.cue, (Span(0, 8),))
    result = f1([GOLD], [half])
    assert (result["found"], result["exact"], result["relation"]) == (1.0, 0.0, 1.0)
    assert result["words content"] == pytest.approx(2 / 3)
    assert (result["spans content"], result["spans source"]) == (0.0, 1.0)


def test_a_wrong_source_is_found_but_not_attributed() -> None:
    result = f1([GOLD], [Attribution((Span(50, 53),), GOLD.cue, GOLD.content)])
    assert (result["exact"], result["attributed"], result["relation"]) == (1.0, 0.0, 0.0)


def test_a_wrong_or_missing_cue_is_attributed_but_no_relation() -> None:
    for cue in [(Span(54, 60),), ()]:
        result = f1([GOLD], [Attribution(GOLD.source, cue, GOLD.content)])
        assert (result["attributed"], result["relation"]) == (1.0, 0.0)


def test_no_source_and_no_cue_on_either_side_is_a_relation() -> None:
    bare = Attribution(content=GOLD.content)
    assert f1([bare], [bare])["relation"] == 1.0


def test_each_attribution_is_paired_once() -> None:
    result = scores([(TEXT, [GOLD], [GOLD, GOLD])])["relation"]
    assert (result.precision, result.recall) == (0.5, 1.0)


def test_the_larger_overlap_is_paired_first() -> None:
    half = Attribution((Span(50, 53),), GOLD.cue, (Span(0, 8),))
    assert scores([(TEXT, [GOLD], [half, GOLD])])["attributed"].recall == 1.0


def test_content_without_words_is_no_attribution() -> None:
    assert f1([GOLD], [GOLD, Attribution(content=(Span(44, 45),))])["found"] == 1.0


def perturbed(attribution: Attribution, chance: random.Random) -> Attribution:
    """The attribution with spans moved, shortened, left out, and now and then as it is."""

    def moved(spans: tuple[Span, ...]) -> Iterator[Span]:
        for span in spans:
            start = max(0, span.start + chance.choice([0, 0, 0, -9, 5]))
            end = span.end + chance.choice([0, 0, 0, -20, 9])
            if start < end and chance.random() < 0.9:
                yield Span(start, end)

    return Attribution(
        *(tuple(moved(role)) for role in (attribution.source, attribution.cue, attribution.content))
    )


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_our_figures_are_those_of_the_scorer_on_perturbed_gold(shared: Path) -> None:
    chance = random.Random(7)
    articles = []
    for gold in read_gold(shared / "data/polnear/dev.jsonl.gz"):
        predicted = [perturbed(one, chance) for one in gold.attributions if chance.random() < 0.9]
        chance.shuffle(predicted)
        articles.append((gold.text, gold.attributions, predicted))
    theirs = load(shared / "tools/score.py").score(msgspec.to_builtins(articles))
    ours = msgspec.to_builtins(scores(articles))
    assert ours == theirs
    assert 0.2 < ours["relation"]["f1"] < 0.9, "too easy or too hard to tell anything"
