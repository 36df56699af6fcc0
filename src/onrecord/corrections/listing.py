"""What a store has of corrections: how each stands, and its records as readers have them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.corrections.applying import apply
from onrecord.corrections.corrected import corrected_record
from onrecord.corrections.keeping import Kept, corrections_of
from onrecord.corrections.view import Corrected, Judged
from onrecord.record import Record
from onrecord.store import Store
from onrecord.store.hashing import content_hash

RECENT = 64
"""Articles whose corrections are not worked out again for each of them in turn."""


def judged(store: Store, corrections: Iterable[Kept]) -> Iterator[Judged]:
    """The corrections of a store's articles with how each stands on the record that the store has now."""

    @lru_cache(RECENT)
    def standings(article_number: int) -> dict[int, Judged]:
        corrected = apply(store.record(article_number), corrections_of(store, article_number))
        return {one.kept.number: one for one in all_judged(corrected)}

    with store.database.reading():
        for kept in corrections:
            yield standings(kept.article_number)[kept.number]


def all_judged(corrected: Corrected) -> Iterator[Judged]:
    """Every correction of an article, each once."""
    for one in corrected.statements:
        yield from one.corrections
    yield from corrected.checks
    yield from corrected.earlier


def corrected_records(store: Store, records: Iterable[Record]) -> Iterator[Record]:
    """Records of a store with the corrections of their articles applied."""
    for record in records:
        sql = "SELECT id FROM articles WHERE content_hash = ?"
        ((number,),) = store.database.execute(sql, (content_hash(record.article),))
        yield corrected_record(record, corrections_of(store, number))
