"""The places that name or stand for somebody, and what can be seen of each."""

import pytest
from hypothesis import given
from scenes import scene
from texts import messy_texts

from onrecord.speakers.mentions import NAME, NOMINAL, PRONOUN, Mention


def mentions(markup: str) -> list[tuple[str, int]]:
    it = scene(markup)
    return [(it.words(m), m.form) for m in it.mentions]


def only(markup: str, words: str) -> Mention:
    it = scene(markup)
    (found,) = (m for m in it.mentions if it.words(m) == words)
    return found


def test_names_nouns_for_somebody_and_pronouns_are_mentions() -> None:
    assert mentions("{P Ann Smith} told her lawyer that the rain would stop.") == [
        ("Ann Smith", NAME),
        ("her", PRONOUN),
        ("her lawyer", NOMINAL),
    ]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Then {P Ann Smith} slept.", None),
        ("Then Mr. {P Smith} slept.", "Mr."),
        ("The former deputy mayor {P Ann Smith} slept.", "former deputy mayor"),
        ("The Secretary of State {P Ann Smith} slept.", "Secretary of State"),
        ("The young cheese-maker {P Ann Smith} slept.", "cheese-maker"),
        ("The town’s mayor {P Ann Smith} slept.", "mayor"),
        ("That’s Mayor {P Ann Smith}.", "Mayor"),
        ("It rained.'' Mr. {P Smith} slept.", "Mr."),
        ("The rain {P Ann Smith} saw was cold.", None),
    ],
)
def test_a_title_stands_before_a_name(markup: str, title: str | None) -> None:
    it = scene(markup)
    found = next(m for m in it.mentions if m.form == NAME).title
    assert (None if found is None else it.text[slice(*found)]) == title


@pytest.mark.parametrize(
    ("markup", "words", "gender"),
    [
        ("Then Mr. {P Smith} slept.", "Smith", "m"),
        ("Then Mrs. {P Smith} slept.", "Smith", "f"),
        ("Then Dr. {P Smith} slept.", "Smith", ""),
        ("Then {P Ann Smith} slept.", "Ann Smith", ""),
        ("A spokeswoman slept.", "A spokeswoman", "f"),
        ("The chairman slept.", "The chairman", ""),
        ("Then she slept.", "she", "f"),
        ("Then they slept.", "they", ""),
    ],
)
def test_gender_is_what_the_words_tell_for_certain(markup: str, words: str, gender: str) -> None:
    assert only(markup, words).gender == gender


@pytest.mark.parametrize(
    ("markup", "words", "definite"),
    [
        ("It rained.\n\nThe lawyer slept.", "The lawyer", True),
        ("It rained.\n\nA lawyer slept.", "A lawyer", False),
        ("It rained.\n\nHis lawyer slept.", "His lawyer", True),
        ("Lawyer Leaves Town\n\nIt rained.", "Lawyer", True),
    ],
)
def test_a_noun_phrase_is_definite_or_not(markup: str, words: str, definite: bool) -> None:
    assert only(markup, words).definite is definite


def test_a_nominal_knows_its_owner() -> None:
    assert only("It was {P Smith}’s lawyer who slept.", "Smith").possessive
    it = scene("Then his lawyer slept.")
    lawyer = next(m for m in it.mentions if it.words(m) == "his lawyer")
    assert it.tokens.words[lawyer.owner] == "his"


def test_a_noun_before_another_noun_is_no_mention() -> None:
    assert mentions("The company lawyer slept.") == [("The company lawyer", NOMINAL)]


def test_two_persons_with_and_between_are_a_mention_together() -> None:
    joint = only("Then {P Ann Smith} and {P Bob Jones} slept.", "Ann Smith and Bob Jones")
    assert joint.joint and joint.plural


def test_the_people_of_a_state_are_a_nominal_whatever_the_network_takes_them_for() -> None:
    assert mentions("Then the {M Russians} slept.") == [("the Russians", NOMINAL)]


def test_depth_counts_the_quotations_around() -> None:
    it = scene("She slept. “He said, ‘They slept.’”")
    assert {it.words(m): m.depth for m in it.mentions} == {"She": 0, "He": 1, "They": 2}


@given(messy_texts)
def test_every_mention_lies_in_the_text_and_its_words_are_what_they_are(text: str) -> None:
    it = scene(text.replace("[", "").replace("]", "").replace("}", ""))
    for mention in it.mentions:
        assert 0 <= mention.start < mention.end <= len(it.text)
        assert it.tokens.written(mention.first, mention.last) == it.words(mention)
        assert mention.first <= mention.word < mention.last
