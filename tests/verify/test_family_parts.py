"""The parts that find families: wordings and keys, comparison, the graph, copies, what is changed."""

import random
from itertools import combinations

import pytest
from family_articles import prose
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.verify.family_changes import LARGEST, compare
from onrecord.verify.family_copies import ALIKE, prints_of
from onrecord.verify.family_graph import settle
from onrecord.verify.family_match import Comparable, are_versions, in_common
from onrecord.verify.family_words import SURE_RUN, keys_of, wording, wording_of
from onrecord.verify.words import words_of

WORDS = (
    "the of to and we have not is harbour council ferry lighthouse promised inflation fishermen boats coast "
    "northern company #3 old"
)
WORD = some.sampled_from(WORDS.split())
FORMS = some.lists(WORD, min_size=1, max_size=60)


@pytest.mark.parametrize(
    "other",
    [
        "we will not pay for the theatre",
        "WE WILL NOT PAY – FOR THE THEATER!",
        "We won’t pay for the theatre.",
        "We [applause] won't pay, uh, for the theatre",
    ],
)
def test_what_is_no_difference_to_a_reader_is_none_in_the_wording(other: str) -> None:
    assert wording_of(other) == wording_of("We won't pay for the theater")
    assert wording_of(other).hash == wording_of("We won't pay for the theater").hash


@given(FORMS, some.data())
def test_what_is_cut_from_a_quotation_has_a_key_of_it(forms: list[str], data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(forms)))
    cut = forms[start : start + data.draw(some.integers(SURE_RUN, 60))]
    runs = [wording(cut[at : at + 3]).content for at in range(len(cut) - 2)]
    if len(cut) >= SURE_RUN and all(runs):
        assert set(keys_of(wording(cut))) & set(keys_of(wording(forms)))


@given(FORMS, FORMS)
def test_words_in_common_are_those_of_the_longest_common_subsequence(
    one: list[str], other: list[str]
) -> None:
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row, word in enumerate(one):
        for column, its in enumerate(other):
            lengths[row + 1][column + 1] = (
                lengths[row][column] + 1
                if word == its
                else max(lengths[row][column + 1], lengths[row + 1][column])
            )
    assert in_common(one, Comparable(wording(one)).places, other) == lengths[-1][-1]


@given(FORMS, FORMS)
def test_being_versions_is_mutual_and_every_wording_is_one_of_itself(
    one: list[str], other: list[str]
) -> None:
    first, second = Comparable(wording(one)), Comparable(wording(other))
    assert are_versions(first, second) == are_versions(second, first)
    assert are_versions(first, first)


@given(
    some.integers(1, 14), some.sets(some.tuples(some.integers(1, 14), some.integers(1, 14))), some.randoms()
)
@settings(max_examples=300)
def test_families_are_those_of_the_definition_in_whatever_order_versions_come(
    count: int, pairs: set[tuple[int, int]], draw: random.Random
) -> None:
    links = {frozenset(pair) for pair in pairs if pair[0] < pair[1] <= count}
    lengths = {one: draw.randrange(4) for one in range(1, count + 1)}
    ranks = {one: (-lengths[one], one) for one in lengths}

    def linked(one: int, there: set[int]) -> list[int]:
        return [other for other in there if frozenset((one, other)) in links]

    expected: dict[int, int] = {}
    for one in sorted(ranks, key=lambda one: ranks[one]):
        stands = [other for other in linked(one, set(expected)) if expected[other] == other]
        expected[one] = min(stands, key=lambda other: ranks[other], default=one)

    order = list(ranks)
    draw.shuffle(order)
    there: set[int] = set()
    family: dict[int, int] = {}
    while order:
        some_of_them = [order.pop() for _ in range(min(len(order), draw.randrange(1, 4)))]
        there.update(some_of_them)
        family.update(dict.fromkeys(some_of_them, 0))
        settle(some_of_them, lambda one: linked(one, there), lambda one, other: False, ranks, family)
    assert family == expected
    assert all(one == its or frozenset((one, its)) in links for one, its in family.items())


def test_prints_of_copies_are_alike_and_those_of_other_texts_are_not() -> None:
    text = prose("agency", 900)
    words = text.split()
    cut = " ".join(words[:600])
    changed = " ".join(word if at % 60 else "something" for at, word in enumerate(words))
    other = prose("another", 900)

    def alike(one: str, another: str) -> float:
        prints, its = set(prints_of(one, [])), set(prints_of(another, []))
        return len(prints & its) / min(len(prints), len(its))

    assert alike(text, cut) >= ALIKE
    assert alike(text, changed) >= ALIKE
    assert alike(text, other) < 0.1
    assert prints_of("Too short.", []) == []


TEXTS = some.lists(WORD.filter(lambda word: word != "#3"), min_size=1, max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_difference_lies_in_its_text(one: str, other: str) -> None:
    compared = compare(words_of(one, quotation=True), words_of(other, quotation=True))
    for differing in compared.differences:
        assert 0 <= differing.at <= len(one)
        assert differing.here is None or differing.here.end <= len(one)
        assert differing.there is None or differing.there.end <= len(other)
        assert differing.here or differing.there


@given(TEXTS)
def test_the_same_text_is_exact(text: str) -> None:
    compared = compare(words_of(text, quotation=True), words_of(text, quotation=True))
    assert (compared.change, compared.differences) == ("exact", ())


def test_very_long_versions_are_told_not_to_be_compared() -> None:
    long = words_of("boat " * (int(LARGEST**0.5) + 1), quotation=True)
    assert compare(long, long).change == "too long to compare"


def test_unlike_wordings_of_common_phrases_are_no_versions() -> None:
    phrases = [
        "I want to thank the people of Norrick for all that they have done",
        "I want to thank the fishermen of Sandrick for all that they have given",
        "We have to do something about the harbour, and we have to do it now",
        "We have to do something about the schools, and we have to do it this year",
    ]
    ready = [Comparable(wording_of(one)) for one in phrases]
    assert not any(are_versions(one, other) for one, other in combinations(ready, 2))
