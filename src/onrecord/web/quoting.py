"""A statement of a list as it is shown: its words with those that were searched for, its day, its doubts."""

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.record import UNCERTAIN_BELOW, UNCERTAIN_SPEAKER_BELOW, Span
from onrecord.store import Search, StatementRow, Store
from onrecord.store.dates import day_of_number
from onrecord.web.rendering import helper


class Statements(msgspec.Struct, frozen=True, kw_only=True):
    """A page of statements; `next` is what to give as `after` for those that follow.

    `matches` says for each row where the words searched for stand in its quote. `outlet_numbers` are the
    store's numbers of the outlets.
    """

    rows: tuple[StatementRow, ...]
    matches: tuple[tuple[Span, ...], ...]
    outlet_numbers: dict[str, int]
    next: str | None


def about_rows(store: Store, search: Search, rows: tuple[StatementRow, ...]) -> dict[str, object]:
    """What Statements tells of rows that a search found."""
    return {
        "rows": rows,
        "matches": tuple(store.words_found(search, rows)),
        "outlet_numbers": store.outlet_numbers(row.outlet for row in rows),
    }


@helper
def parted(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those in the spans marked True."""
    at = 0
    for span in spans:
        if at < span.start:
            yield text[at : span.start], False
        yield text[span.start : span.end], True
        at = span.end
    if at < len(text):
        yield text[at:], False


@helper
def day_of_row(row: StatementRow) -> str | None:
    """The day of its article, else what the article gives as its date."""
    day = day_of_number(row.statement_number)
    return day.isoformat() if day else row.published


@helper
def doubts(row: StatementRow) -> list[str]:
    """What may be wrong of it, with how likely it is right."""
    found = []
    if row.confidence < UNCERTAIN_BELOW:
        found.append(f"uncertain: {row.confidence:.0%}")
    if row.speaker_confidence is not None and row.speaker_confidence < UNCERTAIN_SPEAKER_BELOW:
        found.append(f"speaker uncertain: {row.speaker_confidence:.0%}")
    return found
