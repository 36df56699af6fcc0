"""Quotation families: all versions of one quotation in a store, who printed which when, and what it changed.

`update_families` (family_update) takes up what is new; `families` reads them. In the order of the work:

    family_words    a quotation's wording and its keys
    family_match    whether two wordings are versions of one quotation
    family_graph    which version stands for a family
    family_store    versions in a store: added, taken away
    family_copies   articles that carry one text
    family_update   the quotations of new articles, from a store's records
    family_changes  what a version changed in an earlier one
    families        families out of a store
    family_marked   a version's words beside the earlier one's
    family_text     families to read
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from onrecord.record import Span
from onrecord.store import Search, Store
from onrecord.store.database import Database, in_chunks, values
from onrecord.store.search import narrow
from onrecord.verify.family_changes import Change, Compared, Differing, compare
from onrecord.verify.family_match import Comparable, are_versions
from onrecord.verify.family_update import Updated, pending, spans_of, text_of, update_families
from onrecord.verify.family_words import wording
from onrecord.verify.names import speakers_agree
from onrecord.verify.words import Words, words_of

__all__ = ["Family", "Printing", "Updated", "Version", "families", "pending", "update_families"]

PAGE = 500
COMPARED = 16
"""A version is compared with the first of so many earlier ones that it has enough words in common with."""
_PERSONS = ("person", "author")


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation in an article: by whom, with which cue, and the words as they stand there.

    `article` is the id given, `article_number` the store's. `spans` lie in the article's text. `copy_of` is
    the number of an article that has the same text, be it an agency's, and printed it earlier: then this one
    is no independent version.
    """

    article: str
    article_number: int
    outlet: str | None
    day: str | None
    published: str | None
    title: str | None
    url: str | None
    statement: str
    speaker: str | None
    speaker_kind: str | None
    cue: str | None
    cue_lemma: str | None
    cue_tone: str | None
    negated: bool
    hypothetical: bool
    quote: str
    spans: tuple[Span, ...]
    copy_of: int | None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A wording of a quotation and who printed it, in the order of time; `text` is the words of the first.

    `change` is how it stands to the earlier version `against`, a number from 0 on, null for the earliest;
    `differences` are spans of `text` and of that version's. `meaning`: the reader is told something else.
    """

    text: str
    change: Change
    against: int | None
    differences: tuple[Differing, ...]
    meaning: bool
    printings: tuple[Printing, ...]


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of one quotation, in the order of time.

    `number` names the family for now: it can change when a longer version comes. `outlets` is how many
    printed it, `independent` how many did so but for copies of the same text. `speakers` are all whom it is
    ascribed to; `speakers_differ`: not all of those named are one person. `cues` are the cues put on it,
    those of most printings first.
    """

    number: int
    first_day: str | None
    last_day: str | None
    outlets: int
    independent: int
    speakers: tuple[str, ...]
    speakers_differ: bool
    cues: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def is_changed(self) -> bool:
        """Whether somebody printed other words, and not only fewer or more."""
        return any(version.change in ("altered", "elided") or version.meaning for version in self.versions)


def families(
    store: Store, search: Search | None = None, *, min_outlets: int = 2, changed: bool = False
) -> Iterator[Family]:
    """The families printed by so many outlets independently, those of most outlets first.

    search: families with a statement that it finds. changed: those in which words were altered or left out
    within. What was written since `update_families` is not in them. Raises InvalidSearch.
    """
    wanted = None if search is None or search.is_everything else _found(store, search)
    for number in _numbers(store.database, min_outlets, 2 if changed else 1, wanted):
        one = fitting(store, number, min_outlets, changed)
        if one is not None:
            yield one


def fitting(store: Store, number: int, min_outlets: int, changed: bool) -> Family | None:
    """The family with this number, where it is one of those that `families` gives; else None."""
    one = family(store, number)
    fits = one is not None and one.independent >= min_outlets and (one.is_changed or not changed)
    return one if fits else None


class Sized(NamedTuple):
    """A family and how many outlets and texts printed it at most; the largest come first in their order."""

    size: int
    number: int


