"""The source audit: who is quoted, how often, at what length, named or not, how, and where in the article."""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.compare.cautions import Grounds, cautions
from onrecord.compare.counting import Progress, are_more, pages_of
from onrecord.compare.figures import Audit, Leaning, Month, OfKind, Portion, Source, Verb
from onrecord.compare.shares import Share, log_odds, share
from onrecord.compare.sums import NAMED, OfSource, Sums
from onrecord.record import Kind, Tone
from onrecord.store import Search, Store
from onrecord.store.database import in_chunks, values

INSTITUTIONS: tuple[Kind, ...] = ("organisation", "government", "document")

LEAST_LEANING = 5
"""Statements with a cue that a source must have to be compared with the others: with fewer, no interval is
short enough to tell anything."""

LEANING: tuple[Tone, ...] = ("distancing", "factive", "denial")
"""Tones whose use for one source and not for another readers ask about."""

TOP = (1, 5, 10)


def audit(
    store: Store,
    search: Search | None = None,
    *,
    copies: bool = True,
    most: int = 20,
    at_most: int | None = None,
    progress: Progress | None = None,
) -> Audit:
    """The audit of what a search finds, by default of everything.

    `copies=False` counts a text that several articles have once; `most` is how many sources, verbs and
    leanings are told; `at_most` counts only so many of the newest statements. Raises InvalidSearch.
    """
    search = search or Search()
    sums = Sums()
    with store.database.reading():
        for rows, articles in pages_of(store, search, at_most, progress):
            for row in rows:
                of = articles[row.article]
                if copies or of.text == row.article:
                    sums.add(row, of)
                else:
                    sums.left_out += 1
        complete = at_most is None or not are_more(store, search, at_most)
        return _told(store, search, sums, copies, complete, most)


def _told(store: Store, search: Search, sums: Sums, copies: bool, complete: bool, most: int) -> Audit:
    of = sums.statements
    known = of - sums.kinds[None]
    unnamed = known - sum(sums.kinds[kind] for kind in NAMED)
    opens = Counter(ends.opened_by for ends in sums.ends.values())
    closes = Counter(ends.closed_by for ends in sums.ends.values())
    ranked = sorted(sums.sources, key=lambda number: (-sums.sources[number].statements, number))
    leaning = _leanings(sums)
    names = _names(store, {*ranked[:most], *(one[0] for one in leaning[:most])})
    sources = tuple(
        _source(number, sums.sources[number], names[number], known, most, opens[number], closes[number])
        for number in ranked[:most]
    )
    return Audit(
        search=search,
        copies=copies,
        complete=complete,
        statements=of,
        words=sums.words,
        articles=len(sums.ends),
        outlets=len(sums.outlets),
        first_day=sums.days[0],
        last_day=sums.days[1],
        known=share(known, of),
        named=share(known - unnamed, known),
        unnamed=share(unnamed, known),
        persons=share(sums.kinds["person"], known),
        institutions=share(sum(sums.kinds[kind] for kind in INSTITUTIONS), known),
        negated=share(sums.negated, of),
        hypothetical=share(sums.hypothetical, of),
        kinds=_portions({kind or "unknown": n for kind, n in sums.kinds.items()},
                        {kind or "unknown": n for kind, n in sums.kind_words.items()}, of),
        manners=_portions(sums.manners, sums.manner_words, of),
        tones=_portions(sums.tones, sums.tone_words, sums.with_cue),
        verbs=tuple(
            OfKind(kind, sum(verbs.values()), _verbs(verbs, most))
            for kind, verbs in sorted(sums.verbs.items(), key=lambda one: (-sum(one[1].values()), one[0]))
        ),
        sources_in_all=len(ranked),
        sources=sources,
        leanings=tuple(_leaning(one, names) for one in leaning[:most]),
        parts=tuple(sums.parts),
        top=tuple(_top(sums, ranked, count, known) for count in TOP if count <= max(1, len(ranked))),
        months=tuple(
            Month(
                name, len(month.articles), month.statements, month.words, share(month.named, month.known),
                share(month.direct, month.statements),
            )
            for name, month in sorted(sums.months.items())
        ),
        cautions=cautions(
            Grounds(
                statements=of,
                complete=complete,
                copies=copies,
                repeated=len(sums.ends) - len(sums.texts),
                left_out=sums.left_out,
                unknown=share(of - known, of),
                several=sum(not source.is_one for source in sources),
                shown=len(sources),
                undated=share(sums.undated, of),
                nested=sums.nested,
                families=not store.database.execute("SELECT 1 FROM families_pending LIMIT 1"),
            )
        ),
    )  # fmt: skip


def _portions(counts: dict[str, int], words: dict[str, int], of: int) -> tuple[Portion, ...]:
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Portion(name, share(count, of), words[name]) for name, count in ranked if count)


def _verbs(verbs: Counter[tuple[str, str | None]], most: int) -> tuple[Verb, ...]:
    ranked = sorted(verbs.items(), key=lambda one: (-one[1], one[0][0]))
    return tuple(Verb(lemma, tone, count) for (lemma, tone), count in ranked[:most])


_Named = tuple[str, Kind, bool]


def _names(store: Store, numbers: Iterable[int]) -> dict[int, _Named]:
    found: dict[int, _Named] = {}
    for some in in_chunks(sorted(numbers)):
        sql = f"SELECT id, name, kind, is_one FROM speakers WHERE id IN {values(len(some))}"
        found.update(
            {number: (name, kind, bool(one)) for number, name, kind, one in store.database.execute(sql, some)}
        )
    return found


def _source(
    number: int, source: OfSource, named: _Named, known: int, most: int, opens: int, closes: int
) -> Source:
    name, kind, is_one = named
    return Source(
        number=number,
        name=name,
        kind=kind,
        is_one=is_one,
        statements=share(source.statements, known),
        words=source.words,
        articles=source.articles,
        direct=source.manners["direct"],
        mixed=source.manners["mixed"],
        indirect=source.manners["indirect"],
        unsaid=source.unsaid,
        verbs=_verbs(source.verbs, min(most, 5)),
        opens=opens,
        closes=closes,
    )


def _top(sums: Sums, ranked: Sequence[int], count: int, known: int) -> Portion:
    first = [sums.sources[number] for number in ranked[:count]]
    name = "the source heard most" if count == 1 else f"the {count} sources heard most"
    return Portion(name, share(sum(one.statements for one in first), known), sum(one.words for one in first))


_Leaning = tuple[int, str, Share, Share, tuple[float, float, float]]


def _leanings(sums: Sums) -> list[_Leaning]:
    """The sources and tones whose interval does not hold 0, the surest first."""
    found: list[_Leaning] = []
    for number, source in sums.sources.items():
        if source.with_cue < LEAST_LEANING:
            continue
        rest = sums.with_cue - source.with_cue
        for tone in LEANING:
            count, others = source.tones[tone], sums.tones[tone] - source.tones[tone]
            odds = log_odds(count, source.with_cue, others, rest)
            if rest and (odds[1] > 0 or odds[2] < 0):
                found.append((number, tone, share(count, source.with_cue), share(others, rest), odds))
    found.sort(key=lambda one: (-min(abs(one[4][1]), abs(one[4][2])), one[0], one[1]))
    return found


def _leaning(one: _Leaning, names: dict[int, _Named]) -> Leaning:
    number, tone, own, others, (estimate, low, high) = one
    return Leaning(
        number=number, name=names[number][0], tone=tone, own=own, others=others, log_odds=estimate, low=low,
        high=high,
    )  # fmt: skip
