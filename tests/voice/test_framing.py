"""Framing: the marking word, its class in context, whether the statement was made. All made up."""

import pytest
from drafts import marked

from onrecord.voice.framing import Framing, frame


def framed(markup: str) -> Framing:
    return frame(*marked(markup))


@pytest.mark.parametrize(
    ("cue", "lemma", "tone"),
    [
        ("said", "say", "neutral"),
        ("said in an interview", "say", "neutral"),
        ("also wrote", "write", "neutral"),
        ("claimed", "claim", "distancing"),
        ("has repeatedly insisted", "insist", "distancing"),
        ("alleges", "allege", "distancing"),
        ("pointed out", "point out", "factive"),
        ("admitted", "admit", "factive"),
        ("made it clear", "make it clear", "factive"),
        ("denied", "deny", "denial"),
        ("rejected", "reject", "denial"),
        ("brushed off", "brush off", "denial"),
        ("urged", "urge", "directive"),
        ("called for", "call for", "directive"),
        ("was calling on", "call on", "directive"),
        ("thinks", "think", "belief"),
        ("are hoping", "hope", "belief"),
        ("wondered", "wonder", "question"),
        ("asked", "ask", "question"),
        ("lashed out at", "lash out", "neutral"),
        ("went on to say", "say", "neutral"),
        ("made a strong condemnation of", "condemnation", "neutral"),
        ("was critical of", "critical", "neutral"),
        ("is skeptical about", "skeptical", "belief"),
        ("issued a statement calling for", "call for", "directive"),
        ("has been accused of", "accuse", "distancing"),
    ],
)
def test_the_marking_word_is_found_among_auxiliaries_adverbs_and_objects(
    cue: str, lemma: str, tone: str
) -> None:
    found = framed(f"[s Ms. Adler] [c {cue}] [x the harbour plan].")
    assert (found.cue_lemma, found.cue_tone) == (lemma, tone)
    assert not found.negated
    assert not found.hypothetical


def test_according_to_is_one_mark() -> None:
    assert framed("[x The bridge is closed], [c according to] [s the ferry office].") == Framing(
        "according to", "neutral", False, False
    )


def test_a_colon_is_its_own_lemma() -> None:
    assert framed("[s Adler][c :] [x The bridge is closed.]").cue_lemma == ":"


def test_without_a_cue_there_is_no_lemma_and_no_tone() -> None:
    assert framed("[x “The bridge is closed.”]") == Framing(None, None, False, False)


def test_a_word_that_the_lexicon_lacks_has_a_lemma_but_no_tone() -> None:
    assert framed("[s Adler] [c has been grandstanding] [x that it rained].") == Framing(
        "grandstand", None, False, False
    )


def test_a_noun_after_its_owner_marks() -> None:
    found = framed("[s Adler's] [c claim] [x that the bridge would hold] was tested.")
    assert (found.cue_lemma, found.cue_tone) == ("claim", "distancing")


@pytest.mark.parametrize(
    "markup",
    [
        "[s Adler] [c told] the crew [x to leave].",
        "[s Adler] [c told them to] [x leave].",
        "[s Adler] [c asked] her [x to stay].",
        "[s Adler] [c warned] him [x not to stop].",
        "[s Adler] [c asked] [x that the file be closed].",
        "[s Adler] [c asked] [x the man to come back].",
    ],
)
def test_telling_somebody_to_do_something_is_directive(markup: str) -> None:
    assert framed(markup).cue_tone == "directive"


def test_what_is_asked_of_several_is_a_question() -> None:
    assert framed("[s Adler] [c asked] [x questions to all three of them].").cue_tone == "question"


def test_telling_somebody_that_something_is_so_is_neutral() -> None:
    assert framed("[s Adler] [c told] the crew [x that it rained].").cue_tone == "neutral"


