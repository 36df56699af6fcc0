"""Every kind of file at every kind of path."""

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.sources import Skipped, open_paths, streams


def only(path: Path | str) -> Article | Skipped:
    (item,) = open_paths([path])
    return item


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def text_of(path: Path) -> str:
    item = only(path)
    assert isinstance(item, Article), item
    return item.text


def reason_of(path: Path) -> str:
    item = only(path)
    assert isinstance(item, Skipped), item
    assert item.id == str(path)
    return item.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.story"])
def test_plain_text_has_any_ending_and_its_path_as_id(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, "“Ja,” she said — naïvely.\n")
    assert only(path) == Article(str(path), "“Ja,” she said — naïvely.\n")


def test_line_endings_stay_as_they_are(tmp_path: Path) -> None:
    assert text_of(put(tmp_path, "a", b"One.\r\nTwo.\rThree.\n")) == "One.\r\nTwo.\rThree.\n"


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert text_of(put(tmp_path, "a", b"\xef\xbb\xbfOne.")) == "One."
    assert text_of(put(tmp_path, "b.jsonl", b'\xef\xbb\xbf{"id": "x", "text": "One."}\n')) == "One."


def test_text_in_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    item = only(put(tmp_path, "a", "“We lost,” said José.".encode("cp1252")))
    assert isinstance(item, Article)
    assert item.text == "“We lost,” said José."
    assert item.notes == ("Not valid UTF-8: read as Windows-1252.",)


def test_damaged_utf8_keeps_its_quotation_marks(tmp_path: Path) -> None:
    item = only(put(tmp_path, "a", "“We lost,” he said.".encode() + b"\xe2\x80"))
    assert isinstance(item, Article)
    assert item.text == "“We lost,” he said.\ufffd"
    assert "Damaged UTF-8" in item.notes[0]


def test_utf16_is_told_by_its_mark(tmp_path: Path) -> None:
    item = only(put(tmp_path, "a.txt", "“We lost.”".encode("utf-16")))
    assert isinstance(item, Article)
    assert item.text == "“We lost.”"
    assert item.notes == ("Read as UTF-16.",)


def test_gzipped_text_is_told_by_content(tmp_path: Path) -> None:
    assert text_of(put(tmp_path, "a.txt.gz", gzip.compress(b"One."))) == "One."
    assert text_of(put(tmp_path, "b.txt", gzip.compress(b"One."))) == "One."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "has only white space"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"abc\0def", "is binary data, not text"),
        (b"a" * streams.HEAD_BYTES + b"\0", "is binary data, not text"),
        (bytes(range(1, 256)) * 9, "is binary data, not text"),
        (b"%PDF-1.7 ...", "is a PDF file, not text"),
        (b"PK\x03\x04...", "is a ZIP archive or office document, not text"),
        (b"\x89PNG\r\n", "is an image, not text"),
        (b'<?xml version="1.0"?><note>One.</note>', "is XML, but neither a page nor a feed"),
        (b'[{"text": "One."}]', "is JSON, but not JSON Lines, which has one object on each line"),
        (b'{\n  "text": "One."\n}', "is JSON, but not JSON Lines, which has one object on each line"),
        (gzip.compress(b"One. " * 9)[:-9], "gzip data is broken or cut short"),
        (b"\x1f\x8bnot gzip", "gzip data is broken or cut short"),
        (gzip.compress(b"One.\0"), "is binary data, not text"),
    ],
)
def test_what_is_no_text_is_skipped_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason_of(put(tmp_path, "a.txt", data)) == reason


def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", "One.")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert reason_of(path) == "cannot be opened or read: Permission denied"


def test_a_text_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.text.MAX_ARTICLE_BYTES", 10)
    assert reason_of(put(tmp_path, "a.txt", "One. Two. Three.")) == "is longer than 10 bytes"


def test_a_folder_is_read_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/x.txt", "c.jsonl"):
        put(tmp_path, name, '{"id": "from c", "text": "One."}' if name == "c.jsonl" else "One.")
    put(tmp_path, "picture", b"\x89PNG\r\n")
    os.mkfifo(tmp_path / "pipe")
    assert [
        (type(item).__name__, item.id.removeprefix(f"{tmp_path}/")) for item in open_paths([tmp_path])
    ] == [
        ("Article", "a/z.txt"),
        ("Article", "b.txt"),
        ("Article", "from c"),
        ("Skipped", "picture"),
        ("Skipped", "pipe"),
    ]


def test_a_folder_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "One.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [item.id.rpartition("/")[2] for item in open_paths([tmp_path])] == ["a.txt", "loop"]


def test_a_pattern_yields_its_matches_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "deep/d.txt"):
        put(tmp_path, name, "One.")
    assert [item.id for item in open_paths([f"{tmp_path}/*.txt"])] == [
        f"{tmp_path}/a.txt",
        f"{tmp_path}/b.txt",
    ]
    assert len(list(open_paths([f"{tmp_path}/**/*.txt"]))) == 3


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    assert text_of(put(tmp_path, "[1].txt", "One.")) == "One."


@pytest.mark.parametrize("name", ["missing.txt", "missing/*.txt"])
def test_a_path_with_nothing_at_it_is_an_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    there = put(tmp_path, "a.txt", "One.")
    with pytest.raises(NothingToRead, match="missing"):
        open_paths([there, tmp_path / name])


def test_a_file_name_that_is_not_utf8_becomes_an_id_that_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write("One.")
    assert only(os.fsdecode(name)).id.endswith(r"/caf\xe9.txt")


def test_standard_input_is_read_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, expected in [
        ("“One.”".encode(), [Article("-", "“One.”")]),
        (b'{"text": "One."}\n{"text": "Two."}', [Article("-:1", "One."), Article("-:2", "Two.")]),
        (gzip.compress(b"One."), [Article("-", "One.")]),
        (b"", [Skipped("-", "is empty")]),
    ]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert list(open_paths(["-"])) == expected


def test_json_lines_are_told_by_content_whatever_the_ending(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in ("One.", "Two."))
    path = put(tmp_path, "a.txt", lines)
    assert list(open_paths([path])) == [Article(f"{path}:1", "One."), Article(f"{path}:2", "Two.")]


def test_articles_are_opened_only_as_they_are_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "One.")
    late = put(tmp_path, "b.txt", "Two.")
    items = open_paths([tmp_path])
    next(items)
    late.write_text("Three.")
    assert next(items) == Article(str(late), "Three.")
