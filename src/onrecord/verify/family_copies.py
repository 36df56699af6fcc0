"""Articles that carry one text: agency copy, cut or changed a little by each outlet.

An article's own prose, without what it quotes, is taken as runs of five words; of their hashes a fixed share
is kept, the same ones in every article (Manber 1994, Broder 1997). Two articles are copies where most of the
smaller one's are in the other. What is quoted does not count: independent reports of a speech quote the
same.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.statements.quotation_marks import Quoted
from onrecord.store.database import Database, in_chunks, values
from onrecord.verify.anchors import keys_of

RUN = 5
SHARE = 12
"""Of so many hashes one is kept."""
MOST = 48
"""Hashes kept of an article."""
FEWEST = 5
"""An article with fewer, of some 60 words, is a copy only where its text is exactly another's."""
ALIKE = 0.6
"""The share of the smaller article's hashes that a copy has in common."""
BUCKET = 24
"""Articles under one hash, the first that came: later ones are compared with these."""


class ArticleText(NamedTuple):
    """An article's number, its text, the stretches in quotation marks, and the first with the same text."""

    number: int
    text: str
    quoted: Sequence[Quoted]
    same_text_as: int | None


def prints_of(text: str, quoted: Sequence[Quoted]) -> list[int]:
    """The hashes kept of an article's own prose, ascending; 32 bits each."""
    prose, at = [], 0
    for one in quoted:
        if one.start >= at:
            prose.append(text[at : one.start])
            at = one.end
    prose.append(text[at:])
    words, _ = keys_of(" ".join(prose).encode("utf-8", "replace"))
    if len(words) < RUN:
        return []
    hashes = np.zeros(len(words) - RUN + 1, np.uint64)
    for ahead in range(RUN):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + words[ahead : ahead + len(hashes)]
    # The high bits of a product depend on all of the words, the low ones do not.
    hashes = (hashes * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(32)
    return [int(one) for one in np.unique(hashes[hashes < (1 << 32) // SHARE])[:MOST]]


def add_articles(database: Database, articles: Sequence[ArticleText]) -> None:
    """Finds the copies among articles and those that were added before; within a transaction that writes."""
    prints = {one.number: prints_of(one.text, one.quoted) for one in articles}
    buckets: dict[int, list[int]] = defaultdict(list)
    for some in in_chunks(sorted({mark for its in prints.values() for mark in its})):
        sql = f"SELECT print, article_id FROM article_prints WHERE print IN {values(len(some))}"
        for mark, number in database.execute(sql, some):
            buckets[mark].append(number)
    rows: list[tuple[int, int]] = []
    shared: dict[int, Counter[int]] = {}
    for number, its in prints.items():
        shared[number] = Counter()
        for mark in its:
            bucket = buckets[mark]
            if number in bucket:
                continue
            shared[number].update(bucket)
            if len(bucket) < BUCKET:
                bucket.append(number)
                rows.append((mark, number))
    sizes = _sizes(database, {other for some in shared.values() for other in some}, prints)
    pairs = [
        (number, other)
        for number, some in shared.items()
        for other, count in some.items()
        if min(sizes[number], sizes[other]) >= FEWEST and count >= ALIKE * min(sizes[number], sizes[other])
    ]
    pairs += [(one.number, one.same_text_as) for one in articles if one.same_text_as is not None]
    database.execute_many(
        "INSERT INTO article_prints (print, article_id) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(rows)
    )
    database.execute_many(
        "UPDATE articles SET prints = ? WHERE id = ?", [(len(its), number) for number, its in prints.items()]
    )
    for one, other in pairs:
        _join(database, one, other)


def _sizes(database: Database, others: set[int], prints: dict[int, list[int]]) -> dict[int, int]:
    sizes = {number: len(its) for number, its in prints.items()}
    for some in in_chunks(sorted(others - sizes.keys())):
        sql = f"SELECT id, coalesce(prints, 0) FROM articles WHERE id IN {values(len(some))}"
        sizes.update(dict(database.execute(sql, some)))
    return sizes


def _join(database: Database, one: int, other: int) -> None:
    """Makes the groups of copies that two articles are in one group, named for its first article."""
    first, second = (_first(database, number) for number in (one, other))
    if first == second:
        return
    first, second = min(first, second), max(first, second)
    database.execute("UPDATE article_copies SET copy_of = ? WHERE copy_of = ?", (first, second))
    database.execute("INSERT INTO article_copies (article_id, copy_of) VALUES (?, ?)", (second, first))


def _first(database: Database, number: int) -> int:
    found = database.execute("SELECT copy_of FROM article_copies WHERE article_id = ?", (number,))
    return int(found[0][0]) if found else number
