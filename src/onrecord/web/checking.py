"""Quotations over their sources as rows, and as they are shown."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.record import Record
from onrecord.verify import Found, Verification
from onrecord.verify.marked import Run, clock, judged, quotation_runs, shortened, source_runs, where, who, why
from onrecord.web.filtering import written
from onrecord.web.rendering import helper


class CheckedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A verification in a line; what begins with `source_` is of the place found, spans are written "12-34".

    `speaker` is whom the article ascribes the quotation to; `categories` in which respects the reader is told
    something else.
    """

    statement: str | None
    speaker: str | None
    quote: str
    span: str
    verdict: str
    severity: str
    categories: tuple[str, ...]
    confidence: float
    source_document: str | None
    source_title: str | None
    source_date: str | None
    source_speaker: str | None
    source_turn: int | None
    source_span: str | None
    source_text: str | None
    speaker_agrees: bool | None
    article_is_older: bool | None


def checked_row(one: Verification, speaker: str | None) -> CheckedRow:
    """The row of a verification."""
    found = one.found
    return CheckedRow(
        statement=one.statement,
        speaker=speaker,
        quote=one.quote,
        span=written((one.span,)),
        verdict=one.verdict,
        severity=one.severity,
        categories=tuple(why(one)),
        confidence=one.confidence,
        source_document=found.document if found else None,
        source_title=found.title if found else None,
        source_date=found.date if found else None,
        source_speaker=found.speaker if found else None,
        source_turn=found.turn if found else None,
        source_span=written((found.span,)) if found else None,
        source_text=found.text if found else None,
        speaker_agrees=one.speaker_agrees,
        article_is_older=one.article_is_older,
    )


def checked_rows(record: Record, verifications: Iterable[Verification]) -> tuple[CheckedRow, ...]:
    """The rows of a record's verifications."""
    return tuple(checked_row(one, who(record, one) or None) for one in verifications)


@helper
def quotation_pieces(one: Verification) -> list[Run]:
    """The quotation in pieces, with whether they differ; long ones that are the same are shortened."""
    return list(_shortened(quotation_runs(one)))


@helper
def source_pieces(one: Verification) -> list[Run]:
    """The source's words in pieces, as `quotation_pieces`."""
    return list(_shortened(source_runs(one)))


def _shortened(runs: Iterable[Run]) -> Iterator[Run]:
    return ((text if differs else shortened(text), differs) for text, differs in runs)


@helper
def verdict_of(one: Verification) -> str:
    """The verdict in words, with how much it matters and in which respects."""
    return ": ".join(filter(None, (judged(one), ", ".join(why(one)))))


@helper
def place_of_source(one: Verification) -> list[str]:
    """Where it was found, and what is to be known of it: the first phrase names the document."""
    return where(one)


@helper
def places_found(one: Verification) -> tuple[Found, ...]:
    """Where its words stand: the main place first, the further ones of a spliced quotation."""
    return (one.found, *one.elsewhere) if one.found else ()


@helper
def verdict_counts(verifications: Iterable[Verification]) -> list[tuple[str, int]]:
    """How many there are of each verdict, the commonest first."""
    return Counter(one.verdict.replace("_", " ") for one in verifications).most_common()


@helper
def at_time(seconds: float) -> str:
    """Seconds as h:mm:ss."""
    return clock(seconds)
