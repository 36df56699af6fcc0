"""The scorer of the benchmark of typed edits, and how well onrecord does on a small part of it."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typed_edits import item, scoring, transcripts
from typed_edits.making import Maker
from typed_edits.transcripts import Transcripts

from onrecord.verify import SourceIndex, verify_quotation

HERE = Path(__file__).parents[2] / "benchmarks" / "verification"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def items() -> list[Json]:
    sources = Transcripts(transcripts.read(HERE / "sources" / "hearings.jsonl"))
    held_out = Transcripts(transcripts.read(HERE / "held_out" / "hearings.jsonl"))
    found = Maker(sources, held_out, seed=5, most=4).items(HERE / "paraphrases.tsv")
    return [json.loads(json.dumps(asdict(one))) for one in found]


def perfect(one: Json) -> Json:
    places = [{**place, "text": ""} for place in one["places"]]
    category = {"category": one["category"]} if one["category"] else {}
    return {
        "article": one["id"],
        "verdict": one["verdict"],
        "severity": one["severity"],
        "found": places[0] if places else None,
        "elsewhere": places[1:],
        "differences": [{"kind": "replaced", **edit, **category} for edit in one["edits"]],
    }


def test_perfect_answers_score_a_hundred(items: list[Json]) -> None:
    found = scoring.figures(scoring.paired(items, map(perfect, items)))
    for name in ("verdict, single edits", "verdict, several edits", "severity", "place"):
        assert found[name][0] == 100.0
    assert found["all places of what is spliced"][0] == found["edited words in a difference"][0] == 100.0
    assert found["changes of meaning"]["recall"][0] == found["changes of meaning"]["precision"][0] == 100.0


def test_a_verifier_that_says_verbatim_to_everything_has_the_share_of_what_is(items: list[Json]) -> None:
    answers = [
        {"article": one["id"], "verdict": "verbatim", "severity": "none", "found": None} for one in items
    ]
    found = scoring.figures(scoring.paired(items, answers))
    single = [one for one in items if one["kind"] not in ("several_light", "several_meaning")]
    verbatim = sum(one["verdict"] == "verbatim" for one in single)
    assert found["verdict, single edits"] == [round(100 * verbatim / len(single), 2), len(single)]
    assert found["changes of meaning"]["recall"][0] == found["place"][0] == 0.0


def test_a_place_counts_where_half_of_both_spans_is_common() -> None:
    place = {"document": "d", "turn": 1, "span": [100, 200]}
    assert scoring.is_same(place, {"document": "d", "turn": 1, "span": [120, 220]})
    assert not scoring.is_same(place, {"document": "d", "turn": 1, "span": [160, 260]})
    assert not scoring.is_same(place, {"document": "d", "turn": 2, "span": [100, 200]})


def test_a_verdict_that_nobody_can_call_wrong_counts_as_right() -> None:
    one = {"verdict": "altered", "also": ["elided"]}
    assert scoring.is_right_verdict(one, {"verdict": "elided"})
    assert not scoring.is_right_verdict(one, {"verdict": "verbatim"})


def test_a_missing_or_strange_answer_is_named(items: list[Json]) -> None:
    with pytest.raises(ValueError, match=f"1 items have no answer, the first {items[0]['id']}"):
        scoring.paired(items, map(perfect, items[1:]))
    with pytest.raises(ValueError, match="one for what"):
        scoring.paired(items, [*map(perfect, items), {"article": "what"}])


def test_the_commands_make_items_and_score_answers(tmp_path: Path) -> None:
    made, answers = tmp_path / "items.jsonl", tmp_path / "answers.jsonl"
    hearings = ["--sources", str(HERE / "sources" / "hearings.jsonl"), "--each", "2"]
    assert run("generate.py", str(made), *hearings).returncode == 0
    items = list(item.read(made))
    answers.write_text("".join(json.dumps(perfect(one)) + "\n" for one in items))
    done = run("score.py", str(made), str(answers))
    assert done.returncode == 0
    assert "100.00 % of" in done.stdout


def test_bad_input_gets_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    done = run("generate.py", str(tmp_path / "items.jsonl"), "--sources", str(tmp_path / "none"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "there is no transcript" in done.stderr
    (tmp_path / "bad.jsonl").write_text("[1]\n")
    done = run("score.py", str(tmp_path / "bad.jsonl"), str(tmp_path / "bad.jsonl"))
    assert (done.returncode, done.stderr.strip()) == (2, f"{tmp_path}/bad.jsonl:1 is not an object")


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE / script), *arguments], capture_output=True, text=True, check=False
    )


def test_onrecord_stays_above_its_floor(items: list[Json], tmp_path: Path) -> None:
    index, _ = SourceIndex.build(tmp_path / "index", [HERE / "sources" / "hearings.jsonl"])
    answers = []
    for one in items:
        answer = msgspec.to_builtins(verify_quotation(one["quote"], index))
        answers.append({**answer, "article": one["id"]})
    found = scoring.figures(scoring.paired(items, answers))
    assert found["verdict, single edits"][0] >= 97
    assert found["changes of meaning"]["recall, the six of the target"][0] >= 95
    assert found["changes of meaning"]["precision"][0] >= 90
