"""What a reader says on the page becomes the correction that is meant, or a sentence why not."""

import made_up
import pytest

from onrecord.corrections import Checked, Missing, NotAStatement, OtherSpan, WrongSpeaker, apply
from onrecord.errors import InvalidCorrection
from onrecord.record import Span
from onrecord.web.correcting import Said, correction_of

RECORD = made_up.record("Ann Smith said we lost 😀 again", "Bob Jones said no")
CORRECTED = apply(RECORD, ())


def test_a_speaker_of_the_article_is_chosen_by_id() -> None:
    found = correction_of(CORRECTED, Said(kind="speaker", statement="s2", who="p1"))
    assert isinstance(found, WrongSpeaker)
    assert (found.speaker, found.speaker_kind, found.about.statement) == ("Ann Smith", "person", "s2")


def test_somebody_else_is_named_and_nobody_is_nobody() -> None:
    named = correction_of(CORRECTED, Said(kind="speaker", statement="s2", name="  Cy  Young "))
    assert isinstance(named, WrongSpeaker) and named.speaker == "Cy Young"
    nobody = correction_of(CORRECTED, Said(kind="speaker", statement="s2", who="nobody", name="Cy"))
    assert isinstance(nobody, WrongSpeaker) and nobody.speaker is None


def test_typed_words_are_found_nearest_to_the_statement_and_places_go_before_them() -> None:
    typed = correction_of(CORRECTED, Said(kind="span", statement="s2", role="cue", words="said"))
    assert isinstance(typed, OtherSpan)
    assert [one.span for one in typed.passages] == [RECORD.statements[1].cue[0]]
    placed = correction_of(
        CORRECTED, Said(kind="span", statement="s1", role="content", words="lost", words_at="15-17 18-22")
    )
    assert isinstance(placed, OtherSpan)
    assert [one.words for one in placed.passages] == ["we", "lost"]


def test_pieces_that_do_not_stand_together_are_typed_with_dots_between() -> None:
    found = correction_of(
        CORRECTED, Said(kind="span", statement="s1", role="content", words="again … we lost")
    )
    assert isinstance(found, OtherSpan)
    assert [one.words for one in found.passages] == ["we lost", "again"]


def test_no_words_mean_that_there_is_no_source() -> None:
    found = correction_of(CORRECTED, Said(kind="span", statement="s1", role="source"))
    assert isinstance(found, OtherSpan) and found.passages == ()


def test_a_missing_statement_has_its_source_and_cue_beside_its_content() -> None:
    found = correction_of(
        CORRECTED,
        Said(kind="missing", content="lost 😀", source="Ann Smith", cue="said", who="p1", manner="direct"),
    )
    assert isinstance(found, Missing)
    assert [one.span for one in found.cue] == [Span(10, 14)]
    assert (found.speaker, found.manner) == ("Ann Smith", "direct")


def test_a_check_and_a_statement_that_is_none() -> None:
    assert isinstance(correction_of(CORRECTED, Said(kind="checked")), Checked)
    assert isinstance(correction_of(CORRECTED, Said(kind="not_a_statement", statement="s1")), NotAStatement)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(kind="speaker", statement="s9", who="p1"), "there is no statement s9"),
        (Said(kind="not_a_statement"), "there is no statement given"),
        (Said(kind="speaker", statement="s1"), "say who it was"),
        (Said(kind="speaker", statement="s1", who="p7"), "there is no speaker p7"),
        (Said(kind="span", statement="s1", words="we"), "say which words are others"),
        (Said(kind="span", statement="s1", role="content"), "a statement has content"),
        (
            Said(kind="span", statement="s1", role="content", words="they won"),
            "does not stand in the article",
        ),
        (Said(kind="span", statement="s1", role="cue", words_at="1-900"), "runs past the end"),
        (Said(kind="span", statement="s1", role="cue", words_at="x"), "120-160"),
        (Said(kind="missing", content="said", who="nobody"), "stands in 2 places"),
        (Said(kind="not_a_statement", statement="s1", seen_at="3-9"), "look again"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(said: Said, why: str) -> None:
    with pytest.raises(InvalidCorrection, match=why):
        correction_of(CORRECTED, said)
