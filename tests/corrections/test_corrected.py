"""The record that corrections make is a valid one, with what readers said at confidence 1."""

import msgspec
from corrected_articles import at, ferry, kept, statement
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.corrections import (
    About,
    Correction,
    Missing,
    NotAStatement,
    OtherSpan,
    WrongSpeaker,
    about,
    checked,
    corrected_record,
    passages,
)
from onrecord.record import Record, Span

RECORD = ferry()
ONE = statement(RECORD, 1)


def test_without_corrections_that_apply_it_is_the_same_record() -> None:
    assert corrected_record(RECORD, []) is RECORD
    assert corrected_record(RECORD, [kept(1, NotAStatement(about=ONE), withdrawn=2)]) is RECORD
    assert corrected_record(RECORD, [kept(1, checked(RECORD))]) is RECORD


def test_a_corrected_speaker_is_sure_and_the_rest_is_the_machines() -> None:
    made = corrected_record(RECORD, [kept(1, WrongSpeaker(about=ONE, speaker="The council"))])
    s1, s2, s3 = made.statements
    assert (s1.speaker, s1.speaker_confidence, s1.confidence) == ("p3", 1.0, 1.0)
    assert (s2, s3) == RECORD.statements[1:]
    assert made.speakers == RECORD.speakers
    assert made.notes == ("1 correction by readers is applied.",)
    assert made.made_by == RECORD.made_by
    assert ferry() == RECORD


def test_nobody_can_tell_leaves_no_speaker_and_no_confidence_in_one() -> None:
    s1 = corrected_record(RECORD, [kept(1, WrongSpeaker(about=ONE, speaker=None))]).statements[0]
    assert (s1.speaker, s1.speaker_confidence, s1.confidence) == (None, None, 1.0)


def test_somebody_new_is_one_speaker_in_all_statements_and_mentioned_where_the_name_stands() -> None:
    made = corrected_record(
        RECORD,
        [
            kept(1, WrongSpeaker(about=ONE, speaker="Wren", speaker_kind="organisation")),
            kept(
                2,
                WrongSpeaker(
                    about=statement(RECORD, 3),
                    speaker="wren",
                    aliases=("The Wren Company",),
                    speaker_kind="organisation",
                ),
            ),
        ],
    )
    new = made.speakers[-1]
    assert (new.id, new.name, new.kind, new.names) == ("r1", "Wren", "organisation", ("The Wren Company",))
    assert made.words(new.mentions) == "Wren"
    assert [one.speaker for one in made.statements] == ["r1", "p2", "r1"]
    assert made.notes == ("2 corrections by readers are applied.",)


def test_a_name_that_does_not_stand_in_the_text_is_mentioned_by_the_source() -> None:
    made = corrected_record(RECORD, [kept(1, WrongSpeaker(about=ONE, speaker="Oona Marsh"))])
    assert made.words(made.speakers[-1].mentions) == "Ines Calloway"
    sourceless = kept(2, OtherSpan(about=ONE, role="source", passages=()))
    made = corrected_record(RECORD, [kept(1, WrongSpeaker(about=ONE, speaker="Oona Marsh")), sourceless])
    assert made.words(made.speakers[-1].mentions) == "we lost the ferry"
    assert made.notes[-1] == "The article does not name Oona Marsh, whom a reader named."


def test_another_cue_keeps_its_lemma_only_where_it_has_words_of_the_one_before() -> None:
    said_it = passages(RECORD.article.text, [Span(9, 18)])
    made = corrected_record(RECORD, [kept(1, OtherSpan(about=ONE, role="cue", passages=said_it))])
    assert (made.statements[0].cue_lemma, made.statements[0].cue_tone) == ("say", "neutral")
    made = corrected_record(RECORD, [kept(1, OtherSpan(about=ONE, role="cue", passages=at(RECORD, "Ines")))])
    assert (made.statements[0].cue_lemma, made.statements[0].cue_tone) == (None, None)


def test_other_words_of_content_are_the_quote() -> None:
    other = OtherSpan(about=ONE, role="content", passages=at(RECORD, "lost the ferry"))
    made = corrected_record(RECORD, [kept(1, other)])
    assert (made.statements[0].quote, made.statements[0].confidence) == ("lost the ferry", 1.0)


