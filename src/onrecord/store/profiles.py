"""What a store tells of one speaker: how often, where, under which names, with which cues."""

from collections import Counter

import msgspec

from onrecord.store.database import Database, Narrowed
from onrecord.store.dates import FIRST_WITH_DAY, day_of_number
from onrecord.store.facets import Count, Facets, facets
from onrecord.store.people import Heard, speaker_numbered

CALLED = 1_000
"""Names and roles are taken from so many of the newest articles: 5,000 took 20 milliseconds."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker, whoever was merged into it included; where `heard.is_one` is false, all who are called so.

    The days are those of the first and the last statement that has one. `names` and `roles` are what articles
    call it, with how many do, of its newest CALLED; `spread` is over its newest statements.
    """

    heard: Heard
    first_day: str | None
    last_day: str | None
    names: tuple[Count, ...]
    roles: tuple[Count, ...]
    spread: Facets


_DAYS = """
SELECT (SELECT min(id) FROM statements WHERE speaker_id = ? AND id >= ?),
    (SELECT max(id) FROM statements WHERE speaker_id = ? AND id >= ?)
"""

_CALLED = "SELECT name, names, roles FROM article_speakers WHERE speaker_id = ? ORDER BY id DESC LIMIT ?"


def profile(database: Database, number: int, top: int) -> Profile:
    """The speaker with this number, or whom it was merged into; `top` of each that there may be many of.

    Raises LookupError where there is none.
    """
    heard = speaker_numbered(database, number)
    # Statements without a day have smaller numbers than these.
    days = database.execute(_DAYS, (heard.number, FIRST_WITH_DAY) * 2)[0]
    first, last = (None if one is None else day_of_number(one) for one in days)
    names, roles = Counter[str](), Counter[str]()
    for name, others, its_roles in database.execute(_CALLED, (heard.number, CALLED)):
        names.update({name, *_pieces(others)})
        roles.update(_pieces(its_roles))
    return Profile(
        heard=heard,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        names=tuple(Count(*one) for one in names.most_common(top)),
        roles=tuple(Count(*one) for one in roles.most_common(top)),
        spread=facets(database, Narrowed(speakers=(heard.number,)), top),
    )


def _pieces(joined: str | None) -> set[str]:
    return set(joined.split("; ")) if joined else set()
