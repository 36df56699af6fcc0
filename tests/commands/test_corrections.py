"""`onrecord corrections`, and what `onrecord export --corrected` makes of them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from corrected_articles import START, ferry, statement

from onrecord.cli import main
from onrecord.corrections import Kept, NotAStatement, WrongSpeaker, checked, corrections, keep
from onrecord.evaluation import read_gold
from onrecord.record import Record
from onrecord.speaker_evaluation import by_article, read_speaker_gold
from onrecord.store import Store

Run = Callable[..., Result]
RECORD = ferry(id="a\x1b[2J.txt")


@pytest.fixture(autouse=True)
def _store(run: Run) -> None:
    with Store.open("record.db") as store:
        store.put([RECORD, ferry(id="b.txt", outlet="The Herald")])
        keep(store, 1, WrongSpeaker(about=statement(RECORD, 1), speaker="The council"), by="Ann", at=START)
        keep(store, 1, checked(RECORD), by="Bob", remark="read\ntwice", at=START)
        keep(store, 2, NotAStatement(about=statement(RECORD, 2)), by="Ann")


def listed(run: Run, *options: str) -> Result:
    return run("corrections", "--store", "record.db", *options)


def in_store() -> list[Kept]:
    with Store.open("record.db", read_only=True) as store:
        return list(corrections(store))


def test_a_readable_list(run: Run) -> None:
    result = listed(run, "--article", "#1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "1 · speaker · said by The council · applied\n"
        "    we lost the ferry\n"
        "    by Ann · 2026-03-01 · a\ufffd[2J.txt (#1) · read by older\n"
        "\n"
        "2 · checked · the whole article, 3 statements · applied\n"
        "    read twice\n"
        "    by Bob · 2026-03-01 · a\ufffd[2J.txt (#1) · read by older\n"
    )


def test_options_narrow_it(run: Run) -> None:
    def numbers(*options: str) -> list[int]:
        return [one["number"] for one in json.loads(listed(run, "--format", "json", *options).stdout)]

    assert numbers() == [1, 2, 3]
    assert numbers("--by", "Ann") == [1, 3]
    assert numbers("--kind", "checked") == [2]
    assert numbers("--article", "b.txt") == [3]
    assert numbers("--since", "2026-03-02") == [3]
    assert numbers("--withdrawn") == []
    assert numbers("--not-withdrawn", "--by", "Bob") == [2]
    for wrong in (("--article", "c.txt"), ("--since", "yesterday"), ("--all",)):
        result = listed(run, *wrong)
        assert result.exit_code == 2
        assert "this should not have happened" not in result.stderr


def test_csv_has_a_row_for_each(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(listed(run, "--format", "csv").stdout)))
    assert [(row["kind"], row["words"], row["now"], row["by"], row["standing"]) for row in rows] == [
        ("speaker", "we lost the ferry", "said by The council", "Ann", "applied"),
        ("checked", "", "the whole article, 3 statements", "Bob", "applied"),
        ("not_a_statement", "nothing is lost", "is none", "Ann", "applied"),
    ]
    assert rows[0]["withdrawn_by"] == ""


def test_what_is_withdrawn_is_listed_so_and_its_record_is_as_it_was(run: Run) -> None:
    result = run("corrections", "--store", "record.db", "withdraw", "1", "--by", " Cy  Reader ")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("correction 1 of a\ufffd[2J.txt is withdrawn, by Cy Reader, on 20")
    assert "said by The council · withdrawn, by Cy Reader on 20" in listed(run).stdout
    missing = run("corrections", "--store", "record.db", "withdraw", "9", "--by", "Cy")
    assert (missing.exit_code, missing.stderr) == (2, "Error: the store has no correction 9\n")
    assert run("corrections", "--store", "record.db", "withdraw", "2", "--by", "\x1b").exit_code == 2


def test_evaluate_takes_gold_and_speakers(run: Run, tmp_path: Path) -> None:
    result = listed(run, "--format", "gold")
    assert (
        result.stderr
        == "1 articles with corrections left out: nobody has checked the whole of them (--all)\n"
    )
    (tmp_path / "gold.jsonl").write_text(result.stdout, "utf-8")
    (tmp_path / "speakers.jsonl").write_text(listed(run, "--format", "speakers").stdout, "utf-8")
    (gold,) = read_gold("gold.jsonl")
    speakers = by_article([gold], read_speaker_gold("speakers.jsonl"))[RECORD.article.id]
    assert [one.speaker for one in speakers.values()] == ["The council", "Tobias Wren", "The council"]
    lines = [json.loads(line) for line in listed(run, "--format", "gold", "--all").stdout.splitlines()]
    assert [(line["id"], line["checked"]) for line in lines] == [(RECORD.article.id, True), ("b.txt", False)]


def test_the_command_evaluate_runs_on_them(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fake_reader

    monkeypatch.setitem(__import__("sys").modules, "onrecord.reader", fake_reader.module())
    for form in ("gold", "speakers"):
        (tmp_path / form).write_text(listed(run, "--format", form, "--all").stdout, "utf-8")
    result = run("evaluate", "gold", "--speakers", "speakers", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["articles"] == 2


def test_import_takes_each_once_and_skips_what_does_not_fit(run: Run, tmp_path: Path) -> None:
    given = listed(run, "--format", "jsonl").stdout
    (tmp_path / "given.jsonl").write_text(given + "nothing\n", "utf-8")
    with Store.open("other.db") as store:
        store.put([RECORD])
    to_other = ("corrections", "--store", "other.db", "import", "given.jsonl")
    result = run(*to_other)
    assert result.exit_code == 1
    assert result.stdout == "2 taken in, 0 already there, 2 skipped\n"
    reasons = result.stderr.splitlines()
    assert reasons[0] == "given.jsonl:3: the store has no article b.txt with the text that it is about"
    assert reasons[1].startswith("given.jsonl:4: this is not the line of a correction: ")
    assert run(*to_other).stdout == "0 taken in, 2 already there, 2 skipped\n"
    again = CliRunner().invoke(main, ["corrections", "--store", "record.db", "import", "-"], input=given)
    assert (again.exit_code, again.stdout) == (0, "0 taken in, 3 already there, 0 skipped\n")
    assert len(in_store()) == 3
    nowhere = run("corrections", "--store", "record.db", "import", "nowhere.jsonl")
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert "cannot be opened or read" in nowhere.stderr


def test_export_has_the_records_as_readers_have_them_when_asked(run: Run) -> None:
    plain = run("export", "--store", "record.db").stdout.splitlines()
    assert Record.from_json(plain[0]) == RECORD
    result = run("export", "--store", "record.db", "--corrected")
    assert (result.exit_code, result.stderr) == (0, "")
    one, other = (Record.from_json(line) for line in result.stdout.splitlines())
    assert one.speaker_of(one.statements[0]) == RECORD.speakers[2]
    assert one.notes == ("1 correction by readers is applied.",)
    assert [statement.id for statement in other.statements] == ["s1", "s3"]
    rows = run("export", "--store", "record.db", "--corrected", "--format", "csv")
    assert rows.exit_code == 2
    assert "--corrected goes with --rows records" in rows.stderr
