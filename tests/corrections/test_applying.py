"""What corrections make of a record: the latest word wins, nothing is dropped, nothing lands elsewhere."""

import time

import made_up
import msgspec
import pytest
from corrected_articles import at, ferry, kept, statement
from hypothesis import given
from hypothesis import strategies as st
from made_up import NEWER

from onrecord.corrections import (
    Checked,
    Corrected,
    CorrectedStatement,
    Correction,
    Kept,
    Missing,
    NotAStatement,
    OtherSpan,
    WrongSpeaker,
    apply,
    checked,
    corrected_record,
    passages,
)
from onrecord.corrections.listing import all_judged
from onrecord.record import Record, Span, Statement

RECORD = ferry()
ONE, TWO = statement(RECORD, 1), statement(RECORD, 2)


def named(name: str | None, **more: object) -> WrongSpeaker:
    return WrongSpeaker(about=ONE, speaker=name, **more)  # type: ignore[arg-type]


def standings(corrected: Corrected) -> dict[int, str]:
    return {one.kept.number: one.standing for one in all_judged(corrected)}


def first(*corrections: Kept, record: Record = RECORD) -> CorrectedStatement:
    return apply(record, corrections).statements[0]


def reread(*statements: Statement) -> Record:
    """The same article read by another model, with these statements."""
    return msgspec.structs.replace(RECORD, statements=statements, made_by=NEWER)


def test_without_corrections_the_view_is_the_machines() -> None:
    corrected = apply(RECORD, ())
    assert [one.statement for one in corrected.statements] == list(RECORD.statements)
    assert [one.speaker.name for one in corrected.statements if one.speaker] == [
        "Ines Calloway", "Tobias Wren", "The council",
    ]  # fmt: skip
    assert not any(one.removed or one.disputed or one.corrections for one in corrected.statements)
    assert (corrected.checked, corrected.applied) == (False, 0)


def test_a_name_that_the_record_has_means_its_speaker_and_another_is_somebody_new() -> None:
    known = first(kept(1, named("tobias wren"))).speaker
    assert known is not None
    assert (known.id, known.name, known.kind) == ("p2", "Tobias Wren", "person")
    new = first(kept(1, named("Oona Marsh", aliases=("Marsh",)))).speaker
    assert new is not None
    assert (new.id, new.name, new.names, new.kind, new.kind_known) == (
        None, "Oona Marsh", ("Marsh",), "person", False,
    )  # fmt: skip
    other = first(kept(1, named("Tobias Wren", speaker_kind="document"))).speaker
    assert other is not None
    assert (other.id, other.kind, other.kind_known) == (None, "document", True)
    assert first(kept(1, named(None))).speaker is None


def test_the_latest_wins_and_the_disagreement_stays_visible() -> None:
    one = first(kept(1, named("Tobias Wren"), by="Ann"), kept(2, named("The council"), by="Bob"))
    assert one.speaker is not None
    assert one.speaker.name == "The council"
    assert [judged.standing for judged in one.corrections] == ["overruled", "applied"]
    assert one.disputed == ("speaker",)


def test_the_order_in_which_corrections_are_given_to_it_is_of_no_account() -> None:
    some = [kept(1, named("Tobias Wren")), kept(2, named(None), by="Bob"), kept(3, NotAStatement(about=TWO))]
    assert apply(RECORD, some) == apply(RECORD, reversed(some))


def test_what_is_withdrawn_no_longer_wins() -> None:
    one = first(kept(1, named("Tobias Wren")), kept(2, named("The council"), by="Bob", withdrawn=3))
    assert one.speaker is not None
    assert one.speaker.name == "Tobias Wren"
    assert [judged.standing for judged in one.corrections] == ["applied", "withdrawn"]
    assert one.disputed == ()


def test_a_reader_who_has_changed_his_mind_disagrees_with_nobody_and_who_says_the_same_agrees() -> None:
    assert first(kept(1, named("Tobias Wren")), kept(2, named("The council"))).disputed == ()
    one = first(kept(1, named("Tobias Wren")), kept(2, named("TOBIAS WREN"), by="Bob"))
    assert one.disputed == ()
    assert [judged.standing for judged in one.corrections] == ["applied", "applied"]


def test_no_statement_until_somebody_says_later_what_is_wrong_about_it() -> None:
    gone = kept(1, NotAStatement(about=ONE))
    assert first(gone).removed
    one = first(gone, kept(2, named("Tobias Wren"), by="Bob"))
    assert (one.removed, one.disputed) == (False, ("statement",))
    assert standings(apply(RECORD, [gone, kept(2, named(None), by="Bob")])) == {1: "overruled", 2: "applied"}
    again = first(gone, kept(2, named("Tobias Wren"), by="Bob"), kept(3, NotAStatement(about=ONE), by="Cy"))
    assert again.removed
    assert [judged.standing for judged in again.corrections] == ["applied", "overruled", "applied"]


