"""The words of a quotation and of its source in runs that are the same or differ, for showing them."""

from collections.abc import Iterator

from onrecord.record import Record, Span
from onrecord.verify.verification import Verification

Run = tuple[str, bool]
"""Some text, and whether it differs from the other side's."""

_AROUND = 60
"""Characters of a source shown around a difference in a long stretch that is the same."""


def quotation_runs(one: Verification) -> Iterator[Run]:
    """The quotation's text in runs."""
    spans = [difference.quote for difference in one.differences if difference.quote]
    return _runs(one.quote, one.span.start, spans)


def source_runs(one: Verification) -> Iterator[Run]:
    """The text of the place found in runs; for a spliced quotation, of all its places with " … " between
    them."""
    for number, found in enumerate((one.found, *one.elsewhere)):
        if found is None:
            continue
        if number:
            yield " … ", False
        spans = [d.source for d in one.differences if d.source and d.piece == number]
        yield from _runs(found.text, found.span.start, spans)


def _runs(text: str, ahead: int, spans: list[Span]) -> Iterator[Run]:
    at = 0
    for span in sorted(spans):
        start, end = max(span.start - ahead, at), min(span.end - ahead, len(text))
        if start >= end:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def shortened(text: str) -> str:
    """A stretch that is the same on both sides, its middle left out where it is long."""
    if len(text) <= 4 * _AROUND:
        return text
    return f"{text[:_AROUND].rsplit(' ', 1)[0]} […] {text[-_AROUND:].split(' ', 1)[-1]}"


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss."""
    return f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"


def where(one: Verification) -> list[str]:
    """Where a quotation was found, and what is to be known of it, as short phrases."""
    if one.found is None:
        return ["not in these sources"]
    found = one.found
    parts = [found.title or found.document, found.date or "no date"]
    if found.speaker:
        agrees = {True: "as the article says", False: "not whom the article names", None: ""}[
            one.speaker_agrees
        ]
        parts.append(f"{found.speaker} ({agrees})" if agrees else found.speaker)
    parts.append(f"turn {found.turn}" if found.time is None else clock(found.time))
    if one.article_is_older:
        parts.append("the article is older than this source")
    return parts


def who(record: Record, one: Verification) -> str:
    """Whom the article ascribes the quotation to, by name, else in its words; "" where it names nobody."""
    statement = next((s for s in record.statements if s.id == one.statement), None)
    if statement is None:
        return ""
    speaker = record.speaker_of(statement)
    return speaker.name if speaker else record.words(statement.source)


def judged(one: Verification) -> str:
    """The verdict in words, with how much it matters: "altered, light"."""
    return one.verdict.replace("_", " ") + (f", {one.severity}" if one.severity != "none" else "")


def why(one: Verification) -> list[str]:
    """In which respects the reader is told something else, each once."""
    return list(dict.fromkeys(d.category for d in one.differences if d.category))
