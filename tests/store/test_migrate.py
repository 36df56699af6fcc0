"""Tables brought up to date step by step, in either database."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import UnusableStore
from onrecord.store import Store
from onrecord.store.migrate import Migration, migrate, migrations_of

NEWEST = len(migrations_of("sqlite"))
SECOND = Migration(NEWEST + 1, "CREATE TABLE seconds (id integer)")
THIRD = Migration(NEWEST + 2, "CREATE TABLE thirds (id integer); INSERT INTO seconds (id) VALUES (3)")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_steps_are_numbered_without_a_gap(kind: str) -> None:
    assert [step.number for step in migrations_of(kind)] == list(range(1, len(migrations_of(kind)) + 1))


def test_only_the_missing_steps_are_applied_and_each_is_noted(store_url: str) -> None:
    with Store.open(store_url) as store:
        first = migrations_of(store.database.kind)
        migrate(store.database, store_url, [*first, SECOND])
        migrate(store.database, store_url, [*first, SECOND, THIRD])
        migrate(store.database, store_url, [*first, SECOND, THIRD])
        assert store.database.execute("SELECT id FROM seconds") == [(3,)]
        versions = store.database.execute("SELECT version FROM schema_versions ORDER BY version")
        assert versions == [(number,) for number in range(1, NEWEST + 3)]
    with pytest.raises(UnusableStore, match="made by a newer onrecord"):
        Store.open(store_url)


def test_a_step_that_fails_leaves_the_store_as_it_was(store_url: str) -> None:
    with Store.open(store_url) as store:
        failing = Migration(NEWEST + 2, "INSERT INTO nowhere VALUES (1)")
        steps = [*migrations_of(store.database.kind), SECOND, failing]
        with pytest.raises(UnusableStore):
            migrate(store.database, store_url, steps)
        assert store.database.version() == NEWEST
        with pytest.raises(UnusableStore):
            store.database.execute("SELECT * FROM seconds")


def test_an_older_store_is_brought_up_to_date_when_it_is_opened_to_read(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(store_url).close()
    import onrecord.store.store as module

    monkeypatch.setattr(module, "migrations_of", lambda kind: (*migrations_of(kind), SECOND))
    with Store.open(store_url, read_only=True) as store:
        assert store.database.version() == NEWEST + 1


def test_many_programs_may_open_a_new_store_at_once(store_url: str, tmp_path: Path) -> None:
    code = "import sys; from onrecord.store import Store; print(Store.open(sys.argv[1]).holdings().articles)"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, store_url], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    assert [process.communicate() for process in running] == [(b"0\n", b"")] * 4
