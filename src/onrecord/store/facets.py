"""Facets: how what a search finds is spread over manners, tones, speakers, outlets, time."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.store.database import Database, Narrowed, Row, in_chunks, values
from onrecord.store.dates import COUNTING_BITS, day_of_number

FACETED = 5_000
"""So many of the newest matches are counted: 30 to 40 milliseconds (benchmarks/store_pages.json); 10,000 take
twice as long."""


class Count(msgspec.Struct, frozen=True):
    """How often there is a value; `number` is the store's, of a speaker or an outlet."""

    value: str
    count: int
    number: int | None = None


class CueCount(msgspec.Struct, frozen=True):
    """How often there is a cue, told by its lemma, with a tone."""

    lemma: str
    tone: str | None
    count: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted, each with the commonest first, the times in their order.

    `counted` is how many statements were; `complete`: they are all that the search finds, otherwise they are
    the newest FACETED. Statements without a tone, a speaker, a day … are in none of the counts of it. Of
    cues, speakers and outlets, only the commonest are told.
    """

    counted: int
    complete: bool
    manners: tuple[Count, ...]
    kinds: tuple[Count, ...]
    tones: tuple[Count, ...]
    cues: tuple[CueCount, ...]
    outlets: tuple[Count, ...]
    speakers: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]
    negated: int
    hypothetical: int


_SELECT = """
SELECT manner, speaker_kind, cue_tone, cue_lemma, outlet_id, speaker_id, negated, hypothetical FROM statements
WHERE id IN
"""


def facets(database: Database, narrowed: Narrowed, top: int) -> Facets:
    """Counts over the newest FACETED statements that match; `top` is how many cues, speakers and outlets."""
    numbers = database.statement_numbers(narrowed, False, FACETED + 1)
    complete, numbers = len(numbers) <= FACETED, numbers[:FACETED]
    rows: list[Row] = []
    for some in in_chunks(numbers):
        rows += database.execute(_SELECT + values(len(some)), some)
    manners, kinds, tones, lemmas, outlets, speakers, negated, hypothetical = (
        zip(*rows, strict=True) if rows else [()] * 8
    )
    months, years = Counter[str](), Counter[str]()
    for begin, count in Counter(number >> COUNTING_BITS << COUNTING_BITS for number in numbers).items():
        if day := day_of_number(begin):
            months[day.isoformat()[:7]] += count
            years[day.isoformat()[:4]] += count
    cues = Counter((lemma, tone) for lemma, tone in zip(lemmas, tones, strict=True) if lemma is not None)
    return Facets(
        counted=len(numbers),
        complete=complete,
        manners=_counts(manners),
        kinds=_counts(kinds),
        tones=_counts(tones),
        cues=tuple(CueCount(lemma, tone, count) for (lemma, tone), count in cues.most_common(top)),
        outlets=_named(database, "outlets", outlets, top),
        speakers=_named(database, "speakers", speakers, top),
        years=tuple(Count(*one) for one in sorted(years.items())),
        months=tuple(Count(*one) for one in sorted(months.items())),
        negated=sum(map(bool, negated)),
        hypothetical=sum(map(bool, hypothetical)),
    )


def _counts(found: Iterable[str | None]) -> tuple[Count, ...]:
    return tuple(Count(value, count) for value, count in Counter(found).most_common() if value is not None)


def _named(database: Database, table: str, found: Sequence[int | None], top: int) -> tuple[Count, ...]:
    common = [one for one in Counter(found).most_common(top + 1) if one[0] is not None][:top]
    names = dict[int, str]()
    for some in in_chunks([number for number, _ in common]):
        names.update(
            dict(database.execute(f"SELECT id, name FROM {table} WHERE id IN {values(len(some))}", some))
        )
    return tuple(Count(names[number], count, number) for number, count in common if number is not None)
