"""The tool verify: quotations against source documents."""

from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.errors import CannotAnswer
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import WORDS_CHARACTERS
from onrecord.mcp.passages import Passage, clipped, counted, joined, passage, quoted, shown
from onrecord.mcp.reading import article_of
from onrecord.mcp.statements import ROOM, fitting, speaker_shown
from onrecord.record import Kind, Record, Span
from onrecord.verify import Difference, Found, SourceIndex, Verification, verify, verify_quotation
from onrecord.verify.severity import Category
from onrecord.verify.verdict import Severity, Verdict


class VerifyArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quotation by itself, or an article as one of text, html and url, whose quotations are all checked."""

    quotation: (
        Annotated[
            str,
            Meta(
                min_length=1, max_length=WORDS_CHARACTERS, description="The words, without marks around them."
            ),
        ]
        | None
    ) = None
    speaker: Annotated[str, Meta(max_length=300, description="Whom the quotation is ascribed to.")] | None = (
        None
    )
    text: str | None = None
    html: str | None = None
    url: str | None = None
    published: (
        Annotated[str, Meta(max_length=50, description="The day on which it was published: 2016-05-02.")]
        | None
    ) = None
    skip: Annotated[int, Meta(ge=0, description="Quotations to pass over, to go on.")] = 0


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a source document: `turn` counts from 0, `passage` lies in that turn's text."""

    document: str
    title: str | None
    date: str | None
    speaker: str | None
    turn: int
    seconds: float | None
    passage: Passage


class Differs(msgspec.Struct, frozen=True, kw_only=True):
    """Words that differ, as the quotation and as the source has them; `category`: in which respect the reader
    is told something else, null for a light difference."""

    kind: str
    quotation: str | None
    source: str | None
    category: Category | None


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation with the verdict on it. `found` is null for not_found, which says only that it is not in
    these sources; `elsewhere` are further places of a spliced one. `confidence` is that of found or not.
    """

    statement: str | None
    speaker: str | None
    speaker_kind: Kind | None
    speaker_confidence: float | None
    quotation: Passage
    verdict: Verdict
    severity: Severity
    confidence: float
    found: Source | None
    elsewhere: tuple[Source, ...]
    speaker_agrees: bool | None
    article_is_older: bool | None
    differences: tuple[Differs, ...]


class VerifyAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The quotations with their verdicts, in the order of the text; `next_skip` is null at the end.

    `sources` is how many documents they were checked against.
    """

    sources: int
    quotations_in_all: int
    quotations: tuple[Checked, ...]
    next_skip: int | None
    notes: tuple[str, ...]


def check(desk: Desk, asked: VerifyArguments) -> VerifyAnswer:
    """The verdicts. Raises CannotAnswer where there is nothing to check, or too much."""
    sources = desk.sources
    if sources is None:
        raise CannotAnswer("there is no index of sources here")
    record, notes = None, tuple[str, ...]()
    if asked.quotation is not None:
        if (asked.text, asked.html, asked.url) != (None, None, None):
            raise CannotAnswer("give a quotation or an article, not both")
        text = asked.quotation
        with desk.checking:
            verified: tuple[Verification, ...] = (
                verify_quotation(text, sources, asked.published, asked.speaker),
            )
    else:
        if asked.speaker is not None:
            raise CannotAnswer("a speaker goes with a quotation; an article names its speakers itself")
        article, notes = article_of(desk, asked.text, asked.html, asked.url)
        if asked.published:
            article = msgspec.structs.replace(article, published=asked.published)
        record = desk.record(article)
        text = record.article.text
        with desk.checking:
            verified = verify(record, sources)
    wanted = verified[asked.skip :]
    found = fitting(_checked(one, text, record, asked.speaker, sources) for one in wanted)
    left, next_skip = len(wanted) - len(found), asked.skip + max(1, len(found))
    if left:
        notes += (f"{counted(left, 'more quotation')}: call again with skip={next_skip}.",)
    return VerifyAnswer(
        sources=sources.documents,
        quotations_in_all=len(verified),
        quotations=found,
        next_skip=next_skip if left else None,
        notes=notes,
    )


