"""Records into a store: each article once, a re-read one in one piece, refusals with their reasons."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NamedTuple

from onrecord.record import MadeBy
from onrecord.store.counts import counted
from onrecord.store.database import Database, Row, in_chunks, values
from onrecord.store.dates import first_number
from onrecord.store.prepared import Prepared, PreparedSpeaker


class Outcome(Enum):
    """What became of a record that was written."""

    RECORDED = "recorded"
    """New in the store."""
    SAME_TEXT = "recorded, with the text of another article"
    """New in the store; another article, of another outlet, has the same text."""
    REREAD = "read again"
    """In the place of the record that another model made."""
    KNOWN = "already there"
    """The store has this article; it was left as it is."""


class Refusal(NamedTuple):
    """What was given and is no record: its id, path or URL, and why."""

    name: str
    reason: str


class Input(NamedTuple):
    """A file that was read to its end, and how to tell whether it has changed since."""

    name: str
    stamp: str


def write(
    database: Database,
    prepared: Sequence[Prepared],
    refusals: Iterable[Refusal] = (),
    inputs: Iterable[Input] = (),
    replace: bool = False,
) -> list[Outcome]:
    """Writes all of it in one transaction; what became of each record, in order.

    An article that the store has is left alone, or with `replace` gets the new record where another model
    made the old one. Raises StoreFull, StoreBusy and UnusableStore; then nothing of it was written.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with database.writing():
        outcomes = _write_records(database, prepared, replace, now)
        database.execute_many(
            "INSERT INTO refused (name, reason, first_at, last_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET reason = excluded.reason, last_at = excluded.last_at",
            [(_key(one.name), one.reason.replace("\0", "\ufffd"), now, now) for one in refusals],
        )
        database.execute_many(
            "INSERT INTO inputs (name, stamp, finished_at) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, finished_at = excluded.finished_at",
            [(_key(one.name), one.stamp, now) for one in inputs],
        )
    return outcomes


def _write_records(
    database: Database, prepared: Sequence[Prepared], replace: bool, now: str
) -> list[Outcome]:
    there = _known(database, [one.content_hash for one in prepared])
    models = _models(database, {one.made_by for one in prepared})
    outcomes = []
    new: list[tuple[Prepared, int | None]] = []
    for one in prepared:
        number, model = there.get(one.content_hash, (None, None))
        if number is None:
            outcomes.append(Outcome.RECORDED)
        elif replace and model != models[one.made_by]:
            outcomes.append(Outcome.REREAD)
        else:
            outcomes.append(Outcome.KNOWN)
            continue
        new.append((one, number))
        there[one.content_hash] = (-1, models[one.made_by])
    if not new:
        return outcomes
    first = reserve(database, "articles", sum(number is None for _, number in new))
    numbered = []
    for one, number in new:
        if number is None:
            number, first = first, first + 1
        numbered.append((number, one))
    added = [pair for pair, (_, old) in zip(numbered, new, strict=True) if old is None]
    again = [pair for pair, (_, old) in zip(numbered, new, strict=True) if old is not None]
    same = _same_texts(database, numbered)
    with counted(database, [number for number, _ in numbered]):
        _write_articles(database, added, again, same, models, now)
    database.execute_many(
        "INSERT INTO families_pending (article_id) VALUES (?) ON CONFLICT DO NOTHING",
        [(number,) for number, _ in numbered],
    )
    database.execute_many(
        "DELETE FROM refused WHERE name = ?", [(_key(one.given_id),) for _, one in numbered]
    )
    marked = iter(numbered)
    return [
        Outcome.SAME_TEXT
        if outcome is not Outcome.KNOWN and next(marked)[0] in same and outcome is Outcome.RECORDED
        else outcome
        for outcome in outcomes
    ]


def _write_articles(
    database: Database,
    added: Sequence[tuple[int, Prepared]],
    again: Sequence[tuple[int, Prepared]],
    same: dict[int, int],
    models: dict[MadeBy, int],
    now: str,
) -> None:
    """New articles, and others in the place of what there is of them; `same` has whose text each has."""
    _forget(database, [number for number, _ in again])
    numbered = [*added, *again]
    outlets = _outlets(database, {one.outlet for _, one in numbered if one.outlet})
    database.execute_many(
        f"INSERT INTO articles ({', '.join(_ARTICLE)}, id, same_text_as) VALUES {values(len(_ARTICLE) + 2)}",
        [(*_article(one, outlets, models, now), number, same.get(number)) for number, one in added],
    )
    database.execute_many(
        f"UPDATE articles SET {', '.join(f'{column} = ?' for column in _ARTICLE)} WHERE id = ?",
        [(*_article(one, outlets, models, now), number) for number, one in again],
    )
    database.execute_many(
        "INSERT INTO records (article_id, text, record) VALUES (?, ?, ?)",
        [(number, one.text, one.rest) for number, one in numbered],
    )
    _write_statements(database, numbered, outlets)


