"""onrecord verify, and read --against, with a reader that needs no model."""

import json
import sys
from pathlib import Path

import fake_reader
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main

SOURCES = str(Path(__file__).parent / "sources")
ARTICLE = (
    "“The crossing costs $80,000 a month,” the mayor said. “A ferry is a street,” Pell said.\n\n"
    "“The moon is a cheese of considerable size,” he said."
)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "onrecord.reader", fake_reader.module())
    monkeypatch.chdir(tmp_path)
    line = {"id": "a", "title": "Ferry <1>", "text": ARTICLE, "published": "2031-03-05"}
    Path("a.jsonl").write_text(json.dumps(line), encoding="utf-8")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def verify(*args: str) -> Result:
    return run("verify", "a.jsonl", "--against", SOURCES, "--index", "index", *args)


def test_the_quotation_stands_over_its_source_with_the_differing_words_marked() -> None:
    result = verify()
    assert result.exit_code == 0
    assert "6 source documents indexed" in result.stderr
    shown = " ".join(result.stdout.split())
    assert "3 quotations · 1 altered · 1 verbatim · 1 not found · 1 changed in meaning" in shown
    assert "The crossing costs {+$80,000+} a month," in shown
    assert "The crossing costs [-$30,000-] a month" in shown
    assert "Debate on the ferry, Sandrick council · 2031-03-04 · INES CALLOWAY · turn 1" in shown


def test_json_lines_are_verifications() -> None:
    lines = [json.loads(line) for line in verify("--format", "jsonl").stdout.splitlines()]
    assert [line["verdict"] for line in lines] == ["altered", "verbatim", "not_found"]
    assert lines[0]["differences"][0]["category"] == "number" and lines[2]["found"] is None


def test_the_page_needs_nothing_else_and_escapes_what_it_shows() -> None:
    page = verify("--format", "html").stdout
    assert page.startswith("<!doctype html>") and page.rstrip().endswith("</html>")
    assert "<ins>$80,000</ins>" in page and "<del>$30,000</del>" in page
    assert "Ferry &lt;1&gt;" in page and "<script" not in page and "http" not in page


def test_an_index_is_built_once_and_can_be_named_alone() -> None:
    verify()
    result = run("verify", "a.jsonl", "--index", "index", "--format", "jsonl")
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (0, "", 3)


def test_read_adds_the_verifications_to_the_report_and_to_json() -> None:
    report = run("read", "a.jsonl", "--against", SOURCES, "--index", "index").stdout
    assert "Against the sources" in report and "{+$80,000+}" in report
    one = json.loads(run("read", "a.jsonl", "--index", "index", "--format", "json").stdout)
    assert [found["verdict"] for found in one["verifications"]] == ["altered", "verbatim", "not_found"]
    assert one["article"]["id"] == "a"
    several = json.loads(run("read", "a.jsonl", "a.jsonl", "--index", "index", "--format", "json").stdout)
    assert len(several) == 2 and len(several[1]["verifications"]) == 3


def test_a_source_that_cannot_be_read_is_named_and_the_rest_counts() -> None:
    Path("sources").mkdir()
    Path("sources/good.txt").write_text("A ferry is a street. Nobody asks a street to turn a profit.")
    Path("sources/bad.bin").write_bytes(b"\0\1\2")
    result = run("verify", "a.jsonl", "--against", "sources", "--format", "jsonl")
    assert result.exit_code == 0
    assert "skipped sources/bad.bin: is binary data, not text" in result.stderr
    assert Path("sources/.onrecord-index/index.json").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["verify", "a.jsonl"], "say with --against what the quotations are to be checked against"),
        (["verify", "a.jsonl", "--against", "none"], "there is no file or folder none"),
        (["verify", "none.txt", "--against", SOURCES], "there is no file or folder none.txt"),
        (["verify", "a.jsonl", "--index", "none"], "there is no index of sources in none"),
        (["verify", "a.jsonl", "--against", "empty.txt"], "there are no source documents at empty.txt"),
        (["verify", "a.jsonl", "--against", SOURCES, "--index", "a.jsonl/x"], "cannot be kept in a.jsonl/x"),
        (["verify", "bad.bin", "--against", SOURCES, "--index", "i"], "nothing could be read"),
        (["read", "a.jsonl", "--against", SOURCES, "--format", "csv"], "text, json and jsonl, not with csv"),
    ],
)
def test_what_could_not_run_says_so_in_a_sentence_with_exit_code_2(args: list[str], sentence: str) -> None:
    Path("empty.txt").write_text("")
    Path("bad.bin").write_bytes(b"\0\1\2")
    result = run(*args)
    assert result.exit_code == 2
    assert sentence in result.stderr and "Traceback" not in result.stderr
