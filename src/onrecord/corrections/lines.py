"""Corrections from one store to another: JSON Lines out, and in again, each once."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from onrecord.corrections.correction import Correction
from onrecord.corrections.keeping import Kept, Withdrawn, keep_new, withdraw
from onrecord.corrections.limits import shown
from onrecord.errors import InvalidCorrection
from onrecord.record import MadeBy
from onrecord.store import Store


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as another store wrote it; its numbers there mean nothing here and are not read."""

    article: str
    text_hash: str
    correction: Correction
    by: str
    at: datetime
    made_on: MadeBy
    remark: str | None = None
    withdrawn: Withdrawn | None = None


class TakenIn(msgspec.Struct, frozen=True):
    """What became of a line: the correction, and whether anything of it is new; or why it was skipped."""

    line: int
    kept: Kept | None
    is_new: bool
    reason: str | None


def take_in(store: Store, lines: Iterable[bytes]) -> Iterator[TakenIn]:
    """Keeps the corrections of JSON Lines, each as it is asked for, and each once.

    A line finds its article by the id and the text. What does not fit is skipped, with the reason.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                kept, is_new = _keep(store, line)
            except InvalidCorrection as error:
                yield TakenIn(number, None, False, str(error))
            else:
                yield TakenIn(number, kept, is_new, None)


def _keep(store: Store, line: bytes) -> tuple[Kept, bool]:
    try:
        given = msgspec.json.decode(line, type=Line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InvalidCorrection(f"this is not the line of a correction: {error}") from error
    if given.at.tzinfo is None or (given.withdrawn and given.withdrawn.at.tzinfo is None):
        raise InvalidCorrection("its time has no time zone")
    sql = "SELECT id FROM articles WHERE text_hash = ? AND given_id = ? ORDER BY id LIMIT 1"
    # No id that a store has kept has a NUL in it, and PostgreSQL takes none.
    key = (given.text_hash.replace("\0", ""), given.article.replace("\0", ""))
    found = store.database.execute(sql, key)
    if not found:
        raise InvalidCorrection(
            f"the store has no article {shown(given.article)} with the text that it is about"
        )
    kept, is_new = keep_new(
        store,
        found[0][0],
        given.correction,
        by=given.by,
        remark=given.remark,
        made_on=given.made_on,
        at=given.at,
    )
    if given.withdrawn is not None and kept.withdrawn is None:
        kept, is_new = withdraw(store, kept.number, given.withdrawn.by, at=given.withdrawn.at), True
    return kept, is_new