def test_other_words_of_a_role_and_the_rest_as_it_was() -> None:
    one = first(
        kept(1, OtherSpan(about=ONE, role="content", passages=at(RECORD, "lost the ferry"), manner="mixed")),
        kept(2, OtherSpan(about=ONE, role="cue", passages=())),
    )
    assert RECORD.words(one.content) == "lost the ferry"
    assert (one.cue, one.manner) == ((), "mixed")
    assert one.source == RECORD.statements[0].source


MISSING = Missing(
    source=at(RECORD, "The council"), content=at(RECORD, "it will meet"), manner="indirect", speaker="Wren"
)


def test_what_is_missing_stands_where_it_does_in_the_text() -> None:
    corrected = apply(RECORD, [kept(7, MISSING)])
    assert [one.id for one in corrected.statements] == ["s1", "s2", "s3", "c7"]
    early = Missing(content=at(RECORD, "lost the ferry"), manner="direct")
    assert [one.id for one in apply(RECORD, [kept(7, early)]).statements] == ["s1", "c7", "s2", "s3"]
    one = corrected.statements[-1]
    assert (one.statement, one.manner, RECORD.words(one.content)) == (None, "indirect", "it will meet")


def test_what_readers_added_can_be_corrected_like_any_other() -> None:
    added = apply(RECORD, [kept(7, MISSING)]).statements[-1]
    corrections = [kept(7, MISSING), kept(8, WrongSpeaker(about=added.about, speaker=None), by="Bob")]
    one = apply(RECORD, corrections).statements[-1]
    assert (one.id, one.speaker, one.disputed) == ("c7", None, ("speaker",))
    removed = apply(RECORD, [*corrections, kept(9, NotAStatement(about=added.about))]).statements[-1]
    assert removed.removed


def test_two_readers_who_miss_the_same_words_miss_one_statement() -> None:
    other = msgspec.structs.replace(MISSING, speaker="Somebody Else")
    corrected = apply(RECORD, [kept(7, MISSING), kept(8, other, by="Bob")])
    assert [one.id for one in corrected.statements] == ["s1", "s2", "s3", "c8"]
    assert corrected.statements[-1].disputed == ("speaker",)
    back = apply(RECORD, [kept(7, MISSING), kept(8, other, by="Bob", withdrawn=9)])
    assert [one.id for one in back.statements] == ["s1", "s2", "s3", "c7"]


def test_what_was_missing_and_is_found_by_now_is_not_there_twice() -> None:
    missing = Missing(content=ONE.content, manner="mixed", speaker="The council", speaker_kind="organisation")
    corrected = apply(RECORD, [kept(7, missing)])
    assert [one.id for one in corrected.statements] == ["s1", "s2", "s3"]
    one = corrected.statements[0]
    assert one.speaker is not None
    assert (one.speaker.id, one.manner, one.source) == ("p3", "mixed", ())


def test_after_another_reading_a_correction_applies_to_the_statement_with_the_same_content() -> None:
    s1, s2, _ = RECORD.statements
    again = reread(
        msgspec.structs.replace(s2, id="s1"), msgspec.structs.replace(s1, id="s9", source=(), cue=())
    )
    one, other = apply(again, [kept(1, named("The council"))]).statements
    assert one.corrections == ()
    assert other.speaker is not None
    assert (other.id, other.speaker.name) == ("s9", "The council")


@pytest.mark.parametrize("correction", [named("The council"), NotAStatement(about=ONE)])
def test_where_the_statement_is_gone_the_correction_is_shown_as_of_an_earlier_reading(
    correction: Correction,
) -> None:
    s1, s2, _ = RECORD.statements
    shorter = (msgspec.structs.replace(s1.content[0], end=s1.content[0].end - 1),)
    again = reread(
        msgspec.structs.replace(s1, content=shorter, quote=RECORD.words(shorter)),
        msgspec.structs.replace(s2, id="s2"),
    )
    corrected = apply(again, [kept(1, correction), kept(2, correction, by="Bob", withdrawn=3)])
    assert [one.corrections for one in corrected.statements] == [(), ()]
    assert [one.standing for one in corrected.earlier] == ["earlier reading", "withdrawn"]


