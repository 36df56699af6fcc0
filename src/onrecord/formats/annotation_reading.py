"""Records made again from the Web Annotations that `annotation` writes."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.article import Article
from onrecord.errors import InvalidArticle, InvalidRecord
from onrecord.formats.annotation import OUTLET_VOICE, SCARE_QUOTE
from onrecord.record import ROLES, MadeBy, Record, Span, Speaker, Statement, words


class _Parts:
    """What has been met of one record: the body and the annotations, by what they are about."""

    def __init__(self, about: dict[str, Any], text: dict[str, Any]) -> None:
        self.about = about
        self.text = text
        self.speakers: list[tuple[dict[str, Any], list[Any]]] = []
        self.statements: list[tuple[dict[str, Any], list[Any]]] = []
        self.classified: dict[str, list[Any]] = {OUTLET_VOICE: [], SCARE_QUOTE: []}


def read_annotations(data: bytes | str) -> list[Record]:
    """The records that `write_annotations` wrote, each equal to what it was; annotations of others are left.

    `data` is a collection with its page in it, a page, or a list of annotations. Raises InvalidRecord where
    it is no JSON, where an annotation of a record lacks something, or where a selector does not find its
    words.
    """
    try:
        found: dict[str, _Parts] = {}
        order: list[_Parts] = []
        for annotation in _items(msgspec.json.decode(data)):
            name = annotation.get("record")
            bodies = {body.get("type"): body for body in _listed(annotation.get("body"))}
            if name is None:
                continue
            if "Record" in bodies:
                # The same record may be there twice: what follows belongs to the later one.
                found[name] = _Parts(bodies["Record"], bodies["TextualBody"])
                order.append(found[name])
            elif "Speaker" in bodies:
                found[name].speakers.append((bodies["Speaker"], _listed(annotation["target"])))
            elif "Statement" in bodies:
                found[name].statements.append((bodies["Statement"], _listed(annotation["target"])))
            else:
                term = bodies["SpecificResource"]["source"]
                found[name].classified[term] += _listed(annotation["target"])
        return [_record(parts) for parts in order]
    except (InvalidArticle, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InvalidRecord(f"these are not the annotations of records: {error}") from error
    except (AttributeError, KeyError, TypeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise InvalidRecord(f"an annotation of a record lacks something: {what}") from error


def _items(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, list):
        yield from document
    elif "first" in document:
        yield from document["first"]["items"]
    else:
        yield from document.get("items", [document])


def _listed(value: Any) -> list[Any]:
    """What JSON-LD lets stand alone where it is the only one."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _record(parts: _Parts) -> Record:
    about, text = parts.about, parts.text["value"]
    article = Article(
        id=about["key"],
        text=text,
        outlet=about.get("outlet"),
        url=about.get("url"),
        title=about.get("title"),
        authors=tuple(about["authors"]),
        published=about.get("published"),
        language=parts.text.get("language"),
        notes=tuple(about["articleNotes"]),
    )
    keys = {body["id"]: body["key"] for body, _ in (*parts.speakers, *parts.statements)}
    return Record(
        article=article,
        statements=tuple(_statement(text, body, targets, keys) for body, targets in parts.statements),
        speakers=tuple(_speaker(text, body, targets) for body, targets in parts.speakers),
        outlet_voice=_spans(text, parts.classified[OUTLET_VOICE]),
        scare_quotes=_spans(text, parts.classified[SCARE_QUOTE]),
        notes=tuple(about["notes"]),
        made_by=MadeBy(about["onrecordVersion"], about["model"]),
    )


def _speaker(text: str, body: dict[str, Any], targets: list[Any]) -> Speaker:
    return Speaker(
        id=body["key"],
        name=body["name"],
        kind=body["kind"],
        names=tuple(body["names"]),
        roles=tuple(body["roles"]),
        mentions=_spans(text, targets),
    )


def _statement(text: str, body: dict[str, Any], targets: list[Any], keys: dict[str, str]) -> Statement:
    spans = {role: _spans(text, (one for one in targets if one["role"] == role)) for role in ROLES}
    return Statement(
        id=body["key"],
        speaker=keys[body["speaker"]] if "speaker" in body else None,
        speaker_confidence=body.get("speakerConfidence"),
        quote=words(text, spans["content"]),
        manner=body["manner"],
        cue_lemma=body.get("cueLemma"),
        cue_tone=body.get("cueTone"),
        negated=body["negated"],
        hypothetical=body["hypothetical"],
        parent=keys[body["parent"]] if "parent" in body else None,
        confidence=body["confidence"],
        **spans,
    )


def _spans(text: str, targets: Iterable[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(_span(text, target["selector"]) for target in targets)


def _span(text: str, selectors: list[dict[str, Any]]) -> Span:
    by_type = {selector["type"]: selector for selector in selectors}
    position, exact = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]["exact"]
    span = Span(position["start"], position["end"])
    if text[span.start : span.end] != exact:
        raise InvalidRecord(
            f"the selectors disagree: at [{span.start}, {span.end}] the text has not {exact!r}"
        )
    return span
