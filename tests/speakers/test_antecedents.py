"""Whom a mention stands for by where it stands, with a chooser that never chooses."""

import pytest
from scenes import Scene, nobody, scene


def stands_with(it: Scene, words: str, at: int = 0) -> list[str]:
    """The mentions of the same entity as the one with these words (the `at`-th of them)."""
    found = it.resolved(nobody)
    places = [place for place, mention in enumerate(found.mentions) if it.words(mention) == words]
    number = found.of[places[at]]
    together = zip(found.mentions, found.of, strict=True)
    return [it.words(m) for m, of in together if of == number and number >= 0]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{P Ann Smith}, a doctor, slept.", "a doctor"),
        ("It rained. The doctor, {P Ann Smith}, slept.", "The doctor"),
    ],
)
def test_an_apposition_is_the_person_beside_it(markup: str, words: str) -> None:
    assert set(stands_with(scene(markup), words)) == {"Ann Smith", words}


def test_a_plural_or_a_thing_is_no_persons_apposition() -> None:
    assert stands_with(scene("{P Ann Smith}, two doctors, slept."), "two doctors") == ["two doctors"]
    assert stands_with(scene("{P Ann Smith}, a report, slept."), "a report") == ["a report"]


def test_a_bare_role_is_the_one_who_was_called_so() -> None:
    it = scene("Striker {P Ann Smith} slept.\n\n{P Bob Jones} ate.\n\nThe striker woke.")
    assert stands_with(it, "The striker") == ["Ann Smith", "The striker"]


def test_a_bare_role_that_two_have_is_nobody_for_certain() -> None:
    it = scene("Striker {P Ann Smith} slept.\n\nStriker {P Bob Jones} ate.\n\nThe striker woke.")
    assert stands_with(it, "The striker") == ["The striker"]


def test_a_name_alone_in_the_next_paragraph_is_whom_the_first_one_describes() -> None:
    it = scene("The doctor slept badly.\n\n{P Ann Smith}\n\nIt rained.")
    assert stands_with(it, "The doctor") == ["The doctor", "Ann Smith"]
    other = scene("The spokesman slept badly.\n\nMrs. {P Ann Smith}\n\nIt rained.")
    assert stands_with(other, "The spokesman") == ["The spokesman"]


@pytest.mark.parametrize(
    ("markup", "whose"),
    [
        ("{P Ann Smith}, [1s who] [1c said] [1x so], slept.", ["Ann Smith", "who"]),
        ("{O Tidewell}, [1s which] [1c said] [1x so], closed.", ["Tidewell", "which"]),
        ("{P Ann Smith} met a man [1s who] [1c said] [1x so].", ["a man", "who"]),
    ],
)
def test_a_relative_pronoun_goes_on_from_the_nearest_that_it_can(markup: str, whose: list[str]) -> None:
    assert stands_with(scene(markup), whose[-1]) == whose


def test_a_relative_pronoun_does_not_reach_into_another_sentence() -> None:
    assert stands_with(scene("{P Ann Smith} slept. Those [1s who] [1c said] [1x so] woke."), "who") == []
