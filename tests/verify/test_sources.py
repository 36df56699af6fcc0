"""Each form of source document, told by its content."""

import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import NothingToRead
from onrecord.sources import Skipped
from onrecord.verify.document import Document, days_of, first_date
from onrecord.verify.sources import SourceFile, read_documents, source_files

SOURCES = Path(__file__).parent / "sources"


def only(path: Path) -> Document:
    (document,) = read_documents(SourceFile(str(path)))
    assert isinstance(document, Document)
    return document


def refusal(path: Path) -> str:
    (skipped,) = read_documents(SourceFile(str(path)))
    assert isinstance(skipped, Skipped)
    return skipped.reason


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_json_lines_of_turns_keep_ids_dates_and_the_numbers_of_turns() -> None:
    first, second = read_documents(SourceFile(str(SOURCES / "council.jsonl")))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.date, len(first.turns)) == ("council/2031-03-04", "2031-03-04", 5)
    assert second.turns[1].speaker == "QUESTION"


def test_plain_text_has_a_turn_where_a_line_begins_with_a_name() -> None:
    document = only(SOURCES / "panel.txt")
    assert [turn.speaker for turn in document.turns] == [None, *["MODERATOR", "DR. ADA PELL"] * 2]
    assert document.turns[2].text.startswith("The night is paid for")
    assert document.date == "12 May 2031"


def test_a_speech_is_one_turn_and_has_the_date_of_its_head() -> None:
    document = only(SOURCES / "speech.txt")
    assert len(document.turns) == 1 and document.date == "June 21, 2031"


def test_an_article_with_a_colon_in_it_is_one_turn(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"The vote\n\nUpdate: it passed.\n\nShe said: Yes.")
    assert len(only(path).turns) == 1


def test_subtitles_are_turns_with_the_times_of_their_words() -> None:
    document = only(SOURCES / "interview.vtt")
    assert [turn.speaker for turn in document.turns] == ["Ines Calloway", "Reporter"]
    first = document.turns[0]
    assert first.text == "We looked for a second boat in every yard along the coast."
    assert first.times == ((0, 1.0), (28, 4.0)) and first.text[28:].startswith("in every")


def test_subrip_with_labels_and_a_line_shown_twice(tmp_path: Path) -> None:
    srt = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nANN: The boat <i>is</i>\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\nANN: The boat <i>is</i>\r\nlate.\r\n\r\n"
        "3\r\n00:00:03,000 --> 00:00:04,000\r\n>> Is it?\r\n"
    )
    document = only(written(tmp_path, "a.srt", srt.encode()))
    assert [(turn.speaker, turn.text) for turn in document.turns] == [
        ("ANN", "The boat is late."),
        (None, "Is it?"),
    ]


def test_a_page_is_its_words_without_scripts_and_menus() -> None:
    document = only(SOURCES / "page.html")
    text = document.turns[0].text
    assert text.startswith("The engine") and "never said" not in text and "Home" not in text
    assert "papers were lost" in text
    assert (document.title, document.date) == ("Statement of the Sill Line company", "2031-02-11")


def test_articles_in_json_lines_are_sources_too(tmp_path: Path) -> None:
    line = json.dumps({"id": 7, "text": "The boat is late.", "published": "2031-01-01"})
    document = only(written(tmp_path, "a.jsonl.gz", gzip.compress(line.encode())))
    assert (document.id, document.date, document.turns[0].text) == ("7", "2031-01-01", "The boat is late.")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "has only white space"),
        ("a.bin", b"\0\1\2\3", "is binary data, not text"),
        ("a.jsonl", b"", "has no lines with anything on them"),
        ("a.jsonl", b"{oops", "is not JSON"),
        ("a.jsonl", b'{"x": 1}', "has neither turns nor a text"),
        ("a.jsonl", b"[1]", "is JSON, but not an object"),
        ("a.jsonl", b'{"turns": []}', "has no words"),
        ("a.jsonl.gz", b"\x1f\x8bnope", "gzip data is broken"),
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF file"),
    ],
)
def test_what_is_no_source_is_skipped_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    assert reason in refusal(written(tmp_path, name, data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a.txt", "“Café,” she said – twice.".encode(encoding))
    assert only(path).turns[0].text == "“Café,” she said – twice."


def test_a_lone_surrogate_becomes_a_replacement_character(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"turns": [{"speaker": "A", "text": "x \\ud800 y"}]}')
    assert only(path).turns[0].text == "x \ufffd y"


def test_turns_that_are_no_objects_keep_their_number(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.jsonl", b'{"turns": [7, {"text": null}, "plain", {"speaker": "A", "text": "b"}]}'
    )
    assert [turn.text for turn in only(path).turns] == ["", "", "plain", "b"]


def test_nothing_at_a_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="there is no file or folder"):
        list(source_files([tmp_path / "none"]))
    with pytest.raises(NothingToRead, match="no file matches"):
        list(source_files([str(tmp_path / "*.txt")]))


def test_hidden_files_of_a_folder_are_left_out(tmp_path: Path) -> None:
    written(tmp_path, "b.txt", b"b")
    written(tmp_path, ".a.txt", b"a")
    (tmp_path / ".onrecord-index").mkdir()
    written(tmp_path / ".onrecord-index", "c.txt", b"c")
    assert [Path(file.path).name for file in source_files([tmp_path])] == ["b.txt"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03-04T10:00:00Z", "2031-03-04", "2031-03-04"),
        ("20310304", "2031-03-04", "2031-03-04"),
        ("Mar 4, 2031, 8 p.m. ET", "2031-03-04", "2031-03-04"),
        ("4 March 2031", "2031-03-04", "2031-03-04"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031", "2031-01-01", "2031-12-31"),
    ],
)
def test_dates_in_many_forms(text: str, first: str, last: str) -> None:
    from datetime import date

    assert days_of(text) == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize("text", [None, "", "soon", "2031-13-45x", "12345"])
def test_what_is_no_date(text: str | None) -> None:
    assert days_of(text) in (None, days_of("2031"))
    assert first_date(text or "") is None
