"""Bad input through the command line and the whole reading: refused by name, or read; never a traceback.

What the sources make of each kind of file is held in tests/sources.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import Reader, Record
from onrecord.cli import main

REPOSITORY = Path(__file__).parents[1]
QUOTATION = "“We lost the game in the very last minute.”"
COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()", "read"]


@pytest.fixture(scope="module")
def loaded() -> Reader:
    return Reader()


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loaded: Reader) -> None:
    monkeypatch.setattr("onrecord.reader.Reader", lambda: loaded)
    monkeypatch.chdir(tmp_path)


def read(*paths: str, form: str = "jsonl", input: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["read", *paths, "--format", form], input=input)
    assert "Traceback" not in result.output
    return result


def records(result: Result) -> list[Record]:
    return [Record.from_json(line) for line in result.stdout.splitlines()]


def put(name: str, data: bytes | str) -> str:
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def finds_the_quotation(record: Record) -> bool:
    start = record.article.text.index(QUOTATION)
    spans = [span for statement in record.statements for span in statement.content]
    return any(span.start < start + len(QUOTATION) and start < span.end for span in spans)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (f"He left.\n\n{QUOTATION}\n\nJosé stayed.".encode("cp1252"), "Windows-1252"),
        (f"He left.\n\n{QUOTATION}\n\n".encode() + b"\xe2\x80", "Damaged UTF-8"),
        (f"He left.\n\n{QUOTATION}\n\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_text_that_is_not_valid_utf8_is_read_with_a_note_in_the_record(data: bytes, note: str) -> None:
    result = read(put("a.txt", data))
    (record,) = records(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert note in record.article.notes[0]
    assert finds_the_quotation(record)


def test_a_binary_file_among_good_ones_is_named_and_the_others_are_read() -> None:
    put("a.txt", QUOTATION)
    put("b.txt", bytes(range(256)) * 20)
    put("c.txt", QUOTATION)
    result = read("a.txt", "b.txt", "c.txt")
    assert result.exit_code == 1
    assert "skipped b.txt: is binary data, not text" in result.stderr
    assert [record.article.id for record in records(result)] == ["a.txt", "c.txt"]


def test_half_characters_in_json_become_replacement_characters_and_offsets_hold() -> None:
    text = json.dumps("He\ud83d left \udc4d.\n\n" + QUOTATION)
    result = read(put("a.jsonl", f'{{"id": "\\ud800", "title": "\\ud83d", "text": {text}}}\n'))
    (record,) = records(result)
    assert result.exit_code == 0
    assert (record.article.id, record.article.title) == ("\ufffd", "\ufffd")
    assert record.article.text == "He\ufffd left \ufffd.\n\n" + QUOTATION
    assert finds_the_quotation(record)


def test_lines_that_are_no_articles_are_named_and_the_others_are_read() -> None:
    good = json.dumps({"text": QUOTATION})
    lines = [
        good,
        "{not json",
        good,
        '{"title": "no text"}',
        '{"text": ""}',
        "Text.",
        "[1]",
        '{"text": 3}',
        good,
    ]
    result = read(put("a.jsonl", "\n".join(lines)))
    assert result.exit_code == 1
    assert [record.article.id for record in records(result)] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:9"]
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped")]
    assert [line.split()[1] for line in skipped] == [f"a.jsonl:{number}:" for number in (2, 4, 5, 6, 7, 8)]
    assert "has no text" in skipped[1]
    assert result.stderr.splitlines()[-1] == "3 articles read, 6 skipped"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b"{not json\n[1]\n"),
        ("a.txt", b""),
        ("a.txt", b" \n\t"),
        ("a.txt", b"\0" * 1000),
        ("a.jsonl", b""),
        ("a.txt", b"\x1f\x8b\x08 no gzip"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_where_nothing_can_be_read_the_exit_code_is_2_and_nothing_is_printed_as_a_result(
    name: str, data: bytes, form: str
) -> None:
    result = read(put(name, data), form=form)
    assert result.exit_code == 2
    assert "Error: nothing could be read" in result.stderr
    assert name in result.stderr
    assert form == "csv" or result.stdout == ""


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize(
    "text",
    [
        f"He left.\x1b[2J\x07\n\n{QUOTATION}\n\n" + "It rained all day. " * 9,
        f"👩‍👩‍👧 Zo\u0308e\u0301\n\n{QUOTATION}",
        f"\u202eאמר\u202c\n\n{QUOTATION}",
        f"\ufeffHe left.\r\n\r\n{QUOTATION}\r\n",
        "“" * 500,
        "\u2028".join([QUOTATION] * 3),
    ],
)
def test_odd_characters_are_printed_in_every_form(text: str, form: str) -> None:
    result = read("-", form=form, input=text.encode())
    # A table has no place for an article without statements, nor for what the outlet says: that is told.
    told = [line for line in result.stderr.splitlines() if not (form == "csv" and line.startswith("csv: "))]
    assert (result.exit_code, told) == (0, [])
    if form != "csv":
        assert result.stdout
    if form == "text":
        assert "\x1b" not in result.stdout and "\u202e" not in result.stdout


def _within_three_gigabytes() -> None:
    limit = 3 * 2**30
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def read_bounded(path: str, text: str) -> None:
    """Reads a text in a process of its own, which fails where it asks for more memory than that."""
    done = subprocess.run(
        [*COMMAND, str(Path(put(path, text)).absolute()), "--format", "jsonl"],
        capture_output=True,
        cwd=REPOSITORY,
        preexec_fn=_within_three_gigabytes,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    record = Record.from_json(done.stdout)
    assert record.article.text == text
    assert finds_the_quotation(record)


def test_a_file_of_one_line_is_read_in_bounded_memory() -> None:
    read_bounded("a.txt", QUOTATION + " The old bridge is closed, and nobody knows why." * 200)


@pytest.mark.slow
def test_a_file_of_one_line_of_20_megabytes_is_read_in_bounded_memory() -> None:
    """Takes many minutes."""
    read_bounded("a.txt", QUOTATION + " The old bridge is closed, and nobody knows why." * 420_000)
