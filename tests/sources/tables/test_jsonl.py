"""What a line of JSON Lines can be."""

import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.sources import Skipped, open_paths
from onrecord.sources.tables.jsonl import read_json_lines


def read(data: bytes) -> list[Article | Skipped]:
    return list(read_json_lines("P", io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


def test_every_field_is_taken() -> None:
    fields = {
        "id": "x",
        "text": "One.",
        "outlet": "The Paper",
        "url": "https://example.org/x",
        "title": "T",
        "authors": ["A", "B"],
        "published": "2026-01-02",
        "language": "en",
        "section": "left alone",
    }
    expected = Article(
        "x", "One.", "The Paper", "https://example.org/x", "T", ("A", "B"), "2026-01-02", language="en"
    )
    assert read(json.dumps(fields).encode()) == [expected]


def test_names_of_annotated_corpora_are_taken_too() -> None:
    line = b'{"id": 7, "text": "One.", "publisher": "The Paper", "date": "2016-09-12", "author": "A"}'
    expected = Article("7", "One.", "The Paper", authors=("A",), published="2016-09-12")
    assert read(line) == [expected]


def test_an_article_without_an_id_is_named_by_its_line() -> None:
    assert read(b'\n{"text": "One.", "id": null}\n\n{"text": "Two."}') == [
        Article("P:2", "One."),
        Article("P:4", "Two."),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "One."', "is not JSON: Expecting ',' delimiter, at character 16"),
        (b"One.", "is not JSON: Expecting value, at character 1"),
        (b"[1]", "is JSON, but not an object with a text"),
        (b'"One."', "is JSON, but not an object with a text"),
        (b"{}", "has no text"),
        (b'{"text": null}', "has a text that is no string"),
        (b'{"text": ["One."]}', "has a text that is no string"),
        (b'{"text": ""}', "has an empty text"),
        (b'{"text": " \\n"}', "has a text of only white space"),
        (b"[" * 100_000, "is JSON with a number too long or nested too deeply to be read"),
        (b'{"text": ' + b"1" * 5000 + b"}", "is JSON with a number too long or nested too deeply to be read"),
        (b"\0\1\2", "is not JSON: Expecting value, at character 1"),
    ],
)
def test_a_line_that_is_no_article_is_skipped_and_the_next_is_read(line: bytes, reason: str) -> None:
    assert read(line + b'\n{"text": "Two."}\n') == [Skipped("P:1", reason), Article("P:2", "Two.")]


def test_half_characters_are_replaced_with_a_note_and_offsets_hold() -> None:
    (article,) = read(b'{"id": "\\ud800", "text": "a\\ud83d b"}')
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("\ufffd", "a\ufffd b")
    assert article.notes == ("U+FFFD stands in for 1 half character(s) (lone surrogates).",)


def test_a_line_in_windows_1252_is_read_with_a_note() -> None:
    (article,) = read('{"text": "“No,” said José."}'.encode("cp1252"))
    assert isinstance(article, Article)
    assert article.text == "“No,” said José."
    assert article.notes == ("Not valid UTF-8: read as Windows-1252.",)


def test_a_field_that_is_no_text_is_left_out_with_a_note() -> None:
    (article,) = read(b'{"text": "One.", "publisher": {"name": "P"}, "authors": ["A", {}], "title": ""}')
    assert isinstance(article, Article)
    assert (article.outlet, article.authors, article.title) == (None, ("A",), None)
    assert article.notes == (
        "The field publisher is not text and was left out.",
        "The field authors is not text throughout; the rest of it was left out.",
    )


def test_no_lines_at_all_are_skipped_rather_than_lost() -> None:
    assert read(b"") == read(b"\n \n") == [Skipped("P", "has no lines with anything on them")]


def test_a_line_of_20_megabytes_is_an_article() -> None:
    text = "One two. " * 2_300_000
    (article,) = read(json.dumps({"text": text}).encode())
    assert isinstance(article, Article)
    assert len(article.text) == len(text) > 20_000_000


def test_a_line_without_end_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.tables.jsonl.MAX_ARTICLE_BYTES", 20)
    for long in (b"x" * 21, b"x" * 20, b"x" * 95):
        assert read(long + b'\n{"text": "Two."}\n') == [
            Skipped("P:1", "is longer than 20 bytes"),
            Article("P:2", "Two."),
        ]


def test_lines_before_broken_gzip_data_are_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{n} {n**9}"}) + "\n" for n in range(20_000)).encode()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-50_000])
    *articles, last = open_paths([path])
    assert articles[:2] == [Article(f"{path}:1", "0 0"), Article(f"{path}:2", "1 1")]
    assert last == Skipped(
        f"{path}:{len(articles) + 1}", "gzip data is broken or cut short; nothing from here on could be read"
    )


def test_named_json_lines_in_another_encoding_are_skipped_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "One."}\n'.encode("utf-16"))
    assert list(open_paths([path])) == [Skipped(str(path), "is JSON Lines in UTF-16; it must be UTF-8")]
