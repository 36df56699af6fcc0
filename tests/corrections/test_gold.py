"""Corrected articles are annotated ones that training and `onrecord evaluate` read."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import made_up
import msgspec
import pytest
from corrected_articles import START, at, ferry, statement
from made_up import NEWER
from tokenizers import Tokenizer

import onrecord
from examples import polnear
from onrecord.corrections import (
    Annotated,
    Missing,
    NotAStatement,
    OtherSpan,
    WrongSpeaker,
    annotated,
    checked,
    corrections_of,
    keep,
    withdraw,
)
from onrecord.evaluation import attributions_of, evaluate, read_gold
from onrecord.record import Record
from onrecord.speaker_evaluation import by_article, figures, judge, read_speaker_gold
from onrecord.statements.decoding import B_CONTENT, B_CUE, B_SOURCE
from onrecord.store import Store

RECORD = ferry()
TOKENIZER = Path(onrecord.__file__).parent / "statements" / "model" / "tokenizer.json"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with Store.open(store_url) as store:
        store.put([RECORD, made_up.record("Ann Holt said five", id="a.txt")])
        yield store


def correct(store: Store) -> None:
    """Another speaker, one statement less, one more, inside and outside of others; then all of it checked."""
    one, two = statement(RECORD, 1), statement(RECORD, 2)
    keep(store, 1, WrongSpeaker(about=one, speaker="The council", aliases=("Council",)), by="Ann")
    keep(store, 1, NotAStatement(about=two), by="Bob")
    keep(store, 1, Missing(content=at(RECORD, "nothing"), manner="direct", speaker="Oona Marsh"), by="Ann")
    keep(store, 1, Missing(content=at(RECORD, "the ferry"), manner="direct", speaker="Bob"), by="Ann")
    keep(store, 1, checked(RECORD), by="Cy")


def of_first(store: Store, partly: bool = False) -> Annotated:
    found = annotated(store, 1, partly=partly)
    assert found is not None
    return found


def words(text: str, spans: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_a_line_has_what_polnears_have(store: Store) -> None:
    correct(store)
    line = json.loads(msgspec.json.encode(of_first(store).article))
    assert line | {"annotators": 0} == {
        "id": "a.txt",
        "publisher": "The Harbour Post",
        "date": "2016-05-02",
        "title": None,
        "text": RECORD.article.text,
        "annotators": 0,
        "checked": True,
        "readers": ["Ann", "Bob", "Cy"],
        "corrections": 4,
        "made_by": {"onrecord": "0.1.0", "model": "older"},
    }
    ((annotator, gold),) = line["annotators"].items()
    assert annotator == "readers"
    assert [words(line["text"], one["content"]) for one in gold] == [
        ["we lost the ferry"], ["nothing"], ["it will meet in May"],
    ]  # fmt: skip


def test_training_reads_what_was_written(store: Store, tmp_path: Path) -> None:
    correct(store)
    path = tmp_path / "train.jsonl.gz"
    with gzip.open(path, "wb") as out:
        out.write(msgspec.json.encode(of_first(store).article) + b"\n")
    (example,) = polnear(path, Tokenizer.from_file(str(TOKENIZER)))
    text, tagged = RECORD.article.text, example.words
    contents = [
        text[tagged.start[a] : tagged.end[b - 1]] for one in example.attributions for a, b in one.content
    ]
    assert contents == ["we lost the ferry", "nothing", "it will meet in May"]
    begun = [int(tag) for tag in example.tags if tag in (B_SOURCE, B_CUE, B_CONTENT)]
    assert begun == [B_SOURCE, B_CUE, B_CONTENT, B_CONTENT, B_SOURCE, B_CUE, B_CONTENT]


def test_evaluate_measures_by_it(store: Store, tmp_path: Path) -> None:
    correct(store)
    found = of_first(store)
    path, speakers_path = tmp_path / "gold.jsonl", tmp_path / "speakers.jsonl"
    path.write_bytes(msgspec.json.encode(found.article) + b"\n")
    speakers_path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in found.speakers))
    gold, speakers = read_gold(path), read_speaker_gold(speakers_path)
    named = {
        place: (one.speaker, one.kind, one.sure) for place, one in by_article(gold, speakers)["a.txt"].items()
    }
    assert named == {
        0: ("The council", "organisation", True),
        1: ("Oona Marsh", "person", False),
        2: ("The council", "organisation", True),
    }
    assert speakers[0].aliases == ("Council",)
    # The machine's own record against it: it has one too many, lacks one, and one of its speakers is wrong.
    evaluation, records = evaluate(gold, lambda articles: iter([RECORD for _ in articles]))
    score = evaluation.measures["exact"]
    assert (round(score.precision, 3), round(score.recall, 3)) == (0.667, 0.667)
    assert figures(judge(gold, speakers, records), len(speakers)).right == 0.5


def test_an_article_that_nobody_checked_is_left_out_or_marked_and_names_only_corrected_speakers(
    store: Store,
) -> None:
    assert annotated(store, 1, partly=True) is None
    keep(store, 1, WrongSpeaker(about=statement(RECORD, 2), speaker="The council"), by="Ann")
    assert annotated(store, 1) is None
    found = of_first(store, partly=True)
    assert (found.article.checked, found.article.readers) == (False, ("Ann",))
    assert [(one.index, one.speaker) for one in found.speakers] == [(1, "The council")]
    assert len(found.article.annotators["readers"]) == 3


def test_readers_who_disagree_are_not_sure(store: Store) -> None:
    keep(store, 1, WrongSpeaker(about=statement(RECORD, 2), speaker="The council"), by="Ann", at=START)
    keep(store, 1, WrongSpeaker(about=statement(RECORD, 2), speaker="Ines Calloway"), by="Bob")
    keep(store, 1, checked(RECORD), by="Bob")
    assert [(one.index, one.sure) for one in of_first(store).speakers] == [(0, True), (1, False), (2, True)]


def test_what_nobody_can_tell_names_nobody(store: Store) -> None:
    keep(store, 1, WrongSpeaker(about=statement(RECORD, 2), speaker=None), by="Ann")
    keep(store, 1, checked(RECORD), by="Ann")
    assert [one.index for one in of_first(store).speakers] == [0, 2]


def test_a_check_outlives_another_reading_with_what_was_checked(store: Store) -> None:
    correct(store)
    before = of_first(store)
    worse: Record = msgspec.structs.replace(ferry(made_by=NEWER), statements=RECORD.statements[1:2])
    store.put([worse], replace=True)
    assert store.record(1).statements == worse.statements
    assert of_first(store) == before


def test_a_check_that_was_withdrawn_or_rested_on_what_was_withdrawn_holds_no_longer(store: Store) -> None:
    correct(store)
    by_kind = {kept.by: kept.number for kept in corrections_of(store, 1)}
    withdraw(store, by_kind["Bob"], "Bob")
    assert annotated(store, 1) is None
    again = keep(store, 1, checked(RECORD), by="Cy")
    gold = of_first(store).article.annotators["readers"]
    # What stood alone while the second was removed is inside it again, and so left out.
    assert [one.content for one in gold] == [one.content for one in RECORD.statements]
    withdraw(store, again.number, "Cy")
    assert annotated(store, 1) is None


def test_two_articles_of_one_id_are_told_apart(store: Store) -> None:
    keep(store, 1, checked(RECORD), by="Ann")
    keep(store, 2, checked(store.record(2)), by="Ann")
    second = annotated(store, 2)
    assert second is not None
    assert (of_first(store).article.id, second.article.id) == ("a.txt", "a.txt#2")
    assert {one.id for one in second.speakers} == {"a.txt#2"}


def test_a_checked_record_that_is_right_as_it_is_is_its_own_gold(store: Store) -> None:
    keep(store, 1, checked(RECORD), by="Ann")
    gold = of_first(store).article.annotators["readers"]
    assert [(one.source, one.cue, one.content) for one in gold] == [
        (one.source, one.cue, one.content) for one in attributions_of(RECORD)
    ]


def test_another_span_is_the_gold_span(store: Store) -> None:
    other = OtherSpan(about=statement(RECORD, 1), role="content", passages=at(RECORD, "lost the ferry"))
    keep(store, 1, other, by="Ann")
    gold = of_first(store, partly=True).article.annotators["readers"]
    assert RECORD.words(gold[0].content) == "lost the ferry"