def in_order(
    store: Store, min_outlets: int, changed: bool, among: Sequence[int] | None = None
) -> list[Sized]:
    """The families that may have so many outlets, and more than one wording where `changed`, largest first.

    Only those among the numbers, where there are any; without, all quotations of the store are counted, which
    takes some 5 microseconds each.
    """
    wordings = 2 if changed else 1
    if among is None:
        found = store.database.execute(_COUNTED.format(where=""), (min_outlets, wordings))
    else:
        found = _counted_among(store.database, min_outlets, wordings, among)
    return sorted((Sized(*row) for row in found), key=lambda one: (-one.size, one.number))


def state(store: Store) -> tuple[int, int]:
    """Two numbers, at least one of which is another after the families of a store have changed."""
    counted = store.database.execute("SELECT next FROM counters WHERE name = 'quotations'")
    return int(counted[0][0]), pending(store)


def families_with(store: Store, statements: Sequence[int]) -> list[int]:
    """The numbers of the families that these statements, told by their numbers, have quotations in."""
    found: set[int] = set()
    for some in in_chunks(statements):
        # By way of the article: quotations have an index of articles, not of statements.
        sql = (
            "SELECT DISTINCT v.family_id FROM statements AS s "
            "JOIN quotations AS q ON q.article_id = s.article_id AND q.statement_id = s.id "
            f"JOIN quotation_versions AS v ON v.id = q.version_id WHERE s.id IN {values(len(some))}"
        )
        found.update(number for (number,) in store.database.execute(sql, some))
    return sorted(found)


def family(store: Store, number: int) -> Family | None:
    """The family with this number; None where there is none."""
    rows = _rows(store.database, number)
    if not rows:
        return None
    firsts: dict[int, int] = {}
    by_version: dict[int, list[Printing]] = {}
    forms: dict[int, str] = {}
    for row in rows:
        version, words, group = row.pop("version"), row.pop("words"), row.pop("copies")
        first = firsts.setdefault(group, row["article_number"])
        copy_of = first if first != row["article_number"] else None
        by_version.setdefault(version, []).append(Printing(**row, copy_of=copy_of))
        forms[version] = words
    printings = [one for some in by_version.values() for one in some]
    days = [one.day for one in printings if one.day]
    speakers = [one.speaker for one in printings if one.speaker]
    named = [one.speaker for one in printings if one.speaker and one.speaker_kind in _PERSONS]
    cues = [one.cue_lemma for one in printings if one.cue_lemma]
    return Family(
        number=number,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        outlets=_outlets(printings),
        independent=_outlets([one for one in printings if one.copy_of is None]),
        speakers=tuple(dict.fromkeys(speakers)),
        speakers_differ=any(speakers_agree(one, named[:1]) is False for one in dict.fromkeys(named)),
        cues=tuple(sorted(dict.fromkeys(cues), key=lambda cue: -cues.count(cue))),
        versions=tuple(_versions(by_version, forms)),
    )


def _versions(by_version: dict[int, list[Printing]], forms: dict[int, str]) -> Iterator[Version]:
    earlier: list[tuple[Words, Comparable]] = []
    for number, printings in by_version.items():
        text = printings[0].quote
        words, ready = words_of(text, quotation=True), Comparable(wording(forms[number].split()))
        fits = (at for at, (_, other) in enumerate(earlier) if are_versions(ready, other))
        against = next(fits, 0) if earlier else None
        compared = Compared("earliest") if against is None else compare(words, earlier[against][0])
        if len(earlier) < COMPARED:
            earlier.append((words, ready))
        yield Version(
            text=text,
            change=compared.change,
            against=against,
            differences=compared.differences,
            meaning=compared.meaning,
            printings=tuple(printings),
        )


def _outlets(printings: Sequence[Printing]) -> int:
    return len({one.outlet or one.article_number for one in printings})


def _found(store: Store, search: Search) -> list[int]:
    """The numbers of the families of the statements that a search finds."""
    narrowed = narrow(store.database, search)
    found: set[int] = set()
    after = 0
    while numbers := store.database.numbers_after(narrowed, after, PAGE):
        found.update(families_with(store, numbers))
        after = numbers[-1]
    return sorted(found)


