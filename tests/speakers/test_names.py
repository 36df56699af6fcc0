"""Names taken apart, and which of them can name the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers.names import (
    PersonName,
    folded,
    is_acronym,
    is_first_name,
    is_short_form,
    organisation_words,
    person_name,
    same_person,
    short_for,
)

WORDS = [
    "Ann",
    "Anna",
    "A.",
    "Bill",
    "William",
    "Smith",
    "Smith-Jones",
    "van",
    "der",
    "Meer",
    "al-Din",
    "Jr.",
    "Jo",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join).map(person_name)


@pytest.mark.parametrize(
    ("written", "given", "family", "nickname", "suffix"),
    [
        ("Ann Smith", ("ann",), ("smith",), "", ""),
        ("Dr. Ann B. Smith", ("ann", "b"), ("smith",), "", ""),
        ("Joost van der Meer", ("joost",), ("van", "der", "meer"), "", ""),
        ("Philippa “Flip” Okonjo", ("philippa",), ("okonjo",), "flip", ""),
        ("Carl Abbot Jr.", ("carl",), ("abbot",), "", "jr"),
        ("Íñigo Muñiz’s", ("inigo",), ("muniz",), "", ""),
        ("Smith", (), ("smith",), "", ""),
        ("Van Hollen", (), ("van", "hollen"), "", ""),
        ("Ann Smith-Jones", ("ann",), ("smith-jones",), "", ""),
    ],
)
def test_a_persons_name_has_parts(
    written: str, given: tuple[str, ...], family: tuple[str, ...], nickname: str, suffix: str
) -> None:
    assert person_name(written) == PersonName(given, family, nickname, suffix)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Smith", "Ann B. Smith", True),
        ("Ann Smith", "A. Smith", True),
        ("Bill Smith", "William Smith", True),
        ("Ann Smith", "Bob Smith", False),
        ("Ann Smith", "Ann Jones", False),
        ("Ann B. Smith", "Ann C. Smith", False),
        ("Carl Abbot Jr.", "Carl Abbot", False),
        ("Dae-jung Kim", "Kim Dae-jung", True),
        ("Bashar al-Noor", "Bashar Noor", True),
        ("Robert “Flip” Okonjo", "Flip Okonjo", True),
        ("J. Edgar Moss", "Edgar Moss", True),
        ("Ann Smith", "Smith", False),
    ],
)
def test_two_full_names_are_one_persons_or_not(one: str, other: str, same: bool) -> None:
    assert same_person(person_name(one), person_name(other)) is same


@given(names, names)
def test_who_is_the_same_does_not_depend_on_the_order(one: PersonName, other: PersonName) -> None:
    assert same_person(one, other) == same_person(other, one)


@given(names)
def test_a_full_name_is_its_own_bearers(name: PersonName) -> None:
    assert same_person(name, name) is name.is_full


@pytest.mark.parametrize(
    ("short", "full", "how"),
    [
        ("Smith", "Ann Smith", "family"),
        ("Ann", "Ann Smith", "given"),
        ("Flip", "Philippa “Flip” Okonjo", "nickname"),
        ("Bill", "William Smith", "given"),
        ("Jones", "Ann Smith-Jones", "family"),
        ("Meer", "Joost van der Meer", "family"),
        ("Bob", "Ann Smith", ""),
        ("Ann Smith", "Ann Smith", ""),
    ],
)
def test_a_single_name_is_short_for_a_full_one(short: str, full: str, how: str) -> None:
    assert short_for(person_name(short), person_name(full)) == how


def test_folding_drops_case_accents_full_stops_and_possessives() -> None:
    assert folded("É.U.’s") == "eu"
    assert folded("Muñiz'") == "muniz"


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("EMA", "European Mist Agency", True),
        ("E.M.A.", "European Mist Agency", True),
        ("DOM", "Department of Mist", True),
        ("DM", "the Department of Mist", True),
        ("it", "Institute of Tides", False),
        ("EMA", "European Tide Agency", False),
        ("E", "Europe", False),
    ],
)
def test_an_acronym_is_made_of_initials(short: str, full: str, is_one: bool) -> None:
    assert is_acronym(short, full) is is_one


def test_a_short_form_is_the_beginning_or_the_end_of_a_name() -> None:
    whole = organisation_words("the Hallam Mist Company")
    assert whole == ("hallam", "mist", "company")
    assert is_short_form(("hallam",), whole)
    assert is_short_form(("mist", "company"), whole)
    assert not is_short_form(("mist",), whole)
    assert not is_short_form(whole, whole)
    assert not is_short_form((), whole)


def test_a_first_name_has_a_capital() -> None:
    assert is_first_name("Angela")
    assert not is_first_name("angela")
    assert not is_first_name("Xyzzy")


@given(st.text(max_size=40))
def test_any_text_can_be_taken_for_a_name(text: str) -> None:
    name = person_name(text)
    assert short_for(name, name) in ("family", "given", "nickname", "")
    assert isinstance(is_acronym(text, text), bool)