@pytest.mark.parametrize(
    ("markup", "lemma"),
    [
        ("[s Adler] [c did not say] [x when].", "say"),
        ("[s Adler] [c didn’t say] [x when].", "say"),
        ("[s Adler] [c hasn't commented on] [x it].", "comment"),
        ("[s Adler] [c never said] [x so].", "say"),
        ("[s Adler] did not [c say] [x when].", "say"),
        ("[s Adler] [c would not say] [x when].", "say"),
        ("[s Adler] [c declined to comment on] [x it].", "comment"),
        ("[s Adler] [c declined] [x to comment].", "comment"),
        ("[s Adler] [c has refused to say] [x when].", "say"),
        ("[s Adler] [c failed to mention] [x the cost].", "mention"),
        ("[s Adler] [c stopped short of calling] [x it a failure].", "call"),
        ("[s Adler] [c refrained from criticizing] [x the plan].", "criticize"),
        ("[s Adler] [c did not confirm or deny] [x it].", "confirm"),
        ("[s No one] [c said] [x that it rained].", "say"),
        ("[s Nobody on the board] [c asked] [x why].", "ask"),
        ("[s Neither Adler nor Brandt] [c said] [x why].", "say"),
        ("[s No official] [c confirmed] [x it].", "confirm"),
        ("Nor did [s Adler] [c say] [x why].", "say"),
        ("[x Nor] did [s Adler] [c say] [x why it rained].", "say"),
        ("[s Adler] left without [c saying] [x why].", "say"),
        ("[s Adler] [c made no mention of] [x the cost].", "mention"),
        ("[s Adler] [c no longer believes] [x it].", "believe"),
        ("[s Adler] [c is not convinced] [x that it holds].", "convinced"),
        ("[s Adler] [c has yet to say] [x why].", "say"),
        ("[s Adler's] [c refusal to discuss] [x the cost] is known.", "discuss"),
    ],
)
def test_what_was_not_said_is_negated(markup: str, lemma: str) -> None:
    found = framed(markup)
    assert (found.cue_lemma, found.negated, found.hypothetical) == (lemma, True, False)


def test_to_deny_is_a_statement_and_not_to_deny_is_none() -> None:
    assert framed("[s Adler] [c denied] [x that it rained].") == Framing("deny", "denial", False, False)
    assert framed("[s Adler] [c did not deny] [x that it rained].") == Framing("deny", "denial", True, False)
    assert framed("[s Adler] [c denied] [x saying that it rained].") == Framing("deny", "denial", True, False)


def test_a_refusal_to_act_is_itself_the_statement() -> None:
    assert framed("[s Adler] [c refused] [x to resign].") == Framing("refuse", "denial", False, False)


@pytest.mark.parametrize(
    "markup",
    [
        "[s Adler] [c did not fail to mention] [x the cost].",
        "[s Adler] [c not only said] [x so] but wrote it.",
        "[s Adler] [c told] them [x not to leave].",
        "[s Adler] [c said] [x she would not go].",
        "[s Adler] [c said no to] [x the plan].",
        "“We never met,” [s Adler] [c said], [x and left].",
        "The crew did not stay. [s Adler] [c said] [x so].",
        "[s No Walls Inc.] [c said] [x it was ready].",
    ],
)
def test_a_negation_of_something_else_leaves_the_statement_made(markup: str) -> None:
    assert not framed(markup).negated


@pytest.mark.parametrize(
    "markup",
    [
        "If [s Adler] [c says] [x so], the crew will go.",
        "Unless [s she] [c admits] [x it], the crew stays.",
        "It is unclear whether [s Adler] [c said] [x so].",
        "[s Adler] [c would say] [x so].",
        "[s Adler] [c might argue] [x that it rained].",
        "[s Adler] [c may have said] [x so].",
        "[s Adler] [c will announce] [x the plan].",
        "[s Adler]'ll [c announce] [x the plan].",
        "[s Adler] [c is expected to announce] [x the plan].",
        "[s Adler] [c plans to discuss] [x the plan].",
        "[s Adler] [c plans] [x to explain the plan].",
        "[s Adler] [c is going to announce] [x the plan].",
        "[s Adler] [c is likely to reject] [x the plan].",
        "[s Adler] [c has to explain] [x the cost].",
        "Should [s she] [c say] [x so], the crew will go.",
        "Did [s Adler] [c say] [x that it rained]?",
        "[c Say] [x it rains for a month].",
    ],
)
def test_what_may_be_said_or_will_be_is_hypothetical(markup: str) -> None:
    found = framed(markup)
    assert found.hypothetical
    assert not found.negated


@pytest.mark.parametrize(
    "markup",
    [
        "[s Adler] [c would later say] [x so].",
        "[s Adler] [c would often say] [x so].",
        "[s Adler] [c could be heard saying] [x so].",
        "[s I] [c would argue] [x that it rained].",
        "[s Adler] [c would like] [x a new bridge].",
        "[s Adler] [c plans] [x to build a bridge].",
        "[s Adler] [c wants] [x to address the cost].",
        "[s She]'d [c said] [x so].",
        "[s Adler] [c said] [x she would go].",
        "[s Adler] [c went on to say] [x so].",
        "[s Adler] [c had to repudiate] [x the plan].",
        "[x It rained], [s Adler] [c says].",
        "The plan will change, [s Adler] [c said], [x and soon].",
    ],
)
def test_what_was_said_is_not_hypothetical(markup: str) -> None:
    assert not framed(markup).hypothetical


def test_the_content_and_other_quotations_are_not_read() -> None:
    assert framed("“If it rains, I would not go,” [s Adler] [c said] [x of the trip].") == Framing(
        "say", "neutral", False, False
    )
