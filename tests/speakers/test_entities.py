"""Which names of a text are one person's, organisation's or state's."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import scene

from onrecord.speakers.entities import name_entities, role_word

PERSONS = [
    "Ann Smith",
    "Ann B. Smith",
    "Bob Smith",
    "Smith",
    "Bob",
    "Cy Ott Jr.",
    "Cy Ott III",
    "Ott",
    "Tess Ott",
]
BODIES = ["Tidewell Ferry Trust", "Tidewell", "Ferry Trust", "TFT", "Moss Union", "Union"]


def partition(markup: str) -> set[frozenset[str]]:
    """The names that are one's, and each unclear one beside a question mark."""
    it = scene("A day\n\n" + markup)
    mentions = it.mentions
    named = name_entities(it.text, mentions)
    groups: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.first in named.of:
            groups.setdefault(named.of[mention.first], set()).add(it.words(mention))
    unclear = {frozenset({"?", it.words(m)}) for m in mentions if m.first in named.unclear}
    return {frozenset(group) for group in groups.values()} | unclear


def listed(names: tuple[str, ...] | list[str], label: str) -> str:
    return "".join(f"Then {{{label} {name}}} slept. " for name in names)


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Ann Smith", "Smith", "Ann"], [{"Ann Smith", "Smith", "Ann"}]),
        (["Ann Smith", "Ann B. Smith", "Smith"], [{"Ann Smith", "Ann B. Smith", "Smith"}]),
        (["Ann Smith", "Bob Smith", "Smith"], [{"Ann Smith"}, {"Bob Smith"}, {"?", "Smith"}]),
        (["Ann Smith", "Bob Smith", "Bob"], [{"Ann Smith"}, {"Bob Smith", "Bob"}]),
        (["Smith", "Ott"], [{"Smith"}, {"Ott"}]),
        (["Cy Ott Jr.", "Cy Ott Sr.", "Ott Jr."], [{"Cy Ott Jr.", "Ott Jr."}, {"Cy Ott Sr."}]),
    ],
)
def test_names_of_persons_are_put_together(names: list[str], groups: list[set[str]]) -> None:
    assert partition(listed(names, "P")) == set(map(frozenset, groups))


def test_mr_and_mrs_tell_two_of_one_surname_apart() -> None:
    found = partition("{P Ann Smith} met {P Bob Smith}. Then Mrs. {P Smith} slept.")
    assert found == {frozenset({"Ann Smith", "Smith"}), frozenset({"Bob Smith"})}


def test_a_relative_who_gets_a_full_name_further_down_is_not_the_one_who_is_so_well_known() -> None:
    found = partition("It rained.\n\n{P Smith} slept.\n\nIt rained.\n\n{P Tess Smith} came.")
    assert found == {frozenset({"Smith"}), frozenset({"Tess Smith"})}


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Tidewell Ferry Trust", "TFT", "Tidewell"], [{"Tidewell Ferry Trust", "TFT", "Tidewell"}]),
        (
            ["Tidewell Ferry Trust", "Tidewell Bank", "Tidewell"],
            [{"Tidewell Ferry Trust"}, {"Tidewell Bank"}, {"Tidewell"}],
        ),
        (["Moss Union", "Senate"], [{"Moss Union"}, {"Senate"}]),
    ],
)
def test_short_forms_and_acronyms_belong_to_the_one_body_that_they_fit(
    names: list[str], groups: list[set[str]]
) -> None:
    assert partition(listed(names, "O")) == set(map(frozenset, groups))


def test_a_capital_is_its_state_only_where_it_acts_and_the_state_is_named() -> None:
    acts = "{L Russia} spoke. {L Moscow} denied it."
    place = "{L Russia} spoke. It rained in {L Moscow}."
    alone = "It rained. {L Moscow} denied it."
    assert partition(acts) == {frozenset({"Russia", "Moscow"})}
    assert partition(place) == {frozenset({"Russia"}), frozenset({"Moscow"})}
    assert partition(alone) == {frozenset({"Moscow"})}


def test_a_ministry_is_not_its_state() -> None:
    found = partition("The {L United States} spoke. The {O Pentagon} denied it.")
    assert found == {frozenset({"United States"}), frozenset({"Pentagon"})}


@given(st.lists(st.sampled_from(PERSONS), min_size=2, max_size=4, unique=True))
def test_who_is_one_person_does_not_depend_on_the_order_of_the_names(names: list[str]) -> None:
    assert len({frozenset(partition(listed(order, "P"))) for order in permutations(names)}) == 1


@given(st.lists(st.sampled_from(BODIES), min_size=2, max_size=4, unique=True))
def test_what_is_one_body_does_not_depend_on_the_order_of_the_names(names: list[str]) -> None:
    assert len({frozenset(partition(listed(order, "O"))) for order in permutations(names)}) == 1


@given(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=6), st.integers(0, 5))
def test_a_name_said_again_changes_nothing(names: list[str], again: int) -> None:
    assert partition(listed(names, "P")) == partition(listed([*names, names[again % len(names)]], "P"))


def test_gender_comes_from_titles_and_first_names() -> None:
    it = scene("{P Ann Smith} met Mr. {P Ott} and {P Xyzzy Moss}.")
    assert [one.gender for one in name_entities(it.text, it.mentions).entities] == ["f", "", "m"]


def test_role_words_compare_in_full_and_in_the_singular() -> None:
    assert role_word("sen") == role_word("senator") == "senator"
    assert role_word("table") == "table"
