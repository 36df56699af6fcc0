"""What the outlet asserts itself: clauses that no statement takes in."""

import pytest
from drafts import draft
from hypothesis import given
from texts import any_texts
from tokenizers import Tokenizer

from onrecord.statements.assembly import Draft
from onrecord.statements.model import BUNDLED
from onrecord.statements.words import split_words
from onrecord.voice.outlet import outlet_voice

TOKENIZER = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))


def outlet(text: str, *drafts: Draft) -> list[str]:
    found = outlet_voice(text, split_words(text, TOKENIZER), list(drafts))
    return [text[start:end] for start, end in found]


def test_a_sentence_without_a_statement_is_kept_whole_without_its_last_stop() -> None:
    assert outlet("But the road, which floods in May, was closed again. Trucks went round.") == [
        "But the road, which floods in May, was closed again",
        "Trucks went round",
    ]


def test_a_sentence_that_is_all_statement_yields_nothing() -> None:
    text = "Voss said on Monday that the road was closed."
    assert outlet(text, draft(text, "Voss", "said on Monday", "that the road was closed")) == []


def test_a_denial_of_the_outlets_stands_apart_from_the_statement_behind_it() -> None:
    text = "Drayle never made such promises, however, instead, it has insisted that the road is safe."
    assert outlet(text, draft(text, "it", "has insisted", "that the road is safe")) == [
        "Drayle never made such promises"
    ]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Voss said it rained, but the roads were dry.", "the roads were dry"),
        ("Voss said it rained; the roads were dry.", "the roads were dry"),
        ("Voss said it rained — though the roads were dry.", "the roads were dry"),
        ("Voss said it rained as the roads were closed.", "the roads were closed"),
        ("While the roads were dry, Voss said it rained.", "the roads were dry"),
        ("The roads were dry and on Monday, Voss said it rained.", "The roads were dry"),
        ("The roads were dry when Voss said it rained.", "The roads were dry"),
        ("In June, as the roads dried, Voss said it rained.", "the roads dried"),
        ("The cellar flooded on Monday, and Voss said it rained.", "The cellar flooded on Monday"),
        ("At the slip, where the barge was built, Voss said it rained.", "where the barge was built"),
        ("Voss said it rained, which had been the case since May.", "which had been the case since May"),
        ("Voss said it rained for the mayor, who has been ill since May.", "who has been ill since May"),
    ],
)
def test_what_is_left_of_a_sentence_counts_where_it_is_a_clause(text: str, clause: str) -> None:
    content = "it rained for the mayor" if "for the mayor" in text else "it rained"
    assert outlet(text, draft(text, "Voss", "said", content)) == [clause]


@pytest.mark.parametrize(
    "text",
    [
        "Voss said it rained on Monday.",
        "In a long interview on Monday, Voss said it rained.",
        "Voss, a Democrat from Ohio, said it rained.",
        "Voss, who had come late, said it rained.",
        "Voss said it rained, drawing cheers.",
        "Voss said it rained, and that the roads were dry.",
        "Voss also repeatedly said it rained.",
        "If the roads were dry, Voss said it rained.",
        "Voss said it rained (in May).",
        "Voss said it rained, a word about the fight she is in.",
        "Growing louder as the crowd left, Voss said it rained.",
    ],
)
def test_phrases_times_appositions_and_conditions_do_not_count(text: str) -> None:
    assert outlet(text, draft(text, "Voss", "said", "it rained")) == []


def test_a_clause_in_brackets_within_a_source_is_the_outlets() -> None:
    text = "“It rained,” said Mayor Voss (she has never seen rain), “all night.”"
    one = draft(text, "Mayor Voss (she has never seen rain)", "said", "“It rained,”", "“all night.”")
    assert outlet(text, one) == ["she has never seen rain"]


def test_a_party_or_an_age_in_brackets_is_not_the_outlets() -> None:
    text = "“It rained,” said Ann Voss (Drayle Lake Party), “all night.”"
    one = draft(text, "Ann Voss (Drayle Lake Party)", "said", "“It rained,”", "“all night.”")
    assert outlet(text, one) == []


