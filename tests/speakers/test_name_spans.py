"""What the network tags is trimmed and stretched to whole names."""

import pytest
from hypothesis import given
from scenes import scene
from texts import messy_texts

from onrecord.speakers.name_spans import tagged_names


def found(markup: str) -> list[tuple[str, str]]:
    it = scene(markup)
    return [(it.tokens.written(n.first, n.last), n.label) for n in tagged_names(it.tokens, it.scores)]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("It was {P Ann Smith’s} idea.", ["Ann Smith"]),
        ("Then {P Mr. Smith} left.", ["Smith"]),
        ("The {P President Ann Smith} left.", ["Ann Smith"]),
        ("Then {P Jo}-Renee left.", ["Jo-Renee"]),
        ("Then Joost van der {P Meer} left.", ["Joost van der Meer"]),
        ("Then {P Khalfan} bin Rashid al-Ghaithi left.", ["Khalfan bin Rashid al-Ghaithi"]),
        ("Then {P Marcia} “Cia” Price left.", ["Marcia “Cia” Price"]),
        ("Then {P Carl Abbot} Jr. left.", ["Carl Abbot Jr."]),
        ("Then {P Carl Abbot} III left.", ["Carl Abbot III"]),
        ("In {L U}.S. towns it rained.", ["U.S."]),
        ("The {O Committee for a Responsible Ferry} met.", ["Committee for a Responsible Ferry"]),
        ("The Committee for a {O Responsible Ferry} met.", ["Committee for a Responsible Ferry"]),
        ("The Hilly and {O East Plains Coalition} met.", ["Hilly and East Plains Coalition"]),
        ("The Union of {O Tellers} met.", ["Union of Tellers"]),
        ("The {O Union of Tellers} and Counters met.", ["Union of Tellers and Counters"]),
        ("The {O “} met.", []),
    ],
)
def test_a_name_is_trimmed_and_stretched(markup: str, names: list[str]) -> None:
    assert [name for name, _ in found(markup)] == names


def test_a_name_with_a_companys_legal_form_is_an_organisation() -> None:
    assert found("The firm {P Abbot} Inc. closed.") == [("Abbot", "ORGANIZATION")]


def test_a_full_stop_parts_two_names() -> None:
    assert found("She met {P Ann Smith. Bob Jones} was out.") == [
        ("Ann Smith", "PERSON"),
        ("Bob Jones", "PERSON"),
    ]


def test_an_article_that_is_part_of_a_title_stays() -> None:
    assert found("So says {O The Harbour Echo} now.") == [("The Harbour Echo", "ORGANIZATION")]


def test_a_text_without_tags_has_no_names() -> None:
    assert found("It rained.") == []


@given(messy_texts)
def test_names_lie_in_the_text_in_order(text: str) -> None:
    it = scene(text.replace("[", "").replace("]", "").replace("}", ""))
    scores = it.scores
    scores[::2, 1] += 10
    names = tagged_names(it.tokens, scores)
    assert all(0 <= name.first < name.last <= len(it.tokens.words) for name in names)
