"""The tools search and speakers: what a store has by whom."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from onrecord.errors import CannotAnswer
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import MOST_RESULTS, MOST_SKIPPED, RESULTS, WORDS_CHARACTERS
from onrecord.mcp.passages import clipped, counted, joined
from onrecord.mcp.statements import About, Said, about, about_shown, fitting, said, statement_lines
from onrecord.record import Kind, Manner, Record, Statement, Tone
from onrecord.store import Search, StatementRow, Store

Limit = Annotated[int, Meta(ge=1, le=MOST_RESULTS, description="Results in one answer, at most.")]
Skip = Annotated[int, Meta(ge=0, le=MOST_SKIPPED, description="Results to pass over, to go on.")]
Words = Annotated[
    str,
    Meta(
        max_length=WORDS_CHARACTERS,
        description='All must stand in the statement, in any grammatical form; "in quotation marks" beside '
        "each other; promis* is how words begin.",
    ),
]
Day = Annotated[str, Meta(max_length=10, description="2016-05-02, 2016-05 or 2016.")]


class Narrowing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What narrows a search, as in `onrecord.store.Search`; of several values in a list one must hold."""

    words: Words = ""
    speaker: (
        Annotated[str, Meta(max_length=300, description="Words of the name, or #NUMBER of a speaker.")] | None
    ) = None
    kinds: Annotated[tuple[Kind, ...], Meta(max_length=8, description="Kinds of speakers.")] = ()
    outlets: Annotated[tuple[str, ...], Meta(max_length=50, description="Words of outlets' names.")] = ()
    since: Day | None = None
    until: Day | None = None
    manners: Annotated[tuple[Manner, ...], Meta(max_length=3)] = ()
    tones: Annotated[tuple[Tone, ...], Meta(max_length=7, description="Of the cue.")] = ()
    negated: bool | None = None
    hypothetical: bool | None = None

    def search(self) -> Search:
        """The search that is meant."""
        return Search(**{name: getattr(self, name) for name in Search.__struct_fields__})


class SearchArguments(Narrowing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which statements are looked for, and how many are wanted."""

    sort: Annotated[
        Literal["rank", "date"] | None,
        Meta(description="rank where there are words, else date, newest first"),
    ] = None
    limit: Limit = RESULTS
    skip: Skip = 0


class FoundStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its article."""

    article: About
    said: Said


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The statements found; `next_skip` is null where there are no more."""

    statements: tuple[FoundStatement, ...]
    next_skip: int | None
    note: str | None


class SpeakersArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which speakers; without a name, those who are heard most."""

    name: Annotated[str, Meta(max_length=300, description="Words of the name.")] | None = None
    kind: Kind | None = None
    limit: Limit = RESULTS
    skip: Skip = 0


class HeardSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker across articles. `is_one`: the name tells who it is everywhere; else it may be several."""

    number: int
    name: str
    kind: Kind
    is_one: bool
    statements: int
    articles: int
    also: tuple[str, ...]


class SpeakersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Speakers, those with most statements first; `next_skip` is null where there are no more."""

    speakers: tuple[HeardSpeaker, ...]
    next_skip: int | None
    note: str | None


def search(desk: Desk, asked: SearchArguments) -> SearchAnswer:
    """The statements found. Raises InvalidSearch."""
    by_rank = None if asked.sort is None else asked.sort == "rank"
    with desk.opened() as store:
        rows = store.search(asked.search(), by_rank=by_rank, limit=asked.skip + asked.limit + 1)
        wanted = rows[asked.skip : asked.skip + asked.limit]
        records = Records(store)
        found = fitting(_found(row, records.of(row.article_number)) for row in wanted)
    next_skip, note = going_on(asked.skip, len(found), len(rows))
    return SearchAnswer(statements=found, next_skip=next_skip, note=note)


def _found(row: StatementRow, record: Record) -> FoundStatement:
    its = said(record, statement_of(record, row.statement), row.speaker_name)
    return FoundStatement(article=about(record.article, row.article_number), said=its)


def speakers(desk: Desk, asked: SpeakersArguments) -> SpeakersAnswer:
    """The speakers by these words of a name."""
    with desk.opened() as store:
        there = store.speakers(asked.name, asked.kind, asked.skip + asked.limit + 1)
    found = fitting(
        HeardSpeaker(
            number=one.number,
            name=clipped(one.name) or "",
            kind=one.kind,
            is_one=one.is_one,
            statements=one.statements,
            articles=one.articles,
            also=tuple(clipped(name) or "" for name in one.also[:MOST_RESULTS]),
        )
        for one in there[asked.skip : asked.skip + asked.limit]
    )
    next_skip, note = going_on(asked.skip, len(found), len(there))
    return SpeakersAnswer(speakers=found, next_skip=next_skip, note=note)


class Records:
    """The records of a store's articles, each fetched once in a call."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[int, Record] = {}

    def of(self, number: int) -> Record:
        """The record of the article with this number. Raises CannotAnswer where there is none."""
        if number not in self._found:
            self._found[number] = record_of(self._store, number)
        return self._found[number]


def record_of(store: Store, number: int) -> Record:
    """The record of the article with this number. Raises CannotAnswer where there is none."""
    try:
        return store.record(number)
    except LookupError as error:
        raise CannotAnswer(str(error.args[0])) from error


def statement_of(record: Record, id: str) -> Statement:
    """The statement with this id. Raises CannotAnswer where there is none."""
    for one in record.statements:
        if one.id == id:
            return one
    raise CannotAnswer(f"the article has no statement {clipped(id)!r}; it has {len(record.statements):,}")


def going_on(skipped: int, found: int, there: int) -> tuple[int | None, str | None]:
    """Where the next answer begins, and the note that says so; `there` counts the skipped ones as well."""
    if skipped + found >= there:
        return None, None if there else "Nothing was found."
    going_on_at = skipped + max(1, found)
    if going_on_at > MOST_SKIPPED:
        return None, "There are more: narrow the search."
    return going_on_at, f"There are more: call again with skip={going_on_at}."


def search_shown(answer: SearchAnswer) -> str:
    """The answer as text."""
    blocks = ["\n".join([about_shown(one.article), *statement_lines(one.said)]) for one in answer.statements]
    return "\n\n".join([*blocks, *([answer.note] if answer.note else [])])


def speakers_shown(answer: SpeakersAnswer) -> str:
    """The answer as text."""
    lines = []
    for one in answer.speakers:
        also = f", also {'; '.join(one.also)}" if one.also else ""
        several = "" if one.is_one else ", whoever is called so: may be several people"
        counts = f"{counted(one.statements, 'statement')} in {counted(one.articles, 'article')}"
        lines.append(f"#{one.number} {joined([one.name])} ({one.kind}{several}): {counts}{joined([also])}")
    return "\n".join([*lines, *([answer.note] if answer.note else [])])