def _checked(
    one: Verification, text: str, record: Record | None, speaker: str | None, sources: SourceIndex
) -> Checked:
    its = next((s for s in record.statements if s.id == one.statement), None) if record else None
    who = record.speaker_of(its) if record and its else None
    places = [place for place in (one.found, *one.elsewhere) if place]
    return Checked(
        statement=one.statement,
        speaker=clipped(who.name if who else speaker),
        speaker_kind=who.kind if who else None,
        speaker_confidence=its.speaker_confidence if its else None,
        quotation=passage(text, one.span),
        verdict=one.verdict,
        severity=one.severity,
        confidence=one.confidence,
        found=_source(one.found, sources) if one.found else None,
        elsewhere=tuple(_source(place, sources) for place in one.elsewhere[:2]),
        speaker_agrees=one.speaker_agrees,
        article_is_older=one.article_is_older,
        differences=fitting((_differs(each, text, places, sources) for each in one.differences), ROOM // 5),
    )


def _source(place: Found, sources: SourceIndex) -> Source:
    return Source(
        document=clipped(place.document) or "",
        title=clipped(place.title),
        date=place.date,
        speaker=clipped(place.speaker),
        turn=place.turn,
        seconds=place.time,
        passage=passage(turn_text(place, sources), place.span),
    )


def turn_text(place: Found, sources: SourceIndex) -> str:
    """The text of the turn in which a place is."""
    for segment in sources.segments:
        about = segment.about
        for number, id in enumerate(about.ids):
            turn = about.first_turn[number] + place.turn
            if id == place.document and turn < about.first_turn[number + 1]:
                text: str = segment.turn_text(turn)
                if text[place.span.start : place.span.end] == place.text:
                    return text
    raise CannotAnswer("the index has changed since it was opened; start the server again")


def _differs(one: Difference, text: str, places: list[Found], sources: SourceIndex) -> Differs:
    source = turn_text(places[one.piece], sources) if one.source else ""
    return Differs(
        kind=one.kind,
        quotation=clipped(_words(text, one.quote)),
        source=clipped(_words(source, one.source)),
        category=one.category,
    )


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def check_shown(answer: VerifyAnswer) -> str:
    """The answer as text."""
    documents = counted(answer.sources, "source document")
    lines = [f"{counted(answer.quotations_in_all, 'quotation')} against {documents}"]
    lines += [f"note: {joined([note])}" for note in answer.notes]
    for one in answer.quotations:
        severity = "" if one.severity == "none" else f" ({one.severity})"
        verdict = one.verdict.replace("_", " ") + severity
        lines += ["", f"{verdict} · confidence {one.confidence:.0%}", f"  quotation {shown(one.quotation)}"]
        if one.statement is not None or one.speaker is not None:
            who = joined([one.speaker]) if one.statement is None else None
            told = who or speaker_shown(one.speaker, one.speaker_kind, one.speaker_confidence)
            lines.append(f"  ascribed to: {told}")
        for place in ([one.found] if one.found else []) + list(one.elsewhere):
            turn = f"turn {place.turn}"
            where = joined([place.document, place.title, place.date, place.speaker, turn])
            lines.append(f"  source: {where}: {shown(place.passage)}")
        if one.found is None:
            lines.append("  not in these sources, which does not say that it was never said")
        if one.speaker_agrees is False:
            lines.append("  the source has another speaker")
        if one.article_is_older:
            lines.append("  the article is older than the source")
        for each in one.differences:
            here = quoted(each.quotation) if each.quotation is not None else "nothing"
            there = quoted(each.source) if each.source is not None else "nothing"
            respect = f" ({each.category})" if each.category else ""
            lines.append(f"  {each.kind}{respect}: the quotation has {here}, the source {there}")
    return "\n".join(lines)