@pytest.mark.parametrize(
    "text",
    [
        "Boys from the school skate round it in winter.",
        "The younger cuts hair only on Fridays.",
        "The marrow burst on Friday while being moved.",
    ],
)
def test_a_verb_that_looks_like_a_noun_or_a_participle_makes_a_sentence(text: str) -> None:
    assert outlet(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "Its last owner is alleged to have thrown away the key.",
        "Voss himself has been accused of filling it with water.",
        "It was once thought to be a moon.",
        "The steep cost of the long war in Drayle.",
    ],
)
def test_hearsay_without_a_statement_is_not_the_outlets(text: str) -> None:
    assert outlet(text) == []


def test_a_gap_between_source_and_cue_belongs_to_the_statement() -> None:
    text = "Voss took the stage in May and said it rained."
    assert outlet(text, draft(text, "Voss", "said", "it rained")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Why was the road closed?",
        "Read more about the road here.",
        "Sign up for our letter on roads.",
        "By Ann Doe",
        "Ann Doe, 52",
        "Photo by Ann Doe",
        "Hanna Voss",
        "LOWER DRAYLE (AP) —",
        "Story continues below the picture of the road.",
        "A long road in the hills of Drayle.",
        "“The road was closed for a very long time.”",
        "Voss said the road was closed.",
    ],
)
def test_questions_orders_bylines_headings_and_what_somebody_says_are_not_asserted(text: str) -> None:
    assert outlet(text) == []


def test_a_dateline_is_left_out() -> None:
    assert outlet("LOWER DRAYLE, Ohio (AP) — The road was closed.") == ["The road was closed"]


@pytest.mark.parametrize(
    "headline", ["Mayor Closes Old Road", "Voss Is Gone", "The road was closed", "Bo Fox Wins Again"]
)
def test_a_headline_with_a_verb_is_asserted(headline: str) -> None:
    assert outlet(headline) == [headline]


def test_a_deed_told_without_words_is_the_outlets() -> None:
    text = "Voss asked for a vote, but the council snubbed the invitation to do so."
    asked = draft(text, "Voss", "asked", "for a vote")
    snubbed = draft(text, "the council", "snubbed", "the invitation to do so")
    assert outlet(text, asked, snubbed) == ["the council snubbed the invitation to do so"]


def test_an_attitude_that_nobody_is_named_for_is_the_outlets() -> None:
    text = "The council was expected to lose the vote."
    assert outlet(text, draft(text, "", "was expected", "to lose the vote")) == [
        "The council was expected to lose the vote"
    ]


def test_words_of_speaking_without_a_source_are_not_the_outlets() -> None:
    text = "The council was accused of losing the vote."
    assert outlet(text, draft(text, "", "was accused of", "losing the vote")) == []


def test_a_long_quotation_that_no_statement_takes_in_is_not_the_outlets() -> None:
    text = "The road was dry. “It rained all night and the road was a river.” Nobody came."
    assert outlet(text) == ["The road was dry", "Nobody came"]


def test_a_scare_quote_or_title_stays_in_the_outlets_sentence() -> None:
    assert outlet("The so-called “moderate” groups were armed.") == [
        "The so-called “moderate” groups were armed"
    ]


def test_the_stop_of_an_abbreviation_stays() -> None:
    assert outlet("The road was closed in Washington, D.C.") == ["The road was closed in Washington, D.C."]


@given(any_texts)
def test_outlet_voice_lies_in_the_text_in_order_and_outside_statements(text: str) -> None:
    words = split_words(text, TOKENIZER)
    drafts = [Draft(((0, 1),), (), ((len(text) // 2, len(text) // 2 + 1),), 0.5)] if len(text) > 2 else []
    found = outlet_voice(text, words, drafts)
    assert list(found) == sorted(found)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        for one in drafts:
            assert all(b <= start or end <= a for a, b in (*one.source, *one.content))
