"""What is a name in one place of a text is one in another."""

from itertools import pairwise

import pytest
from hypothesis import given
from scenes import scene
from texts import messy_texts

from onrecord.speakers.name_agreement import name_spans


def found(markup: str) -> list[tuple[str, str]]:
    it = scene(markup)
    return [(it.tokens.written(n.first, n.last), n.label[0]) for n in name_spans(it.tokens, it.scores)]


def test_a_family_name_that_the_network_missed_is_found_where_the_text_has_the_full_name() -> None:
    assert found("It rained on {P Ann Tidewell}. Later Tidewell left.") == [
        ("Ann Tidewell", "P"),
        ("Tidewell", "P"),
    ]


def test_a_full_name_that_the_network_cut_elsewhere_is_found_whole() -> None:
    text = "A day\n\nThe {O Hallam Ferry Trust} met. Then Hallam {O Ferry} Trust members left."
    assert found(text) == [("Hallam Ferry Trust", "O"), ("Hallam Ferry Trust", "O")]


def test_a_person_after_a_title_is_found_without_the_network() -> None:
    assert found("It rained. Then President Mikal Thorvaldsson left.") == [("Mikal Thorvaldsson", "P")]


def test_an_outlet_that_the_gazetteer_knows_is_found_whole() -> None:
    assert found("It rained, so the Wall Street {P Journal} said.") == [("Wall Street Journal", "O")]


def test_what_is_written_alike_is_labelled_alike() -> None:
    text = "A day\n\n{P Ann Tidewell} left. {O Tidewell} was wet. {P Tidewell} was cold."
    assert found(text) == [("Ann Tidewell", "P"), ("Tidewell", "P"), ("Tidewell", "P")]


@pytest.mark.parametrize(
    ("full", "family"),
    [
        ("Joost van der Meer", "Van der Meer"),
        ("Khalfan al-Ghaithi", "Al-Ghaithi"),
        ("Anna Moss-Tidewell", "Moss-Tidewell"),
        ("Teresa Moss Otero", "Moss Otero"),
        ("Carl Tidewell Jr.", "Carl Tidewell"),
    ],
)
def test_a_full_name_is_not_cut_to_a_part_that_stands_alone_elsewhere(full: str, family: str) -> None:
    text = f"It rained on {{P {full}}} then. Later {{P {family}}} slept."
    assert found(text) == [(full, "P"), (family, "P")]


def test_a_body_whose_name_a_text_has_once_is_one_where_there_is_no_headline() -> None:
    assert found("It rained on the {O Tidewell Ferry Trust} then.") == [("Tidewell Ferry Trust", "O")]


def test_a_title_that_is_a_first_name_too_is_cut_off() -> None:
    text = "A day\n\nThere {P Pastor Carl Tidewell} slept. Later {P Carl Tidewell} woke."
    assert found(text) == [("Carl Tidewell", "P"), ("Carl Tidewell", "P")]


def test_the_family_name_of_a_junior_is_no_state() -> None:
    text = "It rained on {P Carl Penn Jr.} then. {L Penn} slept, Tidewell too. {P Ann Tidewell III} woke."
    assert found(text)[1:3] == [("Penn", "P"), ("Tidewell", "P")]


def test_a_state_is_no_person() -> None:
    assert found("It rained in all of {P Russia} then.") == [("Russia", "L")]


def test_a_company_is_no_person_for_being_called_by_its_founders_name() -> None:
    text = "A day\n\nThe firm {O Tidewell Inc} closed. Then {P Tidewell} opened."
    assert found(text)[-1] == ("Tidewell", "O")


def test_a_role_with_capitals_is_no_name() -> None:
    assert found("Then the {O Minister of Wetlands} left.") == []


def test_a_nickname_joins_the_parts_of_a_name() -> None:
    assert found("Then {P Ann} “Tide” {P Tidewell} left.") == [("Ann “Tide” Tidewell", "P")]


def test_of_joins_the_parts_of_a_bodys_name() -> None:
    text = "A day\n\nThe {O Institute} of {L Mist} met."
    assert found(text) == [("Institute of Mist", "O")]


def test_the_capitals_of_a_headline_make_no_body() -> None:
    text = "{O Ferry Fares Set To Rise}\n\nIt rained."
    assert found(text) == []


@pytest.mark.parametrize("words", ["Ann Tidewell Storms Out", "Stormy Ann Tidewell"])
def test_a_name_that_runs_on_in_a_headline_is_cut_to_what_it_is_below(words: str) -> None:
    text = f"{{P {words}}}\n\nIt rained on {{P Ann Tidewell}}. {{P Ann Tidewell}} left."
    assert found(text)[0] == ("Ann Tidewell", "P")


@given(messy_texts)
def test_names_are_in_order_and_apart(text: str) -> None:
    it = scene(text.replace("[", "").replace("]", "").replace("}", ""))
    scores = it.scores
    scores[::3, 1] += 10
    scores[1::4, 3] += 11
    names = name_spans(it.tokens, scores)
    assert all(name.first < name.last for name in names)
    assert all(one.last <= other.first for one, other in pairwise(names))
