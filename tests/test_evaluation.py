import json
from pathlib import Path

import pytest
from fake_reader import FakeReader

from onrecord.errors import InvalidGold
from onrecord.evaluation import attributions_of, evaluate, prediction_line, read_gold
from onrecord.record import Record

LINE = {
    "id": "a",
    "text": "“We lost,” Ann said.",
    "annotators": {
        "b": [],
        "a": [{"source": [[11, 14]], "cue": [[15, 19]], "content": [[0, 10]]}],
    },
    "ner": [],
}


def gold_file(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_first_annotator_by_name_is_the_gold(tmp_path: Path) -> None:
    (gold,) = read_gold(gold_file(tmp_path, LINE))
    assert len(gold.attributions) == 1


def test_an_evaluation_scores_what_the_reader_finds(tmp_path: Path) -> None:
    evaluation, (record,) = evaluate(read_gold(gold_file(tmp_path, LINE)), FakeReader().read_many)
    assert evaluation.measures["exact"].f1 == 1.0
    assert evaluation.measures["attributed"].f1 == 0.0
    assert (evaluation.articles, evaluation.words) == (1, 4)
    assert evaluation.words_per_second > 0
    assert json.loads(prediction_line(record)) == {
        "id": "a",
        "attributions": [{"source": [], "cue": [], "content": [[0, 10]]}],
    }


def test_statements_inside_another_are_not_scored(record: Record) -> None:
    (only,) = attributions_of(record)
    assert only.content == record.statements[0].content


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "no articles"),
        ([LINE, {"id": "b", "text": "One."}], "gold.jsonl:2 is not an annotated article"),
        ([LINE | {"annotators": {}}], "gold.jsonl:1 has no annotators"),
        ([LINE | {"annotators": {"a": [{"content": [[5, 5]]}]}}], "is empty"),
    ],
)
def test_a_file_that_is_not_gold_throughout_is_refused(tmp_path: Path, lines: list[object], why: str) -> None:
    with pytest.raises(InvalidGold, match=why):
        read_gold(gold_file(tmp_path, *lines))


def test_a_gold_span_past_the_end_of_its_text_is_refused(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "text": "He left.",
        "annotators": {"x": [{"source": [], "cue": [], "content": [[0, 99]]}]},
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    with pytest.raises(InvalidGold, match="runs past the text's end"):
        read_gold(path)