def test_what_stood_inside_a_removed_statement_stands_by_itself(record: Record) -> None:
    outer = about(record, record.statements[0])
    (inner,) = corrected_record(record, [kept(1, NotAStatement(about=outer))]).statements
    assert (inner.id, inner.parent, inner.confidence) == ("s2", None, 0.4)


def test_an_added_statement_inside_the_content_of_another_is_its_child_and_the_other_way_round() -> None:
    inside = Missing(content=at(RECORD, "the ferry"), manner="indirect")
    made = corrected_record(RECORD, [kept(4, inside)])
    assert [(one.id, one.parent) for one in made.statements] == [
        ("s1", None), ("c4", "s1"), ("s2", None), ("s3", None),
    ]  # fmt: skip
    around = Missing(content=at(RECORD, "Ines Calloway said we lost the ferry"), manner="indirect")
    made = corrected_record(RECORD, [kept(4, around), kept(5, inside)])
    assert [(one.id, one.parent) for one in made.statements] == [
        ("c4", None), ("s1", "c4"), ("c5", "s1"), ("s2", None), ("s3", None),
    ]  # fmt: skip
    assert made.statements[2].confidence == 1.0


@st.composite
def articles_and_corrections(draw: st.DrawFn) -> tuple[Record, list[Correction]]:
    """A record of one to three statements and corrections at whatever places of its text."""
    record = ferry()
    length = len(record.article.text)

    def some_passages(least: int) -> tuple[object, ...]:
        ends = sorted(draw(st.sets(st.integers(0, length), min_size=2 * least, max_size=4)))
        spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
        return passages(record.article.text, spans)

    def some_about() -> About:
        return about(record, draw(st.sampled_from(record.statements)))

    name = st.none() | st.sampled_from(("Tobias Wren", "The council", "Oona Marsh", "MARSH", "…"))
    corrections: list[Correction] = []
    for kind in draw(st.lists(st.sampled_from(("speaker", "none", "span", "missing")), max_size=8)):
        match kind:
            case "speaker":
                corrections.append(WrongSpeaker(about=some_about(), speaker=draw(name)))
            case "none":
                corrections.append(NotAStatement(about=some_about()))
            case "span":
                role = draw(st.sampled_from(("source", "cue", "content")))
                given_passages = some_passages(int(role == "content"))
                corrections.append(
                    OtherSpan(about=some_about(), role=role, passages=given_passages)  # type: ignore[arg-type]
                )
            case "missing":
                content = some_passages(1)
                corrections.append(
                    Missing(content=content, manner="mixed", speaker=draw(name))  # type: ignore[arg-type]
                )
    return record, corrections


@given(articles_and_corrections(), st.integers(0, 3))
def test_whatever_readers_say_the_record_is_valid_and_comes_back_from_its_json(
    both: tuple[Record, list[Correction]], withdrawn: int
) -> None:
    record, some = both
    corrections = [
        kept(number, one, "AB"[number % 2], number + 1 if withdrawn and number % withdrawn == 0 else None)
        for number, one in enumerate(some, start=1)
    ]
    made = corrected_record(record, corrections)
    assert Record.from_json(made.to_json()) == made
    assert made.article == record.article


def test_labels_of_added_statements_are_not_those_that_the_record_has() -> None:
    s1 = msgspec.structs.replace(RECORD.statements[0], id="c4")
    record = msgspec.structs.replace(RECORD, statements=(s1,))
    added = Missing(content=at(RECORD, "nothing is lost"), manner="indirect")
    made = corrected_record(record, [kept(4, added)])
    assert [one.id for one in made.statements] == ["c4", "c4+"]


def test_a_name_with_signs_of_its_own_is_looked_for_as_it_is() -> None:
    text = "A+ (rating) said no. A said yes."
    record = msgspec.structs.replace(
        RECORD, article=Article("b", text), statements=(), speakers=(), outlet_voice=(), scare_quotes=()
    )
    one = Missing(content=passages(text, [Span(17, 19)]), manner="indirect", speaker="A+ (rating)")
    made = corrected_record(record, [kept(1, one)])
    assert made.words(made.speakers[0].mentions) == "A+ (rating)"
