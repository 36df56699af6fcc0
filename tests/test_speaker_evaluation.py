import json
import re
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.errors import InvalidGold
from onrecord.evaluation import GoldArticle
from onrecord.measures import Attribution
from onrecord.record import Kind, MadeBy, Manner, Record, Span, Speaker, Statement
from onrecord.speaker_evaluation import (
    GoldSpeaker,
    SpeakerFigures,
    SpeakerJudgement,
    by_article,
    figures,
    judge,
    read_speaker_gold,
    same_name,
)

TEXT = "Mayor Ann Smith said it rained. She added that it snowed. Officials said it hailed."
LINE = {
    "id": "a",
    "index": 0,
    "speaker": "Ann Smith",
    "aliases": ["Smith"],
    "kind": "person",
    "manner": "indirect",
}


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ATTRIBUTIONS = tuple(
    Attribution((span(source),), (span(cue),), (span(content),))
    for source, cue, content in (
        ("Mayor Ann Smith", "said", "it rained"),
        ("She", "added", "that it snowed"),
        ("Officials", "said it", "it hailed"),
    )
)
GOLD = GoldArticle("a", TEXT, {"x": ATTRIBUTIONS})


def named(index: int, speaker: str, kind: Kind = "person", manner: Manner = "indirect") -> GoldSpeaker:
    return GoldSpeaker("a", index, speaker, (), kind, manner)


def reading(*speaker_of: str | None) -> Record:
    """A record of the first of the attributions, one for each name; every speaker is given as a person."""
    names = list(dict.fromkeys(name for name in speaker_of if name is not None))
    statements = tuple(
        Statement(
            id=f"s{number + 1}",
            speaker=None if name is None else f"p{names.index(name) + 1}",
            speaker_confidence=None if name is None else 0.9,
            source=one.source,
            cue=one.cue,
            content=one.content,
            quote=TEXT[one.content[0].start : one.content[0].end],
            manner="indirect",
            confidence=0.9,
        )
        for number, (name, one) in enumerate(zip(speaker_of, ATTRIBUTIONS, strict=False))
    )
    speakers = tuple(
        Speaker(id=f"p{number}", name=name, kind="person", mentions=(Span(0, 1),))
        for number, name in enumerate(names, start=1)
    )
    return Record(
        article=Article("a", TEXT), statements=statements, speakers=speakers, made_by=MadeBy("0", "none")
    )


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("ann smith", "Ann Smith"),
        ("Ms. Ann Smith", "Ann Smith"),
        ("the Harbour Board", "Harbour Board"),
        ("U.S. Senate", "US Senate"),
        ("Zoë O'Hara", "Zoe O’Hara"),
        ("Jean-Luc Moreau", "Jean-Luc Moreau."),
    ],
)
def test_names_are_compared_without_case_titles_articles_accents_and_punctuation(
    name: str, accepted: str
) -> None:
    assert same_name(name, [accepted])
    assert same_name(accepted, ["nobody", name])


def test_a_part_of_a_name_is_another_name_and_a_title_alone_is_one() -> None:
    assert not same_name("Smith", ["Ann Smith"])
    assert not same_name("Bob Smith", ["Ann Smith"])
    assert same_name("the president", ["President"])
    assert not same_name("the president", ["the doctor"])


def test_right_wrong_and_none_are_told_apart() -> None:
    speakers = [named(0, "Ann Smith"), named(1, "Ann Smith"), named(2, "Officials", "group")]
    judged = judge([GOLD], speakers, [reading("Ann Smith", "Bob Jones", None)])
    assert [(one.name, one.right) for one in judged] == [
        ("Ann Smith", True),
        ("Bob Jones", False),
        (None, False),
    ]
    assert figures(judged, 3) == SpeakerFigures(
        annotated=3,
        found=3,
        right=1 / 3,
        wrong=1 / 3,
        none=1 / 3,
        pronouns=1,
        pronouns_right=0.0,
        kind=1.0,
        manner=1.0,
    )


def test_an_alias_is_right() -> None:
    speaker = GoldSpeaker("a", 0, "Annabel Smith", ("Ann Smith", "the mayor"), "person", "indirect")
    (judged,) = judge([GOLD], [speaker], [reading("Ann Smith")])
    assert judged.right


def test_what_the_reading_missed_is_annotated_but_not_found() -> None:
    judged = judge([GOLD], [named(0, "Ann Smith"), named(2, "Officials")], [reading("Ann Smith")])
    found = figures(judged, 2)
    assert (found.annotated, found.found, found.right) == (2, 1, 1.0)


def test_articles_and_attributions_for_which_no_speaker_is_named_are_left_out() -> None:
    other = GoldArticle("b", TEXT, {"x": ATTRIBUTIONS})
    judged = judge(
        [other, GOLD], [named(1, "Ann Smith")], [reading("Bob"), reading("Ann Smith", "Ann Smith")]
    )
    assert [(one.gold.index, one.right, one.unnamed_source) for one in judged] == [(1, True, True)]


def test_kind_counts_of_the_right_ones_and_manner_of_all() -> None:
    speakers = [named(0, "Ann Smith", "group", "direct"), named(1, "Bob", "group", "indirect")]
    found = figures(judge([GOLD], speakers, [reading("Ann Smith", "Ann Smith")]), 2)
    assert (found.kind, found.manner) == (0.0, 0.5)


def test_figures_of_nothing_are_noughts() -> None:
    empty: list[SpeakerJudgement] = []
    assert figures(empty, 4) == SpeakerFigures(4, 0, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("speakers", "why"),
    [
        (
            [GoldSpeaker("b", 0, "Ann", (), "person", "direct")],
            "named for b, which is not among the articles",
        ),
        ([named(3, "Ann")], "a has no attribution number 3"),
        ([named(1, "Ann"), named(1, "Bob")], "attribution number 1 of a has two speakers"),
    ],
)
def test_speakers_that_do_not_fit_the_articles_are_refused(speakers: list[GoldSpeaker], why: str) -> None:
    with pytest.raises(InvalidGold, match=why):
        by_article([GOLD], speakers)


def test_a_file_of_speakers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "speakers.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n\n{json.dumps(LINE | {'index': 1, 'sure': False})}\n", "utf-8")
    first, second = read_speaker_gold(path)
    assert (first.speaker, first.aliases, first.sure) == ("Ann Smith", ("Smith",), True)
    assert (second.index, second.sure) == (1, False)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "has no speakers"),
        (b"{not json\n", "speakers.jsonl:1 does not name a speaker"),
        (
            json.dumps(LINE | {"kind": "ghost"}).encode(),
            "does not name a speaker: Invalid enum value 'ghost'",
        ),
        (json.dumps(LINE | {"index": -1}).encode(), "does not name a speaker"),
        (json.dumps(LINE).encode() + b"\n[1]\n", "speakers.jsonl:2 does not name a speaker"),
        (b"\xff\xfe\x00", "does not name a speaker"),
        (b"\x1f\x8b\x08 no gzip", "speakers.jsonl"),
    ],
)
def test_a_file_that_does_not_name_speakers_throughout_is_refused(
    tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "speakers.jsonl"
    path.write_bytes(data)
    with pytest.raises(InvalidGold, match=re.escape(why)):
        read_speaker_gold(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidGold):
        read_speaker_gold(tmp_path / "nowhere.jsonl")
