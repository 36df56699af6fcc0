"""What goes on record of an entity that speaks: its name, other names, roles and mentions."""

import pytest
from hypothesis import given
from scenes import nearest, nobody, scene, stories

from onrecord.speakers.entities import Entity
from onrecord.speakers.labels import ORGANISATION, PERSON
from onrecord.speakers.speakers import SpeakerDraft, bare, fullest_name


def speaker(markup: str) -> SpeakerDraft:
    (found,) = scene(markup).identified(nearest).speakers
    return found


@pytest.mark.parametrize(
    ("markup", "name", "others"),
    [
        ("{P Smith} slept. [1s {P Ann Smith}] [1c said] [1x so].", "Ann Smith", ("Smith",)),
        ("[1s {P Ann\nSmith}] [1c said] [1x so]. {P Ann Smith} slept.", "Ann Smith", ()),
        (
            "It rained.\n\nThe {O Tidewell Trust} (TT) met. [1s {O Tidewell}] [1c said] [1x so].",
            "Tidewell Trust",
            ("Tidewell",),
        ),
        ("[1s {L Russia}] [1c said] [1x so]. {L Moscow} slept. {L Moscow} woke.", "Russia", ("Moscow",)),
    ],
)
def test_a_speaker_has_its_fullest_name_and_the_others(
    markup: str, name: str, others: tuple[str, ...]
) -> None:
    found = speaker(markup)
    assert (found.name, found.names) == (name, others)


def test_an_is_one_of_a_persons_names_and_an_article_before_others() -> None:
    assert fullest_name(Entity(PERSON, forms={"An Moss": 1})) == "An Moss"
    assert fullest_name(Entity(ORGANISATION, forms={"An Moss Trust": 1})) == "Moss Trust"


def test_other_names_come_in_the_order_of_how_often_the_text_has_them() -> None:
    rows = "{P Ann} ate. {P Smith} sat. {P Smith} stood. [1s {P Ann Smith}] [1c said] [1x so]."
    assert speaker(rows).names == ("Smith", "Ann")


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (
            "It rained. [1s A senior official in the ministry] [1c said] [1x so].",
            "senior official in the ministry",
        ),
        ("It rained. [1s Two of the officials] [1c said] [1x so].", "Two of the officials"),
        ("{P Ann Smith} slept. [1s Her aides] [1c said] [1x so].", "Ann Smith’s aides"),
        ("It rained. [1s Their lawyers] [1c said] [1x so].", "lawyers"),
        ("[1s {P Ann Smith} and {P Bob Jones}] [1c said] [1x so].", "Ann Smith and Bob Jones"),
        ("[1s {P Smith}, {P Jones} and {P Ott}] [1c said] [1x so].", "Smith, Jones and Ott"),
    ],
)
def test_whoever_has_no_name_is_called_by_the_description(markup: str, name: str) -> None:
    it = scene(markup)
    choose = nearest if "Ann Smith slept" in it.text else nobody
    assert it.speakers(choose) == [name]


def test_the_author_is_named_by_the_byline() -> None:
    found = speaker("By Ann Smith\n\n[1s I] [1c think] [1x so].")
    assert (found.name, found.kind, found.names) == ("the author", "author", ("Ann Smith",))


@pytest.mark.parametrize(
    ("markup", "roles"),
    [
        ("Former mayor {P Ann Smith} slept. [1s {P Smith}] [1c said] [1x so].", ("Former mayor",)),
        ("[1s {P Ann Smith}, a doctor,] [1c said] [1x so].", ("doctor",)),
        ("[1s {P Ann Smith}, the minister of tides,] [1c said] [1x so].", ("minister of tides", "minister")),
        ("[1s {P Ann Smith}, of the doctors,] [1c said] [1x so].", ()),
        ("[1s Mr. {P Smith}] [1c said] [1x so].", ()),
        ("[1s {P Ann Smith}, who slept,] [1c said] [1x so].", ()),
    ],
)
def test_roles_are_titles_and_appositions(markup: str, roles: tuple[str, ...]) -> None:
    assert speaker(markup).roles == roles


def test_an_organisation_has_no_roles() -> None:
    assert speaker("It rained. [1s {O Tidewell}, a sponsor,] [1c said] [1x so].").roles == ()


def test_no_speaker_is_less_sure_than_the_threshold() -> None:
    it = scene("It rained. [1s The doctor] [1c said] [1x so].")
    assert it.identified(nobody, threshold=0.7).of == [0]
    assert it.identified(nobody, threshold=0.8).of == [None]


def test_a_description_loses_its_leading_article_and_line_breaks() -> None:
    assert bare("The\nold  mayor") == "old mayor"
    assert bare("theatre") == "theatre"


@given(stories)
def test_no_speaker_is_without_a_mention_or_a_name(markup: str) -> None:
    it = scene(markup)
    found = it.identified(nearest)
    assert {number for number in found.of if number is not None} == set(range(len(found.speakers)))
    for one in found.speakers:
        assert one.name and one.mentions
        assert one.name not in one.names
        assert all(0 <= start < end <= len(it.text) for start, end in one.mentions)
        assert list(one.mentions) == sorted(set(one.mentions))
