"""Facets: how what a search finds is spread over manners, tones, speakers, outlets, time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.store.database import Database, Narrowed, in_chunks, values
from onrecord.store.dates import COUNTING_BITS

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


# One row a value leaves the database, not one a statement: for each row Python gives its lock away and has to
# get it back, which under many threads takes longer than the counting (benchmarks/serve.json).
_COUNTED = """
WITH newest AS MATERIALIZED ({newest} LIMIT {most}),
found AS MATERIALIZED (
    SELECT s.manner, s.speaker_kind, s.cue_tone, s.cue_lemma, s.outlet_id, s.speaker_id, s.negated,
        s.hypothetical, s.id / {a_day} AS days
    FROM newest JOIN statements AS s ON s.id = newest.id
)
SELECT 'manner', manner, NULL, count(*) FROM found GROUP BY manner
UNION ALL SELECT 'kind', speaker_kind, NULL, count(*) FROM found GROUP BY speaker_kind
UNION ALL SELECT 'tone', cue_tone, NULL, count(*) FROM found GROUP BY cue_tone
UNION ALL SELECT 'month', {month}, NULL, count(*) FROM found WHERE days > 0 GROUP BY 2
UNION ALL SELECT 'all', NULL, NULL, count(*) FROM found
UNION ALL SELECT 'negated', NULL, NULL, count(*) FROM found WHERE negated
UNION ALL SELECT 'hypothetical', NULL, NULL, count(*) FROM found WHERE hypothetical
UNION ALL SELECT * FROM (
    SELECT 'cue', cue_lemma, cue_tone, count(*) FROM found WHERE cue_lemma IS NOT NULL
    GROUP BY cue_lemma, cue_tone ORDER BY 4 DESC, 2, 3 LIMIT {top}
) AS cues
UNION ALL SELECT * FROM (
    SELECT 'outlet', CAST(outlet_id AS TEXT), NULL, count(*) FROM found WHERE outlet_id IS NOT NULL
    GROUP BY outlet_id ORDER BY 4 DESC, outlet_id LIMIT {top}
) AS outlets
UNION ALL SELECT * FROM (
    SELECT 'speaker', CAST(speaker_id AS TEXT), NULL, count(*) FROM found WHERE speaker_id IS NOT NULL
    GROUP BY speaker_id ORDER BY 4 DESC, speaker_id LIMIT {top}
) AS speakers
"""


def facets(database: Database, narrowed: Narrowed, top: int) -> Facets:
    """Counts over the newest FACETED statements that match; `top` is how many cues, speakers and outlets."""
    newest, parameters = database.newest(narrowed)
    sql = _COUNTED.format(
        newest=newest,
        most=FACETED,
        a_day=1 << COUNTING_BITS,
        month=database.month_of("days"),
        top=max(0, top),
    )
    counts = defaultdict[str, list[tuple[str | None, str | None, int]]](list)
    for what, value, second, count in database.execute(sql, parameters):
        counts[what].append((value, second, count))
    more = database.execute(f"{newest} LIMIT 1 OFFSET {FACETED}", parameters)
    months = sorted((month, count) for month, _, count in counts["month"] if month is not None)
    years = Counter[str]()
    for month, count in months:
        years[month[:4]] += count
    return Facets(
        counted=counts["all"][0][2],
        complete=not more,
        manners=_counts(counts["manner"]),
        kinds=_counts(counts["kind"]),
        tones=_counts(counts["tone"]),
        cues=tuple(CueCount(lemma, tone, count) for lemma, tone, count in counts["cue"] if lemma is not None),
        outlets=_named(database, "outlets", counts["outlet"]),
        speakers=_named(database, "speakers", counts["speaker"]),
        years=tuple(Count(*one) for one in sorted(years.items())),
        months=tuple(Count(*one) for one in months),
        negated=counts["negated"][0][2],
        hypothetical=counts["hypothetical"][0][2],
    )


def _counts(found: Iterable[tuple[str | None, str | None, int]]) -> tuple[Count, ...]:
    ranked = sorted(((value, count) for value, _, count in found if value is not None), key=_rank)
    return tuple(Count(value, count) for value, count in ranked)


def _rank(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def _named(
    database: Database, table: str, found: Sequence[tuple[str | None, str | None, int]]
) -> tuple[Count, ...]:
    counts = {int(number): count for number, _, count in found if number is not None}
    names = dict[int, str]()
    for some in in_chunks(list(counts)):
        sql = f"SELECT id, name FROM {table} WHERE id IN {values(len(some))}"
        names.update(dict(database.execute(sql, some)))
    return tuple(Count(names[number], count, number) for number, count in counts.items())
