"""The command line, with a reader that needs no model."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import fake_reader
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.formats import FORMS, Form
from onrecord.record import Record

FAKE = [sys.executable, fake_reader.__file__]


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "onrecord.reader", fake_reader.module())
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("“We lost,” Ann said.", encoding="utf-8")
    Path("b.txt").write_text("“We won,” Bob said. “Did we?”", encoding="utf-8")
    Path("bad.txt").write_bytes(b"\0\1\2")


def run(*args: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(main, args, input=input)


def test_a_report_is_what_read_prints() -> None:
    result = run("read", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "a.txt\n"
        "1 statement · 1 direct\n"
        "1 statement without a speaker\n"
        "\n"
        "Speaker unknown · 1 statement\n"
        "  s1  (no source or cue) · direct · 90%\n"
        "      “We lost,”\n"
    )


def test_json_is_an_object_for_one_article_and_an_array_for_several() -> None:
    one = json.loads(run("read", "a.txt", "--format", "json").stdout)
    assert one["article"]["id"] == "a.txt"
    several = json.loads(run("read", "a.txt", "b.txt", "--format", "json").stdout)
    assert [record["article"]["id"] for record in several] == ["a.txt", "b.txt"]


def test_json_is_an_array_for_several_articles_of_which_one_could_be_read() -> None:
    assert len(json.loads(run("read", "a.txt", "bad.txt", "--format", "json").stdout)) == 1


def test_json_lines_are_records() -> None:
    lines = run("read", "a.txt", "b.txt", "--format", "jsonl").stdout.splitlines()
    assert [len(Record.from_json(line).statements) for line in lines] == [1, 2]


def test_csv_has_a_row_a_statement() -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", "a.txt", "b.txt", "--format", "csv").stdout)))
    assert [row["quote"] for row in rows] == ["“We lost,”", "“We won,”", "“Did we?”"]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_goes_to_a_file_and_the_same_to_standard_output(form: Form) -> None:
    args = ("read", "a.txt", "b.txt", "--format", form.name)
    result = run(*args, "--output", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    printed = run(*args)
    assert printed.exit_code == 0
    if form.name != "spacy":
        assert printed.stdout_bytes == Path("out").read_bytes() != b""
    assert all(line.startswith(f"{form.name}: ") for line in printed.stderr.splitlines())


def test_what_a_form_cannot_carry_is_told_counted_on_standard_error() -> None:
    assert run("read", "a.txt", "b.txt", "--format", "schema-org").stderr == (
        "schema-org: 3 statements are without their offsets, cues, tones and confidence: "
        "schema.org has none of them.\n"
    )


def test_the_report_goes_to_a_file_as_well() -> None:
    assert run("read", "a.txt", "-o", "report.txt").stdout == ""
    assert Path("report.txt").read_text("utf-8") == run("read", "a.txt").stdout


@pytest.mark.parametrize("form", ["text", "json", "csv", "parquet", "web-annotation"])
def test_where_nothing_can_be_read_a_file_stays_as_it_is(form: str) -> None:
    Path("out").write_text("before")
    assert run("read", "bad.txt", "--format", form, "-o", "out").exit_code == 2
    assert Path("out").read_text() == "before"
    assert run("read", "a.txt", "--format", form, "-o", "no/where").exit_code == 2


@pytest.mark.parametrize("form", [form.name for form in FORMS.values() if form.binary])
def test_bytes_are_refused_to_a_terminal_in_a_sentence(form: str) -> None:
    terminal, other = pty.openpty()
    run = subprocess.run([*FAKE, "read", "a.txt", "--format", form], stdout=other, stderr=subprocess.PIPE)
    os.close(other)
    os.close(terminal)
    assert run.returncode == 2
    assert run.stderr.decode() == f"Error: {form} is no text for a terminal: give --output FILE\n"


def test_standard_input_is_an_article() -> None:
    result = run("read", "-", "--format", "json", input="“No,” he said.".encode())
    assert json.loads(result.stdout)["statements"][0]["quote"] == "“No,”"


def test_skipped_articles_are_named_with_why_and_the_exit_code_is_1() -> None:
    result = run("read", "a.txt", "bad.txt", "b.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "skipped bad.txt: is binary data, not text\n2 articles read, 1 skipped\n"
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["read", "missing.txt"], "Error: there is no file or folder missing.txt"),
        (["read", "a.txt", "*.html"], "Error: no file matches the pattern *.html"),
        (["read", "bad.txt"], "Error: nothing could be read"),
        (["read", "empty"], "Error: there are no files to read"),
        (["read"], "Error: Missing argument 'PATH...'."),
        (["read", "a.txt", "--format", "xml"], "Error: Invalid value for '--format'"),
        (["raed"], "Error: No such command 'raed'."),
        (
            ["evaluate", "missing.jsonl"],
            "Error: Invalid value for 'GOLD': File 'missing.jsonl' does not exist.",
        ),
        (
            ["evaluate", "a.txt", "--speakers", "missing.jsonl"],
            "Error: Invalid value for '--speakers': File 'missing.jsonl' does not exist.",
        ),
        (["evaluate", "a.txt"], "Error: a.txt:1 is not an annotated article"),
        (["evaluate", "bad.txt", "--save", "no/where"], "Error: Invalid value for '--save'"),
    ],
)
def test_what_could_not_run_says_so_in_a_sentence_with_exit_code_2(args: list[str], sentence: str) -> None:
    Path("empty").mkdir()
    result = run(*args)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_error_nobody_foresaw_is_a_sentence_and_a_traceback_only_on_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the sky\nfell")

    monkeypatch.setattr(fake_reader.FakeReader, "read_many", fail)
    result = run("read", "a.txt")
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)
    assert "RuntimeError: the sky fell" in result.stderr
    result = run("read", "a.txt", "--debug")
    assert (result.exit_code, "Traceback" in result.stderr) == (2, True)


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fake_reader.FakeReader, "read_many", interrupt)
    result = run("read", "a.txt")
    assert (result.exit_code, result.output) == (130, "")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "parquet", "web-annotation"])
def test_output_into_head_prints_no_error(form: str) -> None:
    Path("many.jsonl").write_text((json.dumps({"text": "“One.” " * 50}) + "\n") * 300, encoding="utf-8")
    with subprocess.Popen(
        [*FAKE, "read", "many.jsonl", "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_output_is_utf8_whatever_the_locale() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    for form in ("text", "json", "csv"):
        done = subprocess.run(
            [*FAKE, "read", "a.txt", "--format", form],
            env=os.environ | ascii_only,
            capture_output=True,
            check=True,
        )
        assert "“We lost,”" in done.stdout.decode("utf-8")


def gold_line() -> str:
    annotated = {"source": [[11, 14]], "cue": [[15, 19]], "content": [[0, 10]]}
    return json.dumps({"id": "a", "text": "“We lost,” Ann said.", "annotators": {"x": [annotated]}}) + "\n"


def test_evaluate_prints_the_measures_and_saves_what_was_found() -> None:
    Path("gold.jsonl").write_text(gold_line(), encoding="utf-8")
    result = run("evaluate", "gold.jsonl", "--save", "found.jsonl")
    assert result.exit_code == 0
    assert "exact              100.0%  100.0%  100.0%" in " ".join(result.stdout.splitlines())
    assert "articles: 1; 4 words in" in result.stdout
    assert json.loads(Path("found.jsonl").read_text(encoding="utf-8"))["id"] == "a"


def test_evaluate_as_json() -> None:
    Path("gold.jsonl").write_text(gold_line(), encoding="utf-8")
    figures = json.loads(run("evaluate", "gold.jsonl", "--format", "json").stdout)
    assert figures["articles"] == 1
    assert figures["measures"]["found"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


SPEAKER = {"id": "a", "index": 0, "speaker": "Ann", "aliases": [], "kind": "person", "manner": "direct"}


def test_evaluate_measures_speakers_where_a_file_names_them() -> None:
    Path("gold.jsonl").write_text(gold_line() + gold_line().replace('"id": "a"', '"id": "b"'), "utf-8")
    Path("speakers.jsonl").write_text(json.dumps(SPEAKER), encoding="utf-8")
    shown = run("evaluate", "gold.jsonl", "--speakers", "speakers.jsonl").stdout
    assert shown.partition("words a second\n")[2] == (
        "\n"
        "speakers of 1 attributions, of which 1 were found\n"
        "right                0.0%\n"
        "wrong                0.0%\n"
        "none               100.0%\n"
        "pronouns             0.0%  right of 0 whose source is a pronoun or missing\n"
        "kind                 0.0%  right of those with the right speaker\n"
        "manner             100.0%  right\n"
    )
    told = json.loads(
        run("evaluate", "gold.jsonl", "--speakers", "speakers.jsonl", "--format", "json").stdout
    )
    assert (told["articles"], told["speakers"]["found"], told["speakers"]["none"]) == (2, 1, 1.0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "Error: speakers.jsonl has no speakers"),
        ("{}", "Error: speakers.jsonl:1 does not name a speaker"),
        (
            json.dumps(SPEAKER | {"id": "z"}),
            "Error: a speaker is named for z, which is not among the articles",
        ),
        (json.dumps(SPEAKER | {"index": 7}), "Error: a has no attribution number 7"),
    ],
)
def test_speakers_that_cannot_be_used_are_refused_in_a_sentence_before_anything_is_read(
    line: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(fake_reader.FakeReader, "read_many", fail)
    Path("gold.jsonl").write_text(gold_line(), encoding="utf-8")
    Path("speakers.jsonl").write_text(line, encoding="utf-8")
    result = run("evaluate", "gold.jsonl", "--speakers", "speakers.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(why)
    assert len(result.stderr.splitlines()) == 1


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in main.commands)
