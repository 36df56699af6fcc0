"""`onrecord search`, `export`, `speakers` and `store`."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import made_up
import pytest
from click.testing import Result

from onrecord.formats import FORMS, Form
from onrecord.formats.annotation_reading import read_annotations
from onrecord.record import Record
from onrecord.store import COLUMNS, Search, Store

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _store(run: Run) -> None:
    with Store.open("record.db") as store:
        store.put(
            [
                made_up.record(
                    "Ines Calloway said we lost the ferry", "Tobias Wren said nothing\x1b[2J is lost", id="a"
                ),
                made_up.record(
                    ("government", "Sandrick said the ferry is lost"),
                    id="b",
                    outlet="The Herald",
                    published="2017-01-31",
                    negated=True,
                ),
            ]
        )


def test_a_readable_list(run: Run) -> None:
    result = run("search", "ferry", "lost", "--store", "record.db", "--sort", "date")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Sandrick · said · indirect · negated · 88%\n"
        "    the ferry is lost\n"
        "    The Herald · 2017-01-31 · b\n"
        "\n"
        "Ines Calloway · said · indirect · 88%\n"
        "    we lost the ferry\n"
        "    The Harbour Post · 2016-05-02 · a\n"
    )


def test_an_argument_of_several_words_is_a_phrase(run: Run) -> None:
    found = json.loads(run("search", "lost the", "--store", "record.db", "--format", "json").stdout)
    assert [row["quote"] for row in found] == ["we lost the ferry"]
    assert (
        len(json.loads(run("search", "lost", "the", "--store", "record.db", "--format", "json").stdout)) == 2
    )


@pytest.mark.parametrize(
    ("args", "articles"),
    [
        (["--speaker", "calloway"], ["a"]),
        (["--kind", "government"], ["b"]),
        (["--kind", "government", "--kind", "person"], ["b", "a", "a"]),
        (["--outlet", "herald"], ["b"]),
        (["--from", "2016-06"], ["b"]),
        (["--to", "2016"], ["a", "a"]),
        (["--negated"], ["b"]),
        (["--not-negated"], ["a", "a"]),
        (["--hypothetical"], []),
        (["--manner", "direct"], []),
        (["--tone", "neutral", "--limit", "1"], ["b"]),
    ],
)
def test_options_narrow(run: Run, args: list[str], articles: list[str]) -> None:
    result = run("search", *args, "--store", "record.db", "--format", "json")
    assert result.exit_code == 0
    assert [row["article"] for row in json.loads(result.stdout)] == articles


def test_csv_and_json_have_the_same_cells_and_nothing_moves_a_cursor(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "--store", "record.db", "--format", "csv").stdout)))
    found = json.loads(run("search", "--store", "record.db", "--format", "json").stdout)
    assert tuple(rows[0]) == tuple(found[0]) == COLUMNS
    assert [row["negated"] for row in rows] == ["true", "false", "false"]
    assert [row["negated"] for row in found] == [True, False, False]
    assert "\x1b" not in run("search", "--store", "record.db").stdout


def test_nothing_and_more_are_said_beside_the_results(run: Run) -> None:
    nothing = run("search", "nowhere", "--store", "record.db")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")
    more = run("search", "lost", "--limit", "2", "--store", "record.db")
    assert "there are more; --after rank-2-" in more.stderr
    assert run("search", "lost", "--limit", "3", "--store", "record.db").stderr == ""


@pytest.mark.parametrize("sort", ["rank", "date"])
def test_a_search_goes_on_where_its_page_ended(run: Run, sort: str) -> None:
    search = ("search", "lost", "--sort", sort, "--store", "record.db")
    first = run(*search, "--limit", "2")
    place = first.stderr.split("--after ")[1].split()[0]
    rest = run(*search, "--limit", "2", "--after", place)
    assert rest.stderr == ""
    assert first.stdout + "\n" + rest.stdout == run(*search).stdout


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["search", "?!"], "Error: '?!' has no words to search for"),
        (["search", "--from", "May"], "Error: 'May' is no day; write 2016-05-02, 2016-05 or 2016"),
        (["search", "--kind", "dog"], "Invalid value for '--kind'"),
        (["search", "--after", "page 2"], "Error: 'page 2' is no place to go on from in this list"),
        (["search", "--limit", "0"], "Invalid value for '--limit'"),
        (["export", "--format", "csv", "--rows", "records"], "csv has a row a statement"),
        (["export", "--format", "tei", "--rows", "statements"], "tei has whole records; statements are"),
        (["export", "--format", "csv", "-o", "no/where.csv"], "no/where.csv cannot be written: No such file"),
    ],
)
def test_a_search_that_means_nothing_says_so(run: Run, args: list[str], sentence: str) -> None:
    result = run(args[0], *args[1:], "--store", "record.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_export_is_records_or_where_it_narrows_statements(run: Run) -> None:
    lines = run("export", "--store", "record.db").stdout.splitlines()
    with Store.open("record.db") as store:
        assert [Record.from_json(line) for line in lines] == list(store.records())
    lines = run("export", "ferry", "--store", "record.db").stdout.splitlines()
    assert [json.loads(line)["quote"] for line in lines] == ["we lost the ferry", "the ferry is lost"]
    lines = run("export", "--rows", "statements", "--store", "record.db").stdout.splitlines()
    assert len(lines) == 3
    lines = run("export", "--negated", "--rows", "records", "--store", "record.db").stdout.splitlines()
    assert [Record.from_json(line).article.id for line in lines] == ["b"]


def test_export_as_csv_and_parquet(run: Run) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv", "--store", "record.db").stdout)))
    assert run("export", "--format", "parquet", "-o", "out.parquet", "--store", "record.db").exit_code == 0
    assert [row["quote"] for row in rows] == parquet.read_table("out.parquet").column("quote").to_pylist()
    printed = run("export", "--format", "parquet", "--store", "record.db").stdout_bytes
    assert printed == Path("out.parquet").read_bytes()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_export_has_every_form(run: Run, form: Form) -> None:
    result = run("export", "--format", form.name, "-o", "out", "--store", "record.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("out").stat().st_size > 100
    assert all(line.startswith(f"{form.name}: ") for line in result.stderr.splitlines())


def test_a_form_of_records_has_the_whole_records_of_the_articles_found(run: Run) -> None:
    shown = run("export", "--negated", "--format", "web-annotation", "--store", "record.db").stdout
    with Store.open("record.db") as store:
        assert read_annotations(shown) == list(store.records(Search(negated=True)))
    lines = json.loads(run("export", "ferry", "--format", "json", "--store", "record.db").stdout)
    assert [line["quote"] for line in lines] == ["we lost the ferry", "the ferry is lost"]
    records = json.loads(run("export", "--format", "json", "--store", "record.db").stdout)
    assert [record["article"]["id"] for record in records] == ["a", "b"]


def test_a_file_that_is_there_stays_when_the_export_fails(run: Run) -> None:
    Path("out.csv").write_text("before")
    with Store.open("record.db") as store, store.database.writing():
        store.database.execute("UPDATE records SET record = ?", (b"nonsense",))
    result = run("export", "-o", "out.csv", "--store", "record.db")
    assert (result.exit_code, Path("out.csv").read_text()) == (2, "before")
    assert "article #1: a stored record is damaged" in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["out.csv", "record.db"]


def test_speakers_are_listed_merged_and_split(run: Run) -> None:
    listed = run("speakers", "--store", "record.db")
    assert [line.split(": ", 1)[0].split(" ", 1)[1] for line in listed.stdout.splitlines()] == [
        "Ines Calloway",
        "Sandrick",
        "Tobias Wren",
    ]
    merged = run("speakers", "--store", "record.db", "merge", "Ines Calloway", "Tobias Wren")
    assert merged.stdout.endswith("person, 2 statements in 1 articles, also Tobias Wren\n")
    assert (
        len(json.loads(run("search", "--speaker", "Wren", "--store", "record.db", "--format", "json").stdout))
        == 2
    )
    split = run("speakers", "--store", "record.db", "split", "Tobias Wren")
    assert split.stdout.endswith("Tobias Wren: person, 1 statements in 1 articles\n")
    args = ("split", "Tobias Wren", "--article", "a", "--as", "Tobias Wren the elder")
    assert (
        "Tobias Wren the elder: person, 1 statements" in run("speakers", "--store", "record.db", *args).stdout
    )
    found = json.loads(run("speakers", "--store", "record.db", "list", "wren", "--format", "json").stdout)
    assert {one["name"]: one["statements"] for one in found} == {"Tobias Wren the elder": 1, "Tobias Wren": 0}
    rows = run("speakers", "--store", "record.db", "list", "--kind", "government", "--format", "csv").stdout
    assert [row["name"] for row in csv.DictReader(io.StringIO(rows))] == ["Sandrick"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["merge", "Nobody", "Tobias Wren"], "the store has no speaker called 'Nobody'"),
        (["split", "Tobias Wren"], "'Tobias Wren' was not merged into another speaker"),
        (["split", "Tobias Wren", "--article", "a"], "--article and --as go together"),
        (["split", "Tobias Wren", "--article", "z", "--as", "X Y"], "the store has no article z"),
    ],
)
def test_what_cannot_be_merged_or_split_says_why(run: Run, args: list[str], sentence: str) -> None:
    result = run("speakers", "--store", "record.db", *args)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_store_says_what_it_holds(run: Run) -> None:
    told = run("store", "record.db").stdout.splitlines()
    assert told[:2] == [
        "2 articles of 2 outlets, 2016-05-02 to 2017-01-31",
        "3 statements, 3 speakers told by their names",
    ]
    assert told[2].startswith("read by older (onrecord 0.1.0): 2 articles, 3 statements, last on 20")
    held = json.loads(run("store", "record.db", "--format", "json").stdout)
    assert (held["articles"], held["made_by"][0]["model"]) == (2, "older")
    assert run("store", "record.db", "--refused", "--format", "json").stdout == ""