_ARTICLE = (
    "title", "outlet_id", "published", "day", "authors", "url", "given_id", "language", "statement_count",
    "model_id", "read_at", "content_hash", "text_hash",
)  # fmt: skip


def _article(one: Prepared, outlets: dict[str, int], models: dict[MadeBy, int], now: str) -> tuple[Any, ...]:
    outlet = outlets[one.outlet] if one.outlet else None
    return (
        one.title, outlet, one.published, one.day, one.authors, one.url, one.given_id, one.language,
        len(one.statements), models[one.made_by], now, one.content_hash, one.text_hash,
    )  # fmt: skip


_STATEMENT = (
    "id", "article_id", "outlet_id", "speaker_id", "article_speaker_id",
    "label", "speaker_kind", "speaker_confidence", "source", "cue", "quote", "manner", "cue_lemma",
    "cue_tone", "negated", "hypothetical", "addressee", "venue", "parent", "confidence",
    "source_spans", "cue_spans", "content_spans", "addressee_spans", "venue_spans",
)  # fmt: skip


def _write_statements(
    database: Database, articles: Sequence[tuple[int, Prepared]], outlets: dict[str, int]
) -> None:
    by_rule = _speakers(database, [speaker for _, one in articles for speaker in one.speakers])
    split = _splits(database, [number for number, _ in articles])
    of_article = reserve(database, "article_speakers", sum(len(one.speakers) for _, one in articles))
    count = reserve(database, "statements", sum(len(one.statements) for _, one in articles))
    speakers, statements = [], []
    for number, one in articles:
        numbers: list[tuple[int, int]] = []
        for speaker in one.speakers:
            rule, meant = by_rule[speaker.kind, speaker.folded]
            meant = split.get((number, rule), meant)
            numbers.append((of_article, meant))
            speakers.append(
                (of_article, number, speaker.label, speaker.name, speaker.kind, speaker.names, speaker.roles,
                 rule, meant)
            )  # fmt: skip
            of_article += 1
        begin = first_number(date.fromisoformat(one.day) if one.day else None)
        outlet = outlets[one.outlet] if one.outlet else None
        for statement in one.statements:
            own, who = (None, None) if statement.speaker is None else numbers[statement.speaker]
            label, _, *rest = statement
            statements.append((begin + count, number, outlet, who, own, label, *rest))
            count += 1
    database.execute_many(
        "INSERT INTO article_speakers (id, article_id, label, name, kind, names, roles, rule_speaker_id, "
        f"speaker_id) VALUES {values(9)}",
        speakers,
    )
    database.execute_many(
        f"INSERT INTO statements ({', '.join(_STATEMENT)}) VALUES {values(len(_STATEMENT))}", statements
    )


