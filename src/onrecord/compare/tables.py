"""An audit as rows of one table: each figure with what it is of, its count and its share."""

import csv
from collections.abc import Iterator
from typing import TextIO

import msgspec

from onrecord.compare.figures import Audit, Verb
from onrecord.compare.shares import Share

SHARES = ("known", "named", "unnamed", "persons", "institutions", "negated", "hypothetical")
"""The shares of statements that an audit begins with."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure. `figure` names the table that it is of, `item` its line there, `detail` its column.

    `count` is of `of`; `share`, `low` and `high` as in Share. `number` is the store's, of a speaker.
    """

    figure: str
    item: str
    detail: str | None = None
    number: int | None = None
    count: float
    of: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


def rows(audit: Audit) -> Iterator[Row]:
    """All the figures of an audit; a table of one figure is the rows that have its name."""
    for name in ("statements", "words", "articles", "outlets"):
        yield Row(figure="selection", item=name, count=getattr(audit, name))
    for name in (*SHARES, "in_first_tenth", "in_first_quarter"):
        yield _shared("statements", name, getattr(audit, name))
    for figure, portions in (
        ("kinds", audit.kinds),
        ("manners", audit.manners),
        ("tones", audit.tones),
        ("concentration", audit.top),
    ):
        for portion in portions:
            yield _shared(figure, portion.name, portion.statements, "statements")
            yield Row(figure=figure, item=portion.name, detail="words", count=portion.words)
    for source in audit.sources:
        yield _shared("sources", source.name, source.statements, "statements", source.number)
        for name, of in (
            ("words", None),
            ("articles", audit.articles),
            *((name, source.statements.count) for name in ("direct", "mixed", "indirect", "unsaid")),
            *((name, audit.articles) for name in ("opens", "closes")),
            *((name, source.articles) for name in ("in_first_tenth", "in_first_quarter")),
        ):
            yield Row(
                figure="sources", item=source.name, detail=name, number=source.number,
                count=getattr(source, name), of=of,
            )  # fmt: skip
        for verb in source.verbs:
            yield Row(
                figure="verbs of sources", item=source.name, detail=_toned(verb), number=source.number,
                count=verb.count,
            )  # fmt: skip
    for kind in audit.verbs:
        for verb in kind.verbs:
            yield Row(
                figure="verbs of kinds",
                item=kind.kind,
                detail=_toned(verb),
                count=verb.count,
                of=kind.with_cue,
            )
        for portion in kind.tones:
            yield _shared("tones of kinds", kind.kind, portion.statements, portion.name)
    for one in audit.leanings:
        yield _shared("leanings", one.name, one.own, one.tone, one.number)
        yield _shared("leanings", one.name, one.others, f"{one.tone}, all others", one.number)
        yield Row(
            figure="leanings", item=one.name, detail=f"{one.tone}, log odds", number=one.number,
            count=one.log_odds, low=one.low, high=one.high,
        )  # fmt: skip
    for end in audit.ends:
        yield _shared("ends of articles", end.kind, end.opens, "opens")
        yield _shared("ends of articles", end.kind, end.closes, "closes")
    for number, count in enumerate(audit.parts, start=1):
        yield Row(figure="position", item=f"tenth {number}", count=count, of=audit.statements)
    for month in audit.months:
        for name in ("articles", "statements", "words"):
            yield Row(figure="months", item=month.month, detail=name, count=getattr(month, name))
        yield _shared("months", month.month, month.named, "named")
        yield _shared("months", month.month, month.direct, "direct")


def write_csv(audit: Audit, out: TextIO) -> None:
    """All the figures with a header, and the cautions at the end: rows of the figure "cautions"."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Row.__struct_fields__)
    writer.writerows(msgspec.structs.astuple(row) for row in rows(audit))
    writer.writerows(("cautions", sentence) + (None,) * 7 for sentence in audit.cautions)


def told(verb: Verb) -> str:
    """ "claim (distancing)", "say": a neutral tone goes without saying."""
    return f"{verb.lemma} ({verb.tone})" if verb.tone not in (None, "neutral") else verb.lemma


def _shared(
    figure: str, item: str, share: Share, detail: str | None = None, number: int | None = None
) -> Row:
    return Row(
        figure=figure, item=item, detail=detail, number=number, count=share.count, of=share.of,
        share=share.share, low=share.low, high=share.high,
    )  # fmt: skip


def _toned(verb: Verb) -> str:
    return f"{verb.lemma} ({verb.tone})" if verb.tone else verb.lemma