def test_of_statements_with_the_same_content_the_one_with_the_same_source_and_cue_is_meant() -> None:
    s1 = RECORD.statements[0]
    twin = msgspec.structs.replace(s1, id="s2", cue=())
    corrected = apply(reread(s1, twin), [kept(1, named("The council"))])
    assert [len(one.corrections) for one in corrected.statements] == [1, 0]
    neither = apply(reread(msgspec.structs.replace(s1, source=()), twin), [kept(1, named("The council"))])
    assert [len(one.corrections) for one in neither.statements] == [0, 0]
    assert [one.standing for one in neither.earlier] == ["earlier reading"]


def test_a_correction_of_a_text_that_has_changed_applies_to_nothing() -> None:
    other = ferry()
    text = other.article.text.replace("Ines", "Ynes")
    changed = msgspec.structs.replace(other, article=msgspec.structs.replace(other.article, text=text))
    corrected = apply(changed, [kept(1, named("The council")), kept(2, checked(RECORD))])
    assert standings(corrected) == {1: "earlier reading", 2: "earlier reading"}


def test_a_check_holds_for_what_was_checked_and_not_for_another_reading() -> None:
    check = kept(5, checked(RECORD))
    assert apply(RECORD, [check]).checked
    relabelled = reread(*(msgspec.structs.replace(one, id=f"x{one.id}") for one in RECORD.statements))
    assert apply(relabelled, [check]).checked
    fewer = apply(reread(*RECORD.statements[:2]), [check])
    assert not fewer.checked
    assert standings(fewer) == {5: "earlier reading"}


def test_a_check_no_longer_holds_once_what_it_rested_on_is_withdrawn() -> None:
    check = kept(5, checked(RECORD))
    assert apply(
        RECORD, [kept(1, named(None)), check, kept(6, NotAStatement(about=TWO), withdrawn=8)]
    ).checked
    assert apply(RECORD, [kept(1, named(None), withdrawn=3), check]).checked
    corrected = apply(RECORD, [kept(1, named(None), withdrawn=6), check])
    assert (corrected.checked, standings(corrected)[5]) == (False, "overruled")


SOME: list[Correction] = [
    named("Tobias Wren"),
    named(None),
    NotAStatement(about=ONE),
    NotAStatement(about=TWO),
    OtherSpan(about=TWO, role="source", passages=()),
    OtherSpan(about=ONE, role="content", passages=at(RECORD, "the ferry")),
    MISSING,
    Missing(content=TWO.content, manner="direct"),
    checked(RECORD),
]
GIVEN = st.lists(
    st.tuples(st.sampled_from(SOME), st.sampled_from("AB"), st.none() | st.integers(0, 30)), max_size=12
)


@given(GIVEN, st.sets(st.integers(0, 2)))
def test_each_correction_is_shown_once_whatever_the_record_has(
    some: list[tuple[Correction, str, int | None]], has: set[int]
) -> None:
    corrections = [
        kept(number, one, by, None if back is None else max(back, number))
        for number, (one, by, back) in enumerate(some, start=1)
    ]
    record = reread(*(RECORD.statements[place] for place in sorted(has)))
    corrected = apply(record, corrections)
    shown = [one.kept.number for one in all_judged(corrected)]
    assert sorted(shown) == [kept.number for kept in corrections]
    for one in corrected.statements:
        active = [judged.kept for judged in one.corrections if judged.kept.withdrawn is None]
        if active:
            latest = [judged for judged in one.corrections if judged.kept == active[-1]]
            assert latest[0].standing == "applied"
            assert one.removed == isinstance(active[-1].correction, NotAStatement)
        assert not any(isinstance(judged.kept.correction, Checked) for judged in one.corrections)


def test_two_thousand_corrections_of_as_many_statements_take_no_time_to_speak_of() -> None:
    record = made_up.record(*(f"Name{number} said thing number {number}" for number in range(2_000)))
    wrong = [
        kept(number, WrongSpeaker(about=statement(record, number), speaker="Name5"))
        for number in range(1, 2_001)
    ]
    shorter = (one.content[0] for one in record.statements)
    missing = [
        kept(
            number,
            Missing(content=passages(record.article.text, [Span(one.start, one.end - 1)]), manner="direct"),
        )
        for number, one in enumerate(shorter, start=3_000)
    ]
    started = time.perf_counter()
    made = corrected_record(record, wrong + missing)
    assert time.perf_counter() - started < 20  # 2 seconds on an idle machine; 150 while it was quadratic
    assert len(made.statements) == 4_000
    assert {one.speaker for one in made.statements} == {"p6", None}
