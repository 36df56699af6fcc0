"""Which entities a mention may stand for at all, as a chooser gets to see them."""

import pytest
from scenes import scene

from onrecord.speakers.choices import Choice


def offered(markup: str, words: str) -> list[set[str]]:
    """For each choice at these words, what the candidates were called so far or are named later."""
    it = scene(markup)
    seen: list[Choice] = []

    def watch(choice: Choice) -> tuple[int, float]:
        if it.words(choice.mention) == words:
            seen.append(choice)
        return -1, 1.0

    entities = it.resolved(watch).entities
    called = [{it.words(m) for m in one.mentions} | set(one.forms) for one in entities]
    return [called[number] for choice in seen for number in choice.candidates]


def test_he_is_a_person_who_is_not_known_to_be_a_woman() -> None:
    found = offered("{P Bob Jones} met {P Ann Smith}, {P Xyzzy Moss} and {O Tidewell}. He slept.", "He")
    assert found == [{"Xyzzy Moss"}, {"Bob Jones"}]


def test_it_is_no_person() -> None:
    assert offered("{P Bob Jones} met {O Tidewell}. It closed.", "It") == [{"Tidewell"}]


def test_they_are_several_or_a_body() -> None:
    assert offered("{P Bob Jones} met the officials. They slept.", "They") == [{"the officials"}]


def test_candidates_come_in_the_order_of_their_latest_mention() -> None:
    found = offered("{P Bob Jones} met {P Carl Ott}. {P Bob Jones} slept. He woke.", "He")
    assert found == [{"Bob Jones"}, {"Carl Ott"}]


def test_in_a_headline_whoever_is_named_below_is_a_candidate_too() -> None:
    assert offered("He sleeps badly\n\nIt rained on {P Bob Jones}.", "He") == [{"Bob Jones"}]


@pytest.mark.parametrize(
    ("markup", "words", "found"),
    [
        ("{P Ann Smith} met {O Tidewell}. The agency closed.", "The agency", [{"Tidewell"}]),
        ("{P Ann Smith} met {O Tidewell}. The doctor slept.", "The doctor", [{"Ann Smith"}]),
        ("{P Ann Smith} met {O Tidewell}. The doctors slept.", "The doctors", [{"Tidewell"}]),
        ("A report came. {P Ann Smith} slept. The report went.", "The report", [{"A report", "The report"}]),
    ],
)
def test_a_noun_is_a_candidates_of_its_class(markup: str, words: str, found: list[set[str]]) -> None:
    assert [one - {words} for one in offered(markup, words)] == [one - {words} for one in found]


def test_a_campaign_with_another_name_before_it_is_another_campaign() -> None:
    text = "It rained. The Moss campaign slept. The Ott campaign woke. The Ott campaign spoke."
    assert offered(text, "The Ott campaign") == [{"The Ott campaign"}]


def test_a_name_that_two_could_bear_is_one_of_theirs() -> None:
    found = offered("{P Ann Smith} met {P Bob Smith}. {P Smith} slept.", "Smith")
    assert sorted(map(sorted, found)) == [["Ann Smith"], ["Bob Smith"]]
