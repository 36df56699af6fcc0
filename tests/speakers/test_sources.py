"""What the source of a statement comes down to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import scene

from onrecord.speakers.mentions import IMPLICIT, NAME, NOMINAL, PRONOUN, RELATIVE

PIECES = [
    "{P Ann Smith}",
    "{O Tidewell Trust}",
    "she",
    "who",
    "a doctor",
    "the mayor",
    "two officials",
    "both",
]
JOINS = [" and ", ", ", " of ", " (", ")", "’s ", " — ", ", a friend of ", " with ", " “"]


def head(markup: str) -> tuple[str, int]:
    it = scene(markup)
    (source,) = it.sources
    return it.words(source.mention), source.mention.form


@pytest.mark.parametrize(
    ("markup", "words", "form"),
    [
        ("[1s {P Ann Smith}] [1c said] [1x it rained].", "Ann Smith", NAME),
        ("[1s Mayor {P Ann Smith}] [1c said] [1x it rained].", "Ann Smith", NAME),
        ("[1s {P Ann Smith}, a doctor,] [1c said] [1x it rained].", "Ann Smith", NAME),
        ("[1s His partner, {P Ann Smith},] [1c said] [1x it rained].", "Ann Smith", NAME),
        ("[1s {P Ann Smith} of the {O Tide Trust}] [1c said] [1x it rained].", "Ann Smith", NAME),
        ("[1s {P Smith} supporters] [1c said] [1x it rained].", "Smith supporters", NOMINAL),
        ("[1s a lawyer for {P Ann Smith}] [1c said] [1x it rained].", "a lawyer", NOMINAL),
        ("[1s officials briefed on the talks] [1c said] [1x it rained].", "officials", NOMINAL),
        ("[1s she] [1c said] [1x it rained].", "she", PRONOUN),
        ("There was rain, [1s which] [1c said] [1x it all].", "which", RELATIVE),
        ("There were towns, many [1s of whom] [1c said] [1x it rained].", "whom", RELATIVE),
        ("[1s WALLACE]: [1x It rained].", "WALLACE", NAME),
    ],
)
def test_a_source_comes_down_to_its_head(markup: str, words: str, form: int) -> None:
    assert head(markup) == (words, form)


def test_a_source_that_is_not_written_is_where_its_cue_stands() -> None:
    assert head("It [1c was said] that [1x it rained].") == ("was", IMPLICIT)


@pytest.mark.parametrize(
    ("source", "members"),
    [
        ("{P Ann Smith} and {P Bob Jones}", ["Ann Smith", "Bob Jones"]),
        ("{P Ann Smith}, {P Bob Jones} and {P Cy Ott}", ["Ann Smith", "Bob Jones", "Cy Ott"]),
        ("{P Ann Smith}, a doctor, and {P Bob Jones}", ["Ann Smith", "Bob Jones"]),
        ("Russia and the company", ["Russia", "the company"]),
        ("founder and chairman {P Ann Smith}", []),
        ("the Hilly and {O East Plains Coalition}", []),
        ("both {P Ann Smith} and her lawyer", ["Ann Smith", "her lawyer"]),
    ],
)
def test_several_sources_are_told_from_one(source: str, members: list[str]) -> None:
    it = scene(f"Then [1s {source}] [1c said] [1x it rained].")
    assert [it.words(m) for m in it.sources[0].members] == members


def test_the_phrase_has_what_prepositions_add_and_no_apposition() -> None:
    def phrase(source: str) -> str:
        it = scene(f"Then [1s {source}] [1c said] [1x it rained].")
        return it.tokens.written(*it.sources[0].phrase)

    assert (
        phrase("two officials with the agency, who asked to stay unnamed,") == "two officials with the agency"
    )
    assert phrase("a doctor, {P Ann Smith},") == "a doctor"


@pytest.mark.parametrize(
    ("content", "direct"), [("“It rained.”", True), ("it rained", False), ("it “rained” a lot", False)]
)
def test_a_statement_is_direct_where_its_content_begins_and_ends_in_a_quotation(
    content: str, direct: bool
) -> None:
    assert scene(f"[1s She] [1c said] [1x {content}]").sources[0].direct is direct


@given(st.lists(st.sampled_from([*PIECES, *JOINS]), min_size=1, max_size=8).map(" ".join))
def test_every_source_comes_down_to_words_of_the_text(source: str) -> None:
    it = scene(f"Then [1s {source}] [1c said] [1x it rained].")
    (found,) = it.sources
    for mention in (found.mention, *found.members):
        assert 0 <= mention.first <= mention.word < mention.last <= len(it.tokens.words)
        assert it.tokens.written(mention.first, mention.last) == it.words(mention)
    first, last = found.phrase
    assert 0 <= first <= last <= len(it.tokens.words)