# Each article without an outlet counts as one. What either count is not below, the true one is not above.
_COUNTED = """
SELECT size, family FROM (
    SELECT family, CASE WHEN outlets < texts THEN outlets ELSE texts END AS size, wordings FROM (
        SELECT v.family_id AS family, count(DISTINCT coalesce(a.outlet_id, -a.id)) AS outlets,
            count(DISTINCT coalesce(c.copy_of, a.id)) AS texts, count(DISTINCT v.id) AS wordings
        FROM quotation_versions AS v JOIN quotations AS q ON q.version_id = v.id
        JOIN articles AS a ON a.id = q.article_id LEFT JOIN article_copies AS c ON c.article_id = a.id
        {where} GROUP BY v.family_id
    ) AS counted
) AS sized
WHERE size >= ? AND wordings >= ?
"""


def _numbers(database: Database, outlets: int, wordings: int, wanted: Sequence[int] | None) -> Iterator[int]:
    """The numbers of families with so many outlets, texts and wordings, the largest first."""
    if wanted is not None:
        found = _counted_among(database, outlets, wordings, wanted)
        yield from (number for _, number in sorted(found, key=lambda row: (-row[0], row[1])))
        return
    sql = _COUNTED.format(where="") + "AND (size < ? OR (size = ? AND family > ?)) "
    sql += "ORDER BY size DESC, family LIMIT ?"
    size, number = 1 << 60, 0
    while page := database.execute(sql, (outlets, wordings, size, size, number, PAGE)):
        yield from (number for _, number in page)
        size, number = page[-1]


def _counted_among(
    database: Database, outlets: int, wordings: int, wanted: Sequence[int]
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for some in in_chunks(wanted):
        sql = _COUNTED.format(where=f"WHERE v.family_id IN {values(len(some))}")
        found += database.execute(sql, (*some, outlets, wordings))
    return found


_PRINTED = """
SELECT q.version_id, v.words, coalesce(c.copy_of, a.id), a.given_id, a.id, o.name, a.day, a.published,
    a.title, a.url, s.label, coalesce(w.name, s.source), s.speaker_kind, s.cue, s.cue_lemma, s.cue_tone,
    s.negated, s.hypothetical, q.spans
FROM quotation_versions AS v
JOIN quotations AS q ON q.version_id = v.id
JOIN statements AS s ON s.id = q.statement_id
JOIN articles AS a ON a.id = q.article_id
LEFT JOIN article_copies AS c ON c.article_id = a.id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN speakers AS w ON w.id = s.speaker_id
WHERE v.family_id = ?
"""
_FIELDS = (
    "version", "words", "copies", "article", "article_number", "outlet", "day", "published", "title",
    "url", "statement", "speaker", "speaker_kind", "cue", "cue_lemma", "cue_tone", "negated",
    "hypothetical", "spans",
)  # fmt: skip


def _rows(database: Database, number: int) -> list[dict[str, Any]]:
    """Where a family's quotations are printed, in the order of time; undated articles last."""
    rows = [dict(zip(_FIELDS, row, strict=True)) for row in database.execute(_PRINTED, (number,))]
    texts = _texts(database, rows)
    for row, quote in zip(rows, texts, strict=True):
        # SQLite has no truth values, only 0 and 1.
        row |= {"negated": bool(row["negated"]), "hypothetical": bool(row["hypothetical"])}
        row |= {"spans": spans_of(row["spans"]), "quote": quote}
    # By the content after the day, so that the order does not depend on that of ingestion.
    rows.sort(
        key=lambda row: (
            row["day"] or "9999", row["published"] or "", row["outlet"] or "", row["article"],
            row["article_number"], row["spans"],
        )
    )  # fmt: skip
    return rows


def _texts(database: Database, rows: Iterable[dict[str, Any]]) -> list[str]:
    quotes = []
    for some in in_chunks(list(rows)):
        numbers = sorted({row["article_number"] for row in some})
        sql = f"SELECT article_id, text FROM records WHERE article_id IN {values(len(numbers))}"
        texts: dict[int, str] = dict(database.execute(sql, numbers))
        quotes += [text_of(texts[row["article_number"]], spans_of(row["spans"])) for row in some]
    return quotes
