"""A record on a spaCy Doc: whole in the Doc's user data, and as span groups along its tokens.

spaCy's Spans begin and end where tokens do, a record's anywhere. A Span here is the shortest one that has all
words of the record's; the record beside it has the exact characters.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InvalidRecord
from onrecord.record import ROLES, Record, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

KEY = "onrecord"
"""The key of the record's JSON in `Doc.user_data`, and of the group that has the spans of all roles."""

GROUPS = (*ROLES, "mention", "outlet_voice", "scare_quotes")
"""The groups of their own: `doc.spans["onrecord:content"]` and so on."""


class Placed(NamedTuple):
    """A span of a record: in which group, of which statement and speaker, if any."""

    group: str
    span: Span
    statement: str
    speaker: str


def placed(record: Record) -> Iterator[Placed]:
    """The spans of a record, group by group as in GROUPS, each in the order of the record."""
    for role in ROLES:
        for statement in record.statements:
            for span in getattr(statement, role):
                yield Placed(role, span, statement.id, statement.speaker or "")
    for speaker in record.speakers:
        for span in speaker.mentions:
            yield Placed("mention", span, "", speaker.id)
    for group in ("outlet_voice", "scare_quotes"):
        for span in getattr(record, group):
            yield Placed(group, span, "", "")


def aligned(doc: "Doc", span: Span, label: str = "", speaker: str = "", statement: str = "") -> "DocSpan":
    """The tokens that hold the words of a record's span; `is_exact` says whether they hold nothing else.

    White space at an end of the span is left out where it belongs to no token, and a span of nothing else is
    that of the token before it.
    """
    found = doc.char_span(
        span.start, span.end, label=label, kb_id=speaker, span_id=statement, alignment_mode="expand"
    )
    if found is None:
        raise InvalidRecord(f"span [{span.start}, {span.end}] is not within the tokens of the Doc")
    if found.start == found.end:
        from spacy.tokens import Span as DocSpan

        start = max(0, found.start - 1)
        return DocSpan(doc, start, start + 1, label=label, kb_id=speaker, span_id=statement)
    return found


def is_exact(span: Span, found: "DocSpan") -> bool:
    """Whether the tokens are the characters of the record's span, no more and no fewer."""
    return (found.start_char, found.end_char) == (span.start, span.end)


def set_record(doc: "Doc", record: Record) -> int:
    """Puts a record of the Doc's text on it; how many of its spans token boundaries made differ.

    Each Span has the group's name for a label, the statement's id for its `id_` and the speaker's for its
    `kb_id_`. The group "onrecord" has those of the roles together. Raises InvalidRecord where the record is
    of another text.
    """
    _same_text(doc, record)
    spans: dict[str, list[DocSpan]] = {group: [] for group in GROUPS}
    differing = 0
    for one in placed(record):
        found = aligned(doc, one.span, one.group, one.speaker, one.statement)
        differing += not is_exact(one.span, found)
        spans[one.group].append(found)
    for group, some in spans.items():
        doc.spans[f"{KEY}:{group}"] = some
    doc.spans[KEY] = sorted(
        (span for role in ROLES for span in spans[role]), key=lambda span: (span.start, -span.end)
    )
    doc.user_data[KEY] = record.to_json().decode()
    return differing


def record_of(doc: "Doc") -> Record | None:
    """The record on a Doc; None where there is none. Raises InvalidRecord where it is damaged."""
    data = doc.user_data.get(KEY)
    if data is None:
        return None
    if not isinstance(data, str):
        raise InvalidRecord("what the Doc has for a record is not the JSON of one")
    record = _record(data)
    _same_text(doc, record)
    return record


# A Doc has no place for a value that is not written with it; its record is asked for many times in a row.
@lru_cache(maxsize=16)
def _record(data: str) -> Record:
    return Record.from_json(data)


def _same_text(doc: "Doc", record: Record) -> None:
    if doc.text != record.article.text:
        raise InvalidRecord("the record is of another text than the Doc's")
