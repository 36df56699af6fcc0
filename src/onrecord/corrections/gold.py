"""Corrected articles as annotated ones: what `onrecord evaluate` measures by and training learns from."""

from collections.abc import Iterable

import msgspec

from onrecord.corrections.applying import apply, holds_on
from onrecord.corrections.corrected import corrected_record
from onrecord.corrections.correction import Checked, record_checked
from onrecord.corrections.keeping import Kept, corrections_of
from onrecord.errors import InvalidCorrection
from onrecord.record import Kind, MadeBy, Manner, Record, Span
from onrecord.store import Store

ANNOTATOR = "readers"
"""Whose annotation it is called: that of all readers together, the latest word of each."""


class Annotation(msgspec.Struct, frozen=True):
    """The spans of an attribution."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class AnnotatedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """A line of annotated articles, as in PolNeAR; attributions inside another are left out, as there.

    `checked`: a reader has read the whole article; where not, what no reader corrected is the machine's.
    `readers` are those whose word it is, `corrections` how many of them are applied.
    """

    id: str
    publisher: str | None
    date: str | None
    title: str | None
    text: str
    annotators: dict[str, tuple[Annotation, ...]]
    checked: bool
    readers: tuple[str, ...]
    corrections: int
    made_by: MadeBy


class AnnotatedSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes an attribution: `index` is its position in the list of article `id`.

    `sure` is false where readers disagree, or none has said of what kind somebody is whom the machine did
    not know.
    """

    id: str
    index: int
    speaker: str
    aliases: tuple[str, ...]
    kind: Kind
    manner: Manner
    sure: bool


class Annotated(msgspec.Struct, frozen=True):
    """An article and those of its speakers that a reader has checked or named."""

    article: AnnotatedArticle
    speakers: tuple[AnnotatedSpeaker, ...]


def annotated(store: Store, article_number: int, *, partly: bool = False) -> Annotated | None:
    """An article as its readers have it; None where none has checked the whole of it.

    A check holds for the record that was checked: where another has taken its place since, that one is
    corrected, not the store's. `partly`: the store's record with what readers have corrected of it, where
    there is no check. Raises LookupError where the store has no such article.
    """
    record = store.record(article_number)
    corrections = corrections_of(store, article_number)
    checked = _checked(record, corrections)
    base = record if checked is None else checked
    corrected = apply(base, corrections)
    if checked is None and not (partly and corrected.applied):
        return None
    result = corrected_record(base, corrections)
    by_id = {one.id: one for one in corrected.statements}
    flat = [one for one in result.statements if one.parent is None]
    id = _unique_id(store, article_number, record.article.id)
    readers = {kept.by for one in corrected.statements for kept in one.applied}
    readers |= {one.kept.by for one in corrected.checks if one.standing == "applied"}
    speakers = []
    for index, statement in enumerate(flat):
        one, speaker = by_id[statement.id], result.speaker_of(statement)
        named = any("speaker" in kept.correction.__struct_fields__ for kept in one.applied)
        if speaker is not None and one.speaker is not None and (checked is not None or named):
            speakers.append(
                AnnotatedSpeaker(
                    id=id,
                    index=index,
                    speaker=speaker.name,
                    aliases=speaker.names,
                    kind=speaker.kind,
                    manner=statement.manner,
                    sure=one.speaker.kind_known and not one.disputed,
                )
            )
    article = AnnotatedArticle(
        id=id,
        publisher=record.article.outlet,
        date=record.article.published,
        title=record.article.title,
        text=record.article.text,
        annotators={ANNOTATOR: tuple(Annotation(one.source, one.cue, one.content) for one in flat)},
        checked=checked is not None,
        readers=tuple(sorted(readers)),
        corrections=corrected.applied,
        made_by=base.made_by,
    )
    return Annotated(article, tuple(speakers))


def _checked(record: Record, corrections: Iterable[Kept]) -> Record | None:
    """The record that a reader checked last; None where no check holds."""
    ordered = sorted(corrections, key=lambda kept: (kept.at, kept.number))
    for kept in reversed(ordered):
        if isinstance(kept.correction, Checked) and holds_on(kept, ordered):
            try:
                return record_checked(kept.correction, record.article, kept.made_on)
            except InvalidCorrection:  # of another text: the article has changed since
                continue
    return None


def _unique_id(store: Store, article_number: int, id: str) -> str:
    """The article's id; with its number where an earlier article of the store has the same."""
    sql = (
        "SELECT 1 FROM articles AS one JOIN articles AS other ON other.given_id = one.given_id "
        "WHERE one.id = ? AND other.id < one.id LIMIT 1"
    )
    return f"{id}#{article_number}" if store.database.execute(sql, (article_number,)) else id
