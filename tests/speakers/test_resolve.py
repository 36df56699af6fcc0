"""Whom every mention, and every statement's source, stands for."""

import pytest
from hypothesis import given
from scenes import nearest, nobody, scene, stories

from onrecord.speakers.choices import Choice
from onrecord.speakers.resolve import AUTHORED, CARRIED, IMPLIED, NAMED, NEW, NEW_DEFINITE


def sure(markup: str, choose: object = nearest) -> list[float]:
    return scene(markup).resolved(choose).speaker_sure  # type: ignore[arg-type]


def test_a_pronoun_is_whom_the_chooser_takes() -> None:
    it = scene("{P Ann Smith} slept. [1s She] [1c said] [1x so].")
    assert it.speakers(nearest) == ["Ann Smith"]
    assert it.speakers(nobody) == [None]


def test_a_name_is_never_chosen_where_one_entity_bears_it() -> None:
    it = scene("{P Ann Smith} slept. [1s {P Smith}] [1c said] [1x so].")
    assert it.speakers(nobody) == ["Ann Smith"]


def test_i_and_we_inside_a_quotation_are_its_speaker() -> None:
    it = scene("“[1x I slept, and we lost],” [1s {P Ann Smith}] [1c said].")
    found = it.resolved(nobody)
    assert {it.words(m): of for m, of in zip(found.mentions, found.of, strict=True)} == {
        "I": 0,
        "we": 0,
        "Ann Smith": 0,
    }


def test_he_inside_a_quotation_is_not_its_speaker_by_rule() -> None:
    it = scene("“[1x He slept],” [1s {P Bob Jones}] [1c said].")
    assert it.resolved(nobody).of == [-1, 0]


def test_a_quotation_within_a_quotation_has_its_own_i() -> None:
    it = scene("“[1x Then [2s {P Bob}] [2c said], ‘[2x I slept]’],” [1s {P Ann Smith}] [1c said].")
    found = it.resolved(nobody)
    whose = dict(zip(map(it.words, found.mentions), found.of, strict=True))
    assert whose["I"] == whose["Bob"] != whose["Ann Smith"]


def test_i_outside_quotations_is_the_author_and_we_are_people_in_general() -> None:
    assert scene("[1s I] [1c think] [1x so]. [2s We] [2c know] [2x it].").speakers() == ["the author", "we"]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    it = scene("“[1x It rained],” [1s {P Ann Smith}] [1c said]. “[2x It was cold.]”", carried={1: 0})
    assert it.speakers(nobody) == ["Ann Smith", "Ann Smith"]
    assert it.resolved(nobody).speaker_sure == [NAMED, NAMED * CARRIED]


@pytest.mark.parametrize(
    ("markup", "how_sure"),
    [
        ("[1s {P Ann Smith}] [1c said] [1x so].", NAMED),
        ("It rained. [1s A doctor] [1c said] [1x so].", NEW),
        ("It rained. [1s The doctor] [1c said] [1x so].", NEW_DEFINITE),
        ("[1s I] [1c think] [1x so].", AUTHORED),
        ("{P Ann Smith} slept. “[1x It rained.]”", IMPLIED),
        ("It rained. [1s They] [1c said] [1x so].", 0.0),
    ],
)
def test_a_link_is_as_sure_as_what_made_it(markup: str, how_sure: float) -> None:
    assert sure(markup) == [pytest.approx(how_sure)]


def test_whoever_a_chooser_takes_is_as_sure_as_it_says() -> None:
    def unsure(choice: Choice) -> tuple[int, float]:
        return 0, 0.3

    assert sure("{P Ann Smith} slept. [1s She] [1c said] [1x so].", unsure) == [0.3]


def test_the_chooser_learns_who_spoke_before() -> None:
    """The same pair looks different to the network once the candidate has spoken."""
    seen = []

    def watch(choice: Choice) -> tuple[int, float]:
        seen.append(choice.pairs[0].tolist())
        return 0, 1.0

    scene("{P Ann Smith} slept. {P Ann Smith} [1c said] [1x so]. She woke.").resolved(watch)
    scene("{P Ann Smith} slept. [1s {P Ann Smith}] [1c said] [1x so]. She woke.").resolved(watch)
    assert seen[0] != seen[-1]


@given(stories)
def test_reading_the_same_twice_gives_the_same(markup: str) -> None:
    it = scene(markup)
    one, other = it.resolved(nearest), it.resolved(nearest)
    assert (one.of, one.sure, one.speakers, one.speaker_sure) == (
        other.of,
        other.sure,
        other.speakers,
        other.speaker_sure,
    )


@given(stories)
def test_every_link_is_to_an_entity_and_a_probability(markup: str) -> None:
    found = scene(markup).resolved(nearest)
    assert len(found.of) == len(found.sure) == len(found.mentions)
    assert all(-1 <= number < len(found.entities) for number in [*found.of, *found.speakers])
    assert all(0 <= one <= 1 for one in [*found.sure, *found.speaker_sure])
    for number, entity in enumerate(found.entities):
        linked = [m for m, of in zip(found.mentions, found.of, strict=True) if of == number]
        assert all(mention in linked for mention in entity.mentions)
