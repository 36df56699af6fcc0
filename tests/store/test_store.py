"""Records in and out of a store, in either database."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import made_up
import pytest
from made_up import NEWER

from onrecord.article import Article
from onrecord.errors import InvalidRecord, StoreBusy, StoreFull, UnusableStore
from onrecord.store import Input, Outcome, Refusal, Search, Store, prepare


def test_records_come_back_equal_and_in_order(store_url: str) -> None:
    records = [
        made_up.full_record(),
        made_up.record(),
        made_up.record("Ann Smith said we lost", "Bob Jones said we won", id="b.txt"),
    ]
    with Store.open(store_url) as store:
        assert store.put(records) == [Outcome.RECORDED] * 3
        assert [store.record(number) for number in (1, 2, 3)] == records
    with Store.open(store_url, read_only=True) as store:
        assert list(store.records()) == records


def test_a_reading_left_unfinished_may_outlive_its_store(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put(
            [made_up.record(), made_up.record("Ann Smith said we lost", "Bob Jones said we won", id="b.txt")]
        )
        reading = store.records()
        assert next(reading) == store.record(1)
    reading.close()


def test_each_article_is_kept_once_however_often_it_is_given(store_url: str) -> None:
    one = made_up.record("Ann Smith said we lost")
    again = made_up.record("Ann Smith said we lost", id="elsewhere.txt")
    with Store.open(store_url) as store:
        assert store.put([one, again, one]) == [Outcome.RECORDED, Outcome.KNOWN, Outcome.KNOWN]
        assert store.put([again]) == [Outcome.KNOWN]
        assert list(store.records()) == [one]
        assert store.has(again.article) and not store.has(Article("x", "Another text."))


def test_the_text_of_an_agency_under_two_outlets_is_two_articles_marked_as_the_same(store_url: str) -> None:
    outlets = ["The Harbour Post", "The Herald", None]
    records = [made_up.record("Ann Smith said we lost", id=f"{n}", outlet=o) for n, o in enumerate(outlets)]
    with Store.open(store_url) as store:
        assert store.put(records[:2]) == [Outcome.RECORDED, Outcome.SAME_TEXT]
        assert store.put(records[2:]) == [Outcome.SAME_TEXT]
        assert list(store.records()) == records
        assert store.holdings().same_texts == 2
        assert store.database.execute("SELECT id, same_text_as FROM articles ORDER BY id") == [
            (1, None),
            (2, 1),
            (3, 1),
        ]
        [(count, carried_by)] = store.database.execute("SELECT articles, carried_by FROM same_texts")
        assert (count, sorted(carried_by.split("; "))) == (3, ["2", "The Harbour Post", "The Herald"])


def test_a_record_is_replaced_only_when_asked_and_only_by_another_model(store_url: str) -> None:
    old = made_up.record("Ann Smith said we lost", "Bob Jones said we won")
    new = made_up.record("Ann Smith said we lost", "Bob Jones said we won", made_by=NEWER, negated=True)
    with Store.open(store_url) as store:
        store.put([old])
        assert store.put([new]) == [Outcome.KNOWN]
        assert store.put([old], replace=True) == [Outcome.KNOWN]
        assert list(store.records()) == [old]
        assert store.put([new], replace=True) == [Outcome.REREAD]
        assert list(store.records()) == [new]
        assert [row.negated for row in store.search()] == [True, True]
        assert store.search(Search(words="lost"))[0].model == "newer"
        assert store.search(Search(words="lost", negated=False)) == []
        made = store.holdings().made_by
        assert [(one.model, one.onrecord, one.articles, one.statements) for one in made] == [
            ("newer", "0.2.0", 1, 2)
        ]
        check(store)


def test_which_model_made_what_is_known(store_url: str) -> None:
    with Store.open(store_url) as store:
        old = [made_up.record(f"Ann Smith said {n}", id=f"{n}") for n in range(120)]
        store.put(old)
        store.put([made_up.record("Ann Smith said no", made_by=NEWER)])
        assert list(store.outdated("0.2.0", "newer")) == [record.article for record in old]
        assert [a.text for a in store.outdated("0.1.0", "older")] == ["Ann Smith said no.\n"]
        assert {one.model: one.articles for one in store.holdings().made_by} == {"older": 120, "newer": 1}


def test_nothing_of_a_write_that_fails_stays(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    good = made_up.record("Ann Smith said we lost")
    bad = prepare(made_up.record("Bob Jones said no"))._replace(text=None)  # type: ignore[arg-type]
    with Store.open(store_url) as store:
        with pytest.raises(UnusableStore):
            store.write([prepare(good), bad], [Refusal("x", "is empty")])
        assert store.holdings().articles == store.holdings().refused == 0
        assert store.put([good]) == [Outcome.RECORDED]
        check(store)


def test_refusals_keep_their_reason_until_the_article_is_read(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.write(
            [], [Refusal("a.txt", "is empty"), Refusal("b\0.txt", "is\0binary"), Refusal("c" * 9000, "!")]
        )
        store.write([], [Refusal("a.txt", "has only white space")])
        assert [one.reason for one in store.refused()] == ["has only white space", "is\ufffdbinary", "!"]
        store.put([made_up.record(id="a.txt")])
        assert [one.name[:3] for one in store.refused()] == ["b\ufffd.", "ccc"]


def test_finished_files_keep_their_stamp(store_url: str) -> None:
    with Store.open(store_url) as store:
        assert store.stamp_of("a.txt") is None
        store.write([], [], [Input("a.txt", "1")])
        store.write([], [], [Input("a.txt", "2")])
        assert store.stamp_of("a.txt") == "2"


def test_holdings_are_counted(store_url: str) -> None:
    with Store.open(store_url) as store:
        empty = store.holdings()
        assert (empty.articles, empty.first_day, empty.made_by) == (0, None, ())
        store.put(
            [
                made_up.record("Ann Smith said a", "Jones said b", id="1", published="May 2, 2016"),
                made_up.record("Ann Smith said c", id="2", outlet="The Herald", published="2015"),
            ]
        )
        held = store.holdings()
        assert (held.articles, held.statements, held.speakers, held.outlets) == (2, 3, 1, 2)
        assert (held.first_day, held.last_day) == ("2016-05-02", "2016-05-02")


def test_a_record_that_is_not_there_or_damaged_is_said(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record("Ann Smith said no")])
        with pytest.raises(LookupError, match="no article #7"):
            store.record(7)
        with store.database.writing():
            store.database.execute("UPDATE records SET record = ?", (b"nonsense",))
        with pytest.raises(InvalidRecord, match="article #1: a stored record is damaged"):
            store.record(1)


def test_two_open_stores_see_each_other_and_a_reading_one_sees_one_moment(store_url: str) -> None:
    with Store.open(store_url) as one, Store.open(store_url) as other:
        one.put([made_up.record("Ann Smith said a", id=f"{n}", outlet=f"{n}") for n in range(3)])
        reading = other.records()
        next(reading)
        one.put([made_up.record("Ann Smith said b")])
        assert len(list(reading)) == 2
        assert len(list(other.records())) == 4


def test_what_is_being_gone_through_may_be_looked_up_but_not_written(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record(f"Ann Smith said {n}", id=f"{n}") for n in range(3)])
        for row in store.statements():
            assert store.record(row.article_number).article.id == row.article
            assert len(list(store.records(Search(speaker="Ann Smith")))) == 3
            with pytest.raises(UnusableStore, match="finish the reading first"):
                store.put([made_up.record("Ann Smith said no")])
        one, other = store.records(), store.records()
        next(one), next(other)
        assert (len(list(one)), len(list(other))) == (2, 2)
        assert store.put([made_up.record("Ann Smith said no")]) == [Outcome.RECORDED]


def test_a_store_made_by_a_newer_version_is_refused_and_left_alone(store_url: str) -> None:
    with Store.open(store_url) as store:
        store.put([made_up.record("Ann Smith said no")])
        with store.database.writing():
            store.database.execute("INSERT INTO schema_versions VALUES (99, '9.9.9', '2030-01-01')")
    for read_only in (False, True):
        with pytest.raises(
            UnusableStore, match=r"was made by a newer onrecord \(9\.9\.9, .*upgrade onrecord"
        ):
            Store.open(store_url, read_only=read_only)


def test_a_store_that_is_not_there_is_not_made_by_reading(store_url: str) -> None:
    for options in ({"read_only": True}, {"create": False}):
        with pytest.raises(UnusableStore, match="there is no store"):
            Store.open(store_url, **options)  # type: ignore[arg-type]


def test_a_writer_that_waits_too_long_is_told_so(store_url: str) -> None:
    with Store.open(store_url) as one, Store.open(store_url, busy_seconds=0.2) as other:
        with one.database.writing(), pytest.raises(StoreBusy, match=r"has held the store .* for too long"):
            other.put([made_up.record("Ann Smith said no")])
        assert other.put([made_up.record("Ann Smith said no")]) == [Outcome.RECORDED]


def test_a_store_is_read_while_it_is_written(store_url: str) -> None:
    with Store.open(store_url) as one, Store.open(store_url, read_only=True) as other:
        one.put([made_up.record("Ann Smith said no")])
        with one.database.writing():
            one.database.execute("DELETE FROM refused")
            assert len(other.search()) == 1


def test_a_reader_cannot_write(store_url: str) -> None:
    Store.open(store_url).close()
    with Store.open(store_url, read_only=True) as store, pytest.raises(UnusableStore):
        store.put([made_up.record("Ann Smith said no")])


@pytest.mark.parametrize("url", ["mysql://host/database", "", "-"])
def test_what_is_no_store_is_said(url: str) -> None:
    with pytest.raises(UnusableStore, match="store"):
        Store.open(url)


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database. " * 100)
    with pytest.raises(UnusableStore, match=r"notes.txt is not a store: it is no SQLite database"):
        Store.open(text)
    assert text.read_text() == "Not a database. " * 100
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER)")
    for read_only in (False, True):
        with pytest.raises(UnusableStore, match="is a database of another program, not a store"):
            Store.open(other, read_only=read_only)
    with pytest.raises(UnusableStore, match="is a folder"):
        Store.open(tmp_path)
    with pytest.raises(UnusableStore, match="cannot be opened: is its folder there"):
        Store.open(tmp_path / "no" / "where.db")


def test_an_sqlite_store_is_one_file_by_either_name(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/a b?c#d.db") as store:
        store.put([made_up.record("Ann Smith said no")])
    assert [path.name for path in tmp_path.iterdir()] == ["a b?c#d.db"]
    with Store.open(tmp_path / "a b?c#d.db", read_only=True) as store:
        assert store.holdings().articles == 1


def test_a_store_on_a_disk_that_nobody_can_write_to_is_read(small_disk: Path) -> None:
    path = small_disk / "record.db"
    with Store.open(path) as store:
        store.put([made_up.record("Ann Smith said no")])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Store.open(path, read_only=True) as store:
        assert [row.quote for row in store.search(Search(words="no"))] == ["no"]
    with (
        pytest.raises(UnusableStore, match=r"cannot be opened|may not be written to"),
        Store.open(path) as store,
    ):
        store.put([made_up.record("Ann Smith said yes")])


def test_a_full_disk_is_said_and_nothing_recorded_before_is_lost(small_disk: Path) -> None:
    path = small_disk / "record.db"
    put = []
    with Store.open(path) as store:
        with pytest.raises(StoreFull, match=r"the disk of the store .*record.db is full"):
            for number in range(1000):
                words = " ".join(f"w{number}x{n}" for n in range(1000))
                store.put([made_up.record(f"Ann Smith said {words}", id=f"{number}")])
                put.append(number)
        check(store)
        assert [int(record.article.id) for record in store.records()] == put != []
    with Store.open(path) as store:
        check(store)
        assert store.holdings().articles == len(put)


def test_a_truncated_store_is_a_sentence(tmp_path: Path) -> None:
    with Store.open(tmp_path / "whole.db") as store:
        store.put([made_up.record(f"Ann Smith said {n}", id=f"{n}") for n in range(300)])
    shutil.copy(tmp_path / "whole.db", tmp_path / "cut.db")
    with (tmp_path / "cut.db").open("r+b") as file:
        file.truncate(20_000)
    with (
        pytest.raises(UnusableStore, match=r"cannot be used"),
        Store.open(tmp_path / "cut.db") as store,
    ):
        list(store.records())


def test_no_server_is_a_sentence_without_the_password() -> None:
    with pytest.raises(UnusableStore, match="cannot be used") as raised:
        Store.open("postgresql://me:secret@/nowhere?host=/nonexistent")
    assert "secret" not in str(raised.value)


def test_a_full_postgres_disk_is_store_full(postgres_store: str) -> None:
    with Store.open(postgres_store) as store:
        store.put([made_up.record("Ann Smith said no")])
        store.database.run_script(
            "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'No space left' USING ERRCODE = '53100'; END $$;"
            "CREATE TRIGGER no_space BEFORE INSERT ON statements EXECUTE FUNCTION no_space()"
        )
        with pytest.raises(StoreFull, match="is full"):
            store.put([made_up.record("Ann Smith said yes")])
        assert store.holdings().articles == 1


def check(store: Store) -> None:
    """Nothing in the store contradicts the rest of it."""
    if store.database.kind == "sqlite":
        assert store.database.execute("PRAGMA integrity_check") == [("ok",)]
        assert store.database.execute("PRAGMA foreign_key_check") == []
        store.database.execute(
            "INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)"
        )
        store.database.execute("INSERT INTO speakers_fts (speakers_fts, rank) VALUES ('integrity-check', 1)")
