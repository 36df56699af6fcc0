"""From candidates to statements: rivals, crossing contents, nesting, sources carried over."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.statements.assembly import Draft, assemble
from onrecord.statements.finder import Attribution
from onrecord.statements.words import split_words


@dataclass(frozen=True)
class Candidate:
    """An attribution by its words; each must occur in the text."""

    content: list[str]
    source: str | None = None
    cue: str | None = None
    confidence: float = 0.9
    nested: bool = False


@pytest.fixture
def assembled(tokenizer: Tokenizer) -> Callable[..., list[Draft]]:
    def assembled(text: str, *candidates: Candidate) -> list[Draft]:
        words = split_words(text, tokenizer)

        def ranges(phrase: str | None) -> tuple[tuple[int, int], ...]:
            if phrase is None:
                return ()
            start = text.index(phrase)
            low, high = np.searchsorted(words.start, [start, start + len(phrase)]).tolist()
            return ((low, high),)

        attributions = [
            (
                Attribution(
                    ranges(one.source),
                    ranges(one.cue),
                    tuple(span for phrase in one.content for span in ranges(phrase)),
                    1.0,
                    1.0,
                    1.0,
                    one.nested,
                ),
                one.confidence,
            )
            for one in candidates
        ]
        return assemble(text, words, attributions)

    return assembled


def contents(text: str, drafts: list[Draft]) -> list[list[str]]:
    return [[text[a:b] for a, b in draft.content] for draft in drafts]


def test_words_become_characters_of_the_text(assembled: Callable[..., list[Draft]]) -> None:
    text = "👍 “We lost,” Zoë said."
    (draft,) = assembled(text, Candidate(["“We lost,”"], "Zoë", "said", 0.7))
    assert contents(text, [draft]) == [["“We lost,”"]]
    assert [text[a:b] for spans in (draft.source, draft.cue) for a, b in spans] == ["Zoë", "said"]
    assert (draft.confidence, draft.parent, draft.carried) == (0.7, None, None)


def test_a_mark_of_two_characters_is_whole(assembled: Callable[..., list[Draft]]) -> None:
    text = "``We lost,'' Ann said."
    assert contents(text, assembled(text, Candidate(["``We lost,''"], "Ann", "said"))) == [["``We lost,''"]]


def test_of_two_that_share_a_cue_the_surer_stays(assembled: Callable[..., list[Draft]]) -> None:
    text = "Ann said that Bob lost."
    weak, sure = Candidate(["Bob lost"], "Ann", "said", 0.6), Candidate(["that Bob lost"], "Ann", "said", 0.7)
    for order in ((weak, sure), (sure, weak)):
        assert contents(text, assembled(text, *order)) == [["that Bob lost"]]


def test_of_two_that_are_the_same_one_stays(assembled: Callable[..., list[Draft]]) -> None:
    text = "Ann said that Bob lost."
    one = Candidate(["that Bob lost"], confidence=0.6)
    drafts = assembled(text, one, Candidate(["that Bob lost"], confidence=0.7, nested=True))
    assert [(draft.confidence, draft.parent) for draft in drafts] == [(0.6, None)]


def test_where_contents_cross_the_less_sure_one_gives_way(assembled: Callable[..., list[Draft]]) -> None:
    text = "Ann said the tax will rise next year, Bob warned, and the poor will pay for all of it."
    drafts = assembled(
        text,
        Candidate(["the tax will rise next year"], "Ann", "said", 0.9),
        Candidate(["next year", "and the poor will pay for all of it"], "Bob", "warned", 0.6),
    )
    assert contents(text, drafts) == [
        ["the tax will rise next year"],
        ["and the poor will pay for all of it"],
    ]


def test_one_that_would_lose_most_of_its_content_is_dropped(assembled: Callable[..., list[Draft]]) -> None:
    text = "Ann said the tax will rise next year and so, Bob warned, it will."
    drafts = assembled(
        text,
        Candidate(["the tax will rise next year and so"], "Ann", "said", 0.9),
        Candidate(["will rise next year and so", "it will"], "Bob", "warned", 0.6),
    )
    assert contents(text, drafts) == [["the tax will rise next year and so"]]


def test_no_two_statements_share_words_unless_one_stands_inside_the_other(
    assembled: Callable[..., list[Draft]],
) -> None:
    text = "Ann said the tax will rise, Bob warned, next year, Carol added, for all of them."
    drafts = assembled(
        text,
        Candidate(["the tax will rise", "next year"], "Ann", "said", 0.8),
        Candidate(["next year", "for all of them"], "Carol", "added", 0.7),
        Candidate(["will rise", "next year"], "Bob", "warned", 0.6),
    )
    taken = sorted(span for draft in drafts for span in draft.content)
    assert all(a[1] <= b[0] for a, b in pairwise(taken))


NESTED = "Ann said that Bob claimed that Carol knew that they had lost."


def nested_candidates() -> list[Candidate]:
    return [
        Candidate(["that they had lost"], "Carol", "knew", 0.9, nested=True),
        Candidate(["that Carol knew that they had lost"], "Bob", "claimed", 0.8, nested=True),
        Candidate(["that Bob claimed that Carol knew that they had lost"], "Ann", "said", 0.7),
    ]


def test_a_nested_statement_points_to_the_smallest_that_holds_it(
    assembled: Callable[..., list[Draft]],
) -> None:
    drafts = assembled(NESTED, *nested_candidates())
    assert [(NESTED[slice(*draft.source[0])], draft.parent) for draft in drafts] == [
        ("Ann", None),
        ("Bob", 0),
        ("Carol", 1),
    ]


def test_a_parent_stands_before_its_children_whatever_the_order_found(
    assembled: Callable[..., list[Draft]],
) -> None:
    one, two, three = nested_candidates()
    for order in ((three, two, one), (two, one, three), (one, three, two)):
        drafts = assembled(NESTED, *order)
        assert len(drafts) == 3
        assert all(draft.parent is None or draft.parent < place for place, draft in enumerate(drafts))


def test_one_found_as_nested_in_a_content_that_did_not_come_to_be_is_dropped(
    assembled: Callable[..., list[Draft]],
) -> None:
    one, _, _ = nested_candidates()
    assert assembled(NESTED, one) == []


def test_a_quotation_before_a_cue_without_a_subject_goes_on_with_an_earlier_source(
    assembled: Callable[..., list[Draft]],
) -> None:
    text = "Ann spoke. “They lost the game,” adding that nobody had tried."
    drafts = assembled(text, Candidate(["“They lost the game,”", "that nobody had tried"], None, "adding"))
    assert ["that nobody had tried"] in contents(text, drafts)


def test_a_quotation_before_a_cue_with_a_subject_stays_with_it(
    assembled: Callable[..., list[Draft]],
) -> None:
    text = "“They lost the game,” Ann said, “but nobody tried.”"
    drafts = assembled(text, Candidate(["“They lost the game,”", "“but nobody tried.”"], "Ann", "said"))
    assert contents(text, drafts) == [["“They lost the game,”", "“but nobody tried.”"]]


def test_a_quotation_right_after_a_statement_goes_on_with_its_source(
    assembled: Callable[..., list[Draft]],
) -> None:
    text = "“We lost,” Ann said. “We will be back.” “That is all.”"
    drafts = assembled(text, Candidate(["“We lost,”"], "Ann", "said"))
    assert contents(text, drafts) == [["“We lost,”"], ["“We will be back.”"], ["“That is all.”"]]
    assert [(draft.source != (), draft.carried) for draft in drafts] == [(True, None), (False, 0), (False, 0)]


@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n"])
def test_a_source_is_carried_over_paragraphs_from_quotation_to_quotation(
    between: str, assembled: Callable[..., list[Draft]]
) -> None:
    text = f"Ann said: “We lost.”{between}“We will be back.”"
    assert [draft.carried for draft in assembled(text, Candidate(["“We lost.”"], "Ann", "said"))] == [None, 0]


@pytest.mark.parametrize(
    "text",
    ["“Which colour?” Ann asked.\n\n“Brass.”", "Ann asked, “Which colour?”\n\n“Brass.”"],
)
def test_an_answer_is_not_carried_to_who_asked(text: str, assembled: Callable[..., list[Draft]]) -> None:
    drafts = assembled(text, Candidate(["“Which colour?”"], "Ann", "asked"))
    assert [draft.carried for draft in drafts] == [None, None]


def test_a_quotation_after_an_indirect_statement_is_nobodys(
    assembled: Callable[..., list[Draft]],
) -> None:
    text = "The crew call him the Harbourmaster.\n\n“I can bake bread anywhere.”"
    drafts = assembled(text, Candidate(["him the Harbourmaster"], "The crew", "call"))
    assert [draft.carried for draft in drafts] == [None, None]


def test_words_between_end_the_carrying(assembled: Callable[..., list[Draft]]) -> None:
    text = "“We lost,” Ann said. Bob came in. “We will be back.”"
    drafts = assembled(text, Candidate(["“We lost,”"], "Ann", "said"))
    assert [draft.carried for draft in drafts] == [None, None]


def test_a_quotation_with_nothing_before_it_is_a_statement_of_nobody_known(
    assembled: Callable[..., list[Draft]],
) -> None:
    (draft,) = assembled("“We will be back.”")
    assert (draft.source, draft.cue, draft.carried) == ((), (), None)


TRANSCRIPT = "HOST: Why now?\nANN: Bob says we must.\nHOST: And then?\nANN: We wait."


def test_what_rivals_the_turns_of_a_transcript_is_dropped(assembled: Callable[..., list[Draft]]) -> None:
    drafts = assembled(TRANSCRIPT, Candidate(["Why now?\nANN"], "HOST", ":"))
    assert contents(TRANSCRIPT, drafts) == [["Why now?"], ["Bob says we must."], ["And then?"], ["We wait."]]


def test_a_statement_inside_a_turn_is_nested_in_it(assembled: Callable[..., list[Draft]]) -> None:
    drafts = assembled(TRANSCRIPT, Candidate(["we must"], "Bob", "says"))
    assert [draft.parent for draft in drafts] == [None, None, 1, None, None]


def test_no_candidates_in_plain_text_are_no_statements(assembled: Callable[..., list[Draft]]) -> None:
    assert assembled("It rained.\n\nThe bridge was closed.") == []
    assert assembled("") == []