def _known(database: Database, hashes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The number and the model of each of the articles that is there."""
    found = {}
    for some in in_chunks(hashes):
        sql = f"SELECT content_hash, id, model_id FROM articles WHERE content_hash IN {values(len(some))}"
        found.update({hash: (number, model) for hash, number, model in database.execute(sql, some)})
    return found


def _same_texts(database: Database, articles: Sequence[tuple[int, Prepared]]) -> dict[int, int]:
    """For each article whose text another one has, the first of those: in the store, or before it here."""
    first: dict[str, int] = {}
    for some in in_chunks([one.text_hash for _, one in articles]):
        sql = f"SELECT text_hash, min(id) FROM articles WHERE text_hash IN {values(len(some))} GROUP BY 1"
        first.update(dict(database.execute(sql, some)))
    same = {}
    for number, one in articles:
        if first.setdefault(one.text_hash, number) != number:
            same[number] = first[one.text_hash]
    return same


def _forget(database: Database, numbers: Sequence[int]) -> None:
    """Removes the records of articles, which stay themselves, to make room for new ones."""
    for some in in_chunks(numbers):
        for table in ("statements", "article_speakers", "records"):
            database.execute(f"DELETE FROM {table} WHERE article_id IN {values(len(some))}", some)


def _models(database: Database, wanted: set[MadeBy]) -> dict[MadeBy, int]:
    rows = sorted((one.model, one.onrecord) for one in wanted)
    database.execute_many("INSERT INTO models (name, onrecord) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)
    found = database.execute("SELECT id, name, onrecord FROM models")
    return {MadeBy(onrecord, model): number for number, model, onrecord in found}


def _outlets(database: Database, wanted: set[str]) -> dict[str, int]:
    names = sorted(wanted)
    database.execute_many(
        "INSERT INTO outlets (name) VALUES (?) ON CONFLICT DO NOTHING", [(n,) for n in names]
    )
    found: dict[str, int] = {}
    for some in in_chunks(names):
        sql = f"SELECT name, id FROM outlets WHERE name IN {values(len(some))}"
        found.update(dict(database.execute(sql, some)))
    return found


def _speakers(
    database: Database, wanted: Sequence[PreparedSpeaker]
) -> dict[tuple[str, str], tuple[int, int]]:
    """By kind and folded name: the speaker by rule, and whom it was merged into by hand, or itself.

    A row keeps the best form of its name that an article has had: one that tells who it is before one that
    does not ("smith"), one that is written as names are before one in capitals.
    """
    best: dict[tuple[str, str], PreparedSpeaker] = {}
    for one in wanted:
        before = best.setdefault((one.kind, one.folded), one)
        if _form(one.name, one.is_one) > _form(before.name, before.is_one):
            best[one.kind, one.folded] = one
    found: dict[tuple[str, str], tuple[int, int]] = {}
    sql = (
        "SELECT folded, id, coalesce(merged_into, id), name, is_one FROM speakers "
        "WHERE kind = ? AND folded IN "
    )
    for kind in sorted({kind for kind, _ in best}):
        names = sorted(folded for its_kind, folded in best if its_kind == kind)
        there: dict[str, Row] = {}
        for some in in_chunks(names):
            there.update({row[0]: row for row in database.execute(sql + values(len(some)), (kind, *some))})
        missing = [name for name in names if name not in there]
        database.execute_many(
            "INSERT INTO speakers (name, kind, folded, is_one) VALUES (?, ?, ?, ?)",
            [(best[kind, name].name, kind, name, best[kind, name].is_one) for name in missing],
        )
        for some in in_chunks(missing):
            there.update({row[0]: row for row in database.execute(sql + values(len(some)), (kind, *some))})
        better = [
            (best[kind, name].name, best[kind, name].is_one, number)
            for name, number, _, is_called, is_one in there.values()
            if _form(best[kind, name].name, best[kind, name].is_one) > _form(is_called, is_one)
        ]
        database.execute_many("UPDATE speakers SET name = ?, is_one = ? WHERE id = ?", better)
        found.update({(kind, name): (number, meant) for name, number, meant, *_ in there.values()})
    return found


def _form(name: str, is_one: bool) -> tuple[bool, bool]:
    """How good a form of a name is; the greater the better."""
    capitals = sum(character.isupper() for character in name)
    letters = sum(character.isalpha() for character in name)
    return bool(is_one), " " not in name or 2 * capitals <= letters


def _splits(database: Database, articles: Sequence[int]) -> dict[tuple[int, int], int]:
    """By article and speaker by rule: who it was said by hand to be there."""
    found = {}
    for some in in_chunks(articles):
        sql = (
            "SELECT article_id, rule_speaker_id, coalesce(merged_into, id) FROM speaker_splits "
            "JOIN speakers ON speakers.id = speaker_splits.speaker_id "
            f"WHERE article_id IN {values(len(some))}"
        )
        found.update({(article, rule): meant for article, rule, meant in database.execute(sql, some)})
    return found


def reserve(database: Database, counter: str, count: int) -> int:
    """The first of so many numbers that nobody else gets; `counter` is a name in the table counters."""
    sql = "UPDATE counters SET next = next + ? WHERE name = ? RETURNING next"
    return int(database.execute(sql, (count, counter))[0][0]) - count


def _key(name: str) -> str:
    """A name short enough for an index, without NUL."""
    return name.replace("\0", "\ufffd")[:500]
