"""CSV and Parquet, and the columns of all tables."""

import gzip
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.sources import Settings, Skipped, open_paths
from onrecord.sources.tables import csv as csv_module
from onrecord.sources.tables.columns import parse_mapping


def read(path: Path, data: bytes | str, columns: dict[str, str] | None = None) -> list[Article | Skipped]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(open_paths([path], Settings(columns=columns or {})))


TABLE = 'title,author,date,content,publication,url\nT,A,2026-02-03,"“One,” she said.\nTwo.",The Post,http://x/1\nU,,,Three.,,\n'
EXPECTED = [
    Article("P:2", "“One,” she said.\nTwo.", "The Post", "http://x/1", "T", ("A",), "2026-02-03"),
    Article("P:4", "Three.", title="U"),
]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "no ending"])
def test_a_table_with_the_usual_names_is_read_and_rows_are_named_by_their_line(
    tmp_path: Path, name: str
) -> None:
    data = TABLE.encode()
    found = read(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)
    assert [item.id for item in found] == [f"{tmp_path / name}:2", f"{tmp_path / name}:4"]
    for item, expected in zip(found, EXPECTED, strict=True):
        assert isinstance(item, Article)
        assert (item.text, item.outlet, item.url, item.title) == (
            expected.text,
            expected.outlet,
            expected.url,
            expected.title,
        )
        assert [name for name in item.authors if name] == list(expected.authors)
        assert item.published == expected.published


@pytest.mark.parametrize(("delimiter", "ending"), [(";", "csv"), ("\t", "tsv"), ("|", "csv")])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str, ending: str) -> None:
    data = f"id{delimiter}text{delimiter}outlet\n1{delimiter}One, two.{delimiter}Post\n"
    assert read(tmp_path / f"a.{ending}", data) == [Article("1", "One, two.", "Post")]


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    data = "body,source,text\nOne.,The Post,other\n"
    path = tmp_path / "a.csv"
    assert read(path, data, {"text": "body", "outlet": "source"}) == [
        Article(f"{path}:2", "One.", "The Post")
    ]
    lines = tmp_path / "a.jsonl"
    expected = [Article(f"{lines}:1", "One."), Skipped(f"{lines}:2", "has no body")]
    assert read(lines, '{"body": "One."}\n{"text": "Two."}\n', {"text": "body"}) == expected


@pytest.mark.parametrize(
    ("data", "columns", "reason"),
    [
        (
            "a,b\n1,2\n",
            {},
            "has no column for the text (name it with --column text=NAME); its columns are a, b",
        ),
        ("a,b\n1,2\n", {"text": "c"}, "has no column c for the text; its columns are a, b"),
        ("a,text\n1,2\n", {"title": "c"}, "has no column c for the title; its columns are a, text"),
        ("", {}, "is empty"),
        ("text\n", {}, "is a table with a header and no rows"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(
    tmp_path: Path, data: str, columns: dict[str, str], reason: str
) -> None:
    path = tmp_path / "a.csv"
    assert read(path, data, columns) == [Skipped(str(path), reason)]


@pytest.mark.parametrize("given", ["text", "text=", "words=body"])
def test_a_mapping_that_makes_no_sense_is_an_error(given: str) -> None:
    with pytest.raises(NothingToRead, match="--column"):
        parse_mapping([given])


def test_rows_that_are_no_articles_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert read(path, 'text,url\n"",u\nOne.,u,more\n\nTwo.\n') == [
        Skipped(f"{path}:2", "has an empty text"),
        Skipped(f"{path}:3", "has 3 cells where the header has 2"),
        Article(f"{path}:5", "Two."),
    ]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("cp1252", "Not valid UTF-8: read as Windows-1252."),
        ("utf-16", "Read as UTF-16."),
        ("utf-8-sig", None),
    ],
)
def test_a_table_in_another_encoding_is_read_with_a_note(
    tmp_path: Path, encoding: str, note: str | None
) -> None:
    path = tmp_path / "a.csv"
    (found,) = read(path, "id,text\n1,“Nein”, sagte Jörg.\n".replace("”, s", "” s").encode(encoding))
    assert found == Article("1", "“Nein” sagte Jörg.", notes=(note,) if note else ())


def test_a_quotation_mark_without_its_partner_ends_in_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_module, "MAX_FIELD_CHARACTERS", 1000)
    path = tmp_path / "a.csv"
    first, last = read(path, 'text\nOne.\n"Two.\n' + "Three.\n" * 500)
    assert first == Article(f"{path}:2", "One.")
    assert last == Skipped(
        f"{path}:3", "is not CSV (field larger than field limit (1000)); nothing from here on could be read"
    )


def test_rows_before_the_end_of_gzip_data_are_read(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n**9} words.\n" for n in range(40_000))
    data = gzip.compress(f"id,text\n{rows}".encode())
    *found, last = read(tmp_path / "a.csv.gz", data[: len(data) // 2])
    assert len(found) > 1000 and found[0] == Article("0", "0 words.")
    assert isinstance(last, Skipped) and last.reason.endswith("nothing from here on could be read")


def parquet(path: Path, **columns: object) -> list[Article | Skipped]:
    pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=2)
    return list(open_paths([path]))


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    found = parquet(
        tmp_path / "any name",
        body=["One.", None, "Three."],
        id=[7, 8, 9],
        authors=[["A", "B"], None, []],
        date=[date(2026, 2, 3), None, None],
        unused=[b"x", b"y", b"z"],
    )
    assert found == [
        Article("7", "One.", authors=("A", "B"), published="2026-02-03"),
        Skipped(f"{tmp_path}/any name:2", "has a body that is no string"),
        Article("9", "Three."),
    ]


def test_a_parquet_file_that_is_damaged_or_has_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    (found,) = parquet(path, words=["One."])
    assert found == Skipped(
        str(path), "has no column for the text (name it with --column text=NAME); its columns are words"
    )
    path.write_bytes(path.read_bytes()[:-20])
    (found,) = open_paths([path])
    assert isinstance(found, Skipped) and found.reason.startswith("is a damaged Parquet file (")


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (found,) = open_paths([path])
    assert isinstance(found, Skipped)
    assert found.reason == "is a Parquet file; reading one needs pyarrow: pip install 'onrecord[arrow]'"
