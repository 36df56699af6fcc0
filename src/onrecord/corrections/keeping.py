"""Corrections in a store: kept for good, each with who gave it and when, withdrawn but never deleted."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from onrecord.corrections.correction import (
    Correction,
    check_fit,
    from_json,
    kind_of,
)
from onrecord.corrections.limits import check_name, check_remark
from onrecord.errors import InvalidCorrection, UnknownCorrection
from onrecord.record import MadeBy
from onrecord.store import Store
from onrecord.store.database import Database, Row, values
from onrecord.store.writing import reserve

PAGE = 500
"""Corrections fetched at a time where all are gone through."""

AHEAD = timedelta(days=1)
"""How far a clock elsewhere may be ahead: a correction from the future would overrule all others."""


class Withdrawn(msgspec.Struct, frozen=True):
    """By whom and when (UTC) a correction was taken back."""

    by: str
    at: datetime


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as a store keeps it.

    `number` is its own in the store, `article_number` the article's; by `article`, its id, and `text_hash`
    (`store.hashing.text_hash`), another store knows it. `by` is the name that the reader gave, `at` when, in
    UTC, `made_on` what made the record that the reader saw.
    """

    number: int
    article_number: int
    article: str
    text_hash: str
    correction: Correction
    by: str
    at: datetime
    remark: str | None
    made_on: MadeBy
    withdrawn: Withdrawn | None


def keep(
    store: Store,
    article_number: int,
    correction: Correction,
    *,
    by: str,
    remark: str | None = None,
    made_on: MadeBy | None = None,
    at: datetime | None = None,
) -> Kept:
    """Keeps a reader's correction of an article; it is on the disk when this returns.

    `made_on` is what made the record that the reader saw, by default the one that the store has now; `at` is
    when the reader gave it, by default now. The same one, given by the same reader at the same time, is
    kept once. Raises InvalidCorrection where it does not fit the article, LookupError where there is no such
    article.
    """
    return keep_new(store, article_number, correction, by=by, remark=remark, made_on=made_on, at=at)[0]


def keep_new(
    store: Store,
    article_number: int,
    correction: Correction,
    *,
    by: str,
    remark: str | None = None,
    made_on: MadeBy | None = None,
    at: datetime | None = None,
) -> tuple[Kept, bool]:
    """What `keep` does, and whether the store did not have it yet."""
    check_name("the reader's name", by)
    if remark is not None:
        check_remark(remark)
    if made_on is not None:
        check_name("the version that made the record", made_on.onrecord)
        check_name("the model that made the record", made_on.model)
    at = _checked_time(at)
    with store.database.writing():
        record = store.record(article_number)
        check_fit(correction, record.article)
        made_on = made_on or _made_by(store.database, article_number)
        encoded = msgspec.json.encode(correction).decode()
        row = (article_number, kind_of(correction), by, _written(at), remark, encoded)
        hash = _hash(store.database, row, made_on)
        known = store.database.execute("SELECT id FROM corrections WHERE hash = ?", (hash,))
        if known:
            return correction_numbered(store, known[0][0]), False
        number = reserve(store.database, "corrections", 1)
        store.database.execute(
            "INSERT INTO corrections (id, article_id, kind, given_by, given_at, remark, correction, "
            f"model_id, hash) VALUES {values(9)}",
            (number, *row, _model(store.database, made_on), hash),
        )
        kept = correction_numbered(store, number)
    return kept, True


def withdraw(store: Store, number: int, by: str, *, at: datetime | None = None) -> Kept:
    """Takes a correction back; it stays, marked with who took it back and when. Once is enough.

    Raises UnknownCorrection where the store has none of this number.
    """
    check_name("the reader's name", by)
    at = _checked_time(at)
    with store.database.writing():
        store.database.execute(
            "UPDATE corrections SET withdrawn_by = ?, withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL",
            (by, _written(at), number),
        )
        kept = correction_numbered(store, number)
    return kept


def correction_numbered(store: Store, number: int) -> Kept:
    """The correction of this number. Raises UnknownCorrection where there is none."""
    found = store.database.execute(f"{_SELECT} WHERE corrections.id = ?", (number,))
    if not found:
        raise UnknownCorrection(f"the store has no correction {number}")
    return _kept(found[0])


