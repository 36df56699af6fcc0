"""A store's tables brought up to this version, step by step from whatever version made it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import NamedTuple

from onrecord.errors import UnusableStore
from onrecord.store.database import Database
from onrecord.version import __version__


class Migration(NamedTuple):
    """A step: the tables of version `number` from those of the version before."""

    number: int
    sql: str


def migrations_of(kind: str) -> tuple[Migration, ...]:
    """The steps for a kind of database, in order: the files migrations/KIND/NNNN_what.sql."""
    folder = files("onrecord.store") / "migrations" / kind
    found = sorted(
        (file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name[:4].isdigit()
    )
    return tuple(Migration(int(name[:4]), sql) for name, sql in found)


def check_version(database: Database, where: str, steps: Sequence[Migration]) -> int:
    """The version of the store's tables, 0 for an empty database.

    Raises UnusableStore where a newer version of onrecord made them.
    """
    version, newest = database.version() or 0, steps[-1].number
    if version > newest:
        made_by = database.execute("SELECT onrecord FROM schema_versions WHERE version = ?", (version,))[0][0]
        raise UnusableStore(
            f"the store {where} was made by a newer onrecord ({made_by}, tables of version {version}; "
            f"this one, {__version__}, knows them up to {newest}): upgrade onrecord"
        )
    return version


def migrate(database: Database, where: str, steps: Sequence[Migration]) -> None:
    """Applies the steps that the store lacks, all of them or, where one fails, none."""
    if check_version(database, where, steps) == steps[-1].number:
        return
    with database.writing():
        if database.kind == "postgres":
            database.run_script("CREATE SCHEMA IF NOT EXISTS onrecord")
        # Another program may have made the tables while this one waited to write.
        version = check_version(database, where, steps)
        if version == 0:
            database.run_script(
                "CREATE TABLE IF NOT EXISTS schema_versions "
                "(version integer PRIMARY KEY, onrecord text NOT NULL, applied_at text NOT NULL)"
            )
        for step in steps:
            if step.number > version:
                database.run_script(step.sql)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                database.execute(
                    "INSERT INTO schema_versions (version, onrecord, applied_at) VALUES (?, ?, ?)",
                    (step.number, __version__, now),
                )
