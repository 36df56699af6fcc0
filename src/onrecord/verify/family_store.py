"""The versions of quotations in a store: added, taken away, each with its family.

Cost: for a new version its keys are looked up, and at most BUCKET versions under each compared with it,
whatever the number of versions there are. Only what concerns the versions of one call is in memory.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from onrecord.store.database import Database, in_chunks, values
from onrecord.store.writing import reserve
from onrecord.verify.family_graph import Rank, settle
from onrecord.verify.family_match import Comparable, are_versions
from onrecord.verify.family_words import FEW_KEYS, Wording, keys_of, wording

BUCKET = 48
"""Versions under one key, the first that came. Later ones are compared with these, where they share a second
key with one, and are not found under it themselves: the key is a common phrase, or its family is large, and
then the first are enough to find it by."""


AT_ONCE = 1_000
"""New versions in memory at once, with those that they are compared with."""


def add_versions(database: Database, wordings: Sequence[Wording]) -> list[int]:
    """The numbers of the versions with these wordings; those that are not there yet are added to families.

    Within a transaction that writes.
    """
    by_hash = {one.hash: one for one in wordings}
    numbers = _known(database, list(by_hash))
    new = [hash for hash in by_hash if hash not in numbers]
    for start in range(0, len(new), AT_ONCE):
        some = new[start : start + AT_ONCE]
        first = reserve(database, "quotation_versions", len(some))
        added = {first + place: by_hash[hash] for place, hash in enumerate(some)}
        numbers.update(zip(some, added, strict=True))
        _add(database, added)
    return [numbers[one.hash] for one in wordings]


def remove_unused(database: Database, numbers: Iterable[int]) -> None:
    """Takes away those of the versions that are not printed anywhere any more."""
    gone: list[int] = []
    for some in in_chunks(sorted(set(numbers))):
        printed = database.execute(
            f"SELECT DISTINCT version_id FROM quotations WHERE version_id IN {values(len(some))}", some
        )
        gone += sorted(set(some) - {number for (number,) in printed})
    if not gone:
        return
    links = _Links(database)
    links.load(gone)
    concerned = {other for one in gone for other in links.of(one)} - set(gone)
    for some in in_chunks(gone):
        wanted = values(len(some))
        rows = database.execute(f"SELECT id, words FROM quotation_versions WHERE id IN {wanted}", some)
        database.execute_many(
            "DELETE FROM quotation_keys WHERE key = ? AND version_id = ?",
            [(key, number) for number, words in rows for key in keys_of(wording(words.split()))],
        )
        database.execute(f"DELETE FROM quotation_links WHERE version_id IN {wanted}", some)
        database.execute(f"DELETE FROM quotation_versions WHERE id IN {wanted}", some)
    database.execute_many(
        "DELETE FROM quotation_links WHERE version_id = ? AND other_id = ?",
        [(other, one) for one in gone for other in links.of(one)],
    )
    links = _Links(database)
    links.load(concerned)
    links.leave(set(gone))
    links.settle(concerned)
    links.write()


def _known(database: Database, hashes: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in in_chunks(sorted(hashes)):
        sql = f"SELECT hash, id FROM quotation_versions WHERE hash IN {values(len(some))}"
        found.update(dict(database.execute(sql, some)))
    return found


def _add(database: Database, added: dict[int, Wording]) -> None:
    candidates, key_rows = _candidates(database, added)
    links = _Links(database)
    links.load({other for some in candidates.values() for other in some if other not in added})
    links.load_families()
    for number, one in added.items():
        links.add_version(number, one)
    for number, some in candidates.items():
        for other in some:
            if are_versions(links.comparable(number), links.comparable(other)):
                links.link(number, other)
    links.settle(added)
    database.execute_many(
        "INSERT INTO quotation_versions (id, words, length, hash, family_id) VALUES (?, ?, ?, ?, ?)",
        [
            (number, one.words, len(one.forms), one.hash, links.family[number])
            for number, one in added.items()
        ],
    )
    database.execute_many(
        "INSERT INTO quotation_keys (key, version_id, few) VALUES (?, ?, ?)", sorted(key_rows)
    )
    links.write(besides=added)


def _candidates(
    database: Database, added: dict[int, Wording]
) -> tuple[dict[int, list[int]], list[tuple[int, int, int]]]:
    """For each new version the older ones, and those added before it, that it is to be compared with; and the
    keys under which the new ones are to be found."""
    keys = {number: keys_of(one) for number, one in added.items()}
    buckets: dict[int, list[int]] = defaultdict(list)
    few = {number for number, its in keys.items() if len(its) <= FEW_KEYS}
    for some in in_chunks(sorted({key for its in keys.values() for key in its})):
        sql = f"SELECT key, version_id, few FROM quotation_keys WHERE key IN {values(len(some))}"
        for key, number, has_few in database.execute(sql, some):
            buckets[key].append(number)
            if has_few:
                few.add(number)
    candidates: dict[int, list[int]] = {}
    rows: list[tuple[int, int, int]] = []
    for number, its in keys.items():
        shared: Counter[int] = Counter()
        uncrowded: set[int] = set()
        for key in its:
            bucket = buckets[key]
            shared.update(bucket)
            if len(bucket) < BUCKET:
                uncrowded.update(bucket)
                rows.append((key, number, int(number in few)))
        candidates[number] = sorted(
            other
            for other, count in shared.items()
            if count >= 2 or len(its) == 1 or (other in uncrowded and (number in few or other in few))
        )
        for key in its:
            if len(buckets[key]) < BUCKET:
                buckets[key].append(number)
    return candidates, rows


class _Links:
    """The part of the graph of versions that is looked at, read from the store as it is asked for."""

    def __init__(self, database: Database) -> None:
        self.family: dict[int, int] = {}
        self._database = database
        self._ranks: dict[int, Rank] = {}
        self._words: dict[int, str] = {}
        self._comparable: dict[int, Comparable] = {}
        self._keys: dict[int, frozenset[int]] = {}
        self._tried: set[tuple[int, int]] = set()
        self._linked: dict[int, set[int]] = {}
        self._new: dict[int, list[int]] = defaultdict(list)
        self._was: dict[int, int] = {}

    def load(self, numbers: Iterable[int]) -> None:
        """Reads versions that are in the store."""
        for some in in_chunks(sorted({number for number in numbers if number not in self._ranks})):
            sql = "SELECT id, length, hash, family_id, words FROM quotation_versions WHERE id IN "
            for number, length, hash, family, words in self._database.execute(sql + values(len(some)), some):
                self._ranks[number] = (-length, hash)
                self.family[number] = self._was[number] = family
                self._words[number] = words

    def leave(self, gone: set[int]) -> None:
        """Takes versions that were read out of the families for which those that are gone stood."""
        self.family.update((number, 0) for number, family in self.family.items() if family in gone)

    def load_families(self) -> None:
        """Reads the versions that stand for the families of those that were read."""
        self.load(set(self.family.values()) - {0})

    def comparable(self, number: int) -> Comparable:
        """A version that is loaded or new, ready to be compared."""
        if number not in self._comparable:
            self._comparable[number] = Comparable(wording(self._words[number].split()))
        return self._comparable[number]

    def add_version(self, number: int, one: Wording) -> None:
        """Takes up a new version that is not in the store yet."""
        self._words[number] = one.words
        self._ranks[number] = (-len(one.forms), one.hash)
        self.family[number] = 0
        self._linked[number] = set()

    def link(self, one: int, other: int) -> None:
        """Links two versions, in both directions."""
        self._new[one].append(other)
        self._new[other].append(one)

    def of(self, number: int) -> set[int]:
        """The versions linked with one."""
        if number not in self._linked:
            sql = "SELECT other_id FROM quotation_links WHERE version_id = ?"
            self._linked[number] = {other for (other,) in self._database.execute(sql, (number,))}
            self.load(self._linked[number])
            self.load({self.family[other] for other in self._linked[number]})
        return self._linked[number] | set(self._new.get(number, ()))

    def settle(self, changed: Iterable[int]) -> None:
        """Finds the families of what has changed and of what that concerns."""
        settle(changed, self.of, self._link_if_versions, self._ranks, self.family)

    def _link_if_versions(self, one: int, other: int) -> bool:
        if other in self.of(one):
            return True
        pair = (one, other) if one < other else (other, one)
        if pair in self._tried:
            return False
        self._tried.add(pair)
        ours, theirs = self._keys_of(one), self._keys_of(other)
        if len(ours & theirs) < (1 if min(len(ours), len(theirs)) <= FEW_KEYS else 2):
            # They would never have been compared, in whatever order they had come.
            return False
        if not are_versions(self.comparable(one), self.comparable(other)):
            return False
        self.link(one, other)
        return True

    def _keys_of(self, number: int) -> frozenset[int]:
        if number not in self._keys:
            self._keys[number] = frozenset(keys_of(self.comparable(number).wording))
        return self._keys[number]

    def write(self, besides: Iterable[int] = ()) -> None:
        """Writes new links, and the families that have changed but for those of versions written already."""
        self._database.execute_many(
            "INSERT INTO quotation_links (version_id, other_id) VALUES (?, ?)",
            sorted((one, other) for one, others in self._new.items() for other in others),
        )
        written = set(besides)
        changed = [
            (family, number)
            for number, family in self.family.items()
            if number not in written and family != self._was[number]
        ]
        self._database.execute_many("UPDATE quotation_versions SET family_id = ? WHERE id = ?", changed)