def corrections_of(store: Store, article_number: int) -> tuple[Kept, ...]:
    """All the corrections of an article, withdrawn ones as well, in the order in which they were given."""
    sql = f"{_SELECT} WHERE corrections.article_id = ? ORDER BY given_at, corrections.id"
    return tuple(_kept(row) for row in store.database.execute(sql, (article_number,)))


def corrections(
    store: Store,
    *,
    article: int | None = None,
    by: str | None = None,
    kind: str | None = None,
    since: date | None = None,
    withdrawn: bool | None = None,
    after: int | None = None,
    limit: int | None = None,
    newest_first: bool = False,
) -> Iterator[Kept]:
    """Corrections by their numbers, in bounded memory; what is left out narrows nothing.

    `article` is an article's number, `kind` one of `correction.KINDS`, `since` a day (UTC); `withdrawn` says
    whether those that were taken back are meant. A page goes on `after` the number of the last one before.
    """
    where, parameters = ["1 = 1"], list[Any]()
    for condition, value in (
        ("corrections.article_id = ?", article),
        ("corrections.given_by = ?", by),
        ("corrections.kind = ?", kind),
        ("corrections.given_at >= ?", since.isoformat() if since else None),
    ):
        if value is not None:
            where.append(condition)
            parameters.append(value)
    if withdrawn is not None:
        where.append(f"corrections.withdrawn_at IS {'NOT ' if withdrawn else ''}NULL")
    where.append(f"corrections.id {'<' if newest_first else '>'} ?")
    order = "DESC" if newest_first else "ASC"
    sql = f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY corrections.id {order} LIMIT ?"
    at = after if after is not None else (1 << 62 if newest_first else 0)
    left = limit
    while left is None or left > 0:
        wanted = PAGE if left is None else min(PAGE, left)
        page = store.database.execute(sql, (*parameters, at, wanted))
        yield from map(_kept, page)
        if len(page) < wanted:
            return
        at = page[-1][0]
        left = None if left is None else left - len(page)


_SELECT = """
SELECT corrections.id, article_id, articles.given_id, articles.text_hash, correction, given_by, given_at,
    remark, models.onrecord, models.name, withdrawn_by, withdrawn_at
FROM corrections JOIN articles ON articles.id = corrections.article_id
    JOIN models ON models.id = corrections.model_id
"""


def _kept(row: Row) -> Kept:
    number, article_number, article, text_hash, correction, by, at, remark, onrecord, model, *taken = row
    return Kept(
        number=number,
        article_number=article_number,
        article=article,
        text_hash=text_hash,
        correction=from_json(correction),
        by=by,
        at=datetime.fromisoformat(at),
        remark=remark,
        made_on=MadeBy(onrecord, model),
        withdrawn=Withdrawn(taken[0], datetime.fromisoformat(taken[1])) if taken[1] else None,
    )


def _checked_time(at: datetime | None) -> datetime:
    """The time in UTC, by default now. Raises InvalidCorrection where it is to come, or is none in UTC."""
    now = datetime.now(UTC)
    try:
        at = now if at is None else at.astimezone(UTC)
    except OverflowError as error:
        raise InvalidCorrection(f"there is no time {at} in UTC") from error
    if at > now + AHEAD:
        raise InvalidCorrection(f"the correction is from the future, {at.isoformat()}")
    return at


def _written(at: datetime) -> str:
    """A time in UTC of one length, so that the order of texts is that of times."""
    return at.isoformat(timespec="microseconds")


def _made_by(database: Database, article_number: int) -> MadeBy:
    sql = (
        "SELECT models.onrecord, models.name FROM articles JOIN models ON models.id = articles.model_id "
        "WHERE articles.id = ?"
    )
    return MadeBy(*database.execute(sql, (article_number,))[0])


def _model(database: Database, made_on: MadeBy) -> int:
    row = (made_on.model, made_on.onrecord)
    database.execute("INSERT INTO models (name, onrecord) VALUES (?, ?) ON CONFLICT DO NOTHING", row)
    found = database.execute("SELECT id FROM models WHERE name = ? AND onrecord = ?", row)
    return int(found[0][0])


def _hash(database: Database, row: tuple[Any, ...], made_on: MadeBy) -> str:
    """The same in every store for the same correction of the same article by the same reader at one time."""
    sql = "SELECT given_id, text_hash FROM articles WHERE id = ?"
    article = database.execute(sql, (row[0],))[0]
    parts = (*article, *row[1:], made_on.onrecord, made_on.model)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]
