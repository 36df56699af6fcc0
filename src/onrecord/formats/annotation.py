"""Records as W3C Web Annotations: https://www.w3.org/TR/annotation-model/, in JSON-LD.

A document is an AnnotationCollection with one page, in which each record is a run of annotations:

    describing    the article: its text as a TextualBody, and a Record with all that is known of it
    identifying   a speaker: its mentions are the targets
    describing    a statement: each of its spans is a target whose `role` says what it is to the statement
    classifying   a stretch in the outlet's own voice, or a scare quote

Every target has a TextPositionSelector, in code points, end exclusive, as the model counts them, and a
TextQuoteSelector. Both are of the text in the first annotation, exactly as it stands there. What the model
has no words for is said in the terms of CONTEXT. `annotation_reading` makes the records again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import msgspec

from onrecord.formats.iris import TERMS, article_iri, part_iri, record_iri
from onrecord.formats.losses import told
from onrecord.record import ROLES, Record, Span, Speaker, Statement

ANNO = "http://www.w3.org/ns/anno.jsonld"

OUTLET_VOICE, SCARE_QUOTE = f"{TERMS}OutletVoice", f"{TERMS}ScareQuote"

CONTEXT: tuple[str, dict[str, Any]] = (
    ANNO,
    {
        "onrecord": TERMS,
        "Record": "onrecord:Record",
        "Speaker": "onrecord:Speaker",
        "Statement": "onrecord:Statement",
        "record": {"@id": "onrecord:record", "@type": "@id"},
        "role": "onrecord:role",
        "key": "onrecord:key",
        "outlet": "onrecord:outlet",
        "url": "onrecord:url",
        "title": "dcterms:title",
        "authors": {"@id": "onrecord:authors", "@container": "@list"},
        "published": "onrecord:published",
        "articleNotes": {"@id": "onrecord:articleNotes", "@container": "@list"},
        "notes": {"@id": "onrecord:notes", "@container": "@list"},
        "onrecordVersion": "onrecord:onrecordVersion",
        "model": "onrecord:model",
        "kind": "onrecord:kind",
        "names": {"@id": "onrecord:names", "@container": "@list"},
        "roles": {"@id": "onrecord:roles", "@container": "@list"},
        "speaker": {"@id": "onrecord:speaker", "@type": "@id"},
        "speakerConfidence": "onrecord:speakerConfidence",
        "manner": "onrecord:manner",
        "cueLemma": "onrecord:cueLemma",
        "cueTone": "onrecord:cueTone",
        "negated": "onrecord:negated",
        "hypothetical": "onrecord:hypothetical",
        "parent": {"@id": "onrecord:parent", "@type": "@id"},
        "confidence": "onrecord:confidence",
    },
)
"""The context of a document: the model's own, and the terms that records need beside it."""

AROUND = 32
"""Characters before and after a quote that are given with it; doubled until it is the only such place."""

MOST_AROUND = 1024
"""Where that many do not tell a place from others, the position alone does."""

_LOSSES = {
    "ambiguous": (
        "{} TextQuoteSelector is right in several places of its article; the position beside it tells which.",
        "{} TextQuoteSelectors are right in several places of their article; the position beside each tells "
        "which.",
    )
}


def write_annotations(records: Iterable[Record], out: TextIO) -> Sequence[str]:
    """One AnnotationCollection, an annotation a line, each written as it comes.

    The same records make the same characters. Returns sentences on selectors that others could misplace.
    """
    losses: Counter[str] = Counter()
    digest = hashlib.sha256()
    total = 0
    begin = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "Who said what"}
    page = {"type": "AnnotationPage", "startIndex": 0}
    out.write(f'{_json(begin)[:-1]},"first":{_json(page)[:-1]},"items":[')
    for record in records:
        name = record_iri(record)
        digest.update(name.encode())
        for annotation in _annotations(record, name, losses):
            out.write(("," if total else "") + "\n" + _json(annotation))
            total += 1
    collection = f"urn:onrecord:collection:{digest.hexdigest()}"
    first = part_iri(collection, "page", 1)
    end = {"id": collection, "last": first, "total": total}
    out.write(f"\n],{_json({'id': first, 'partOf': collection})[1:]},{_json(end)[1:]}\n")
    return told(losses, _LOSSES)


def _annotations(record: Record, name: str, losses: Counter[str]) -> Iterator[dict[str, Any]]:
    """The annotations of a record that has the IRI `name`."""

    def annotation(motivation: str, part: str, target: Any, *body: dict[str, Any]) -> dict[str, Any]:
        iri = f"{part}:annotation"
        bodies = [{key: value for key, value in one.items() if value is not None} for one in body]
        given = {"id": iri, "type": "Annotation", "motivation": motivation, "record": name}
        return given | {"body": bodies, "target": target}

    def target(role: str, span: Span) -> dict[str, Any]:
        selector = [_position(span), _quote(record.article.text, span, losses)]
        return {"type": "SpecificResource", "role": role, "source": article, "selector": selector}

    article = article_iri(record.article)
    yield annotation("describing", name, article, _text(record), _record(record, name))
    for speaker in record.speakers:
        part = part_iri(name, "speaker", speaker.id)
        mentions = [target("mention", span) for span in speaker.mentions]
        yield annotation("identifying", part, mentions, _described(speaker.name), _speaker(speaker, part))
    for one in record.statements:
        part = part_iri(name, "statement", one.id)
        spans = [target(role, span) for role in ROLES for span in getattr(one, role)]
        description = _description(one, record)
        yield annotation("describing", part, spans, _described(description), _statement(one, part, name))
    for kind, term, stretches in (
        ("outlet-voice", OUTLET_VOICE, record.outlet_voice),
        ("scare-quote", SCARE_QUOTE, record.scare_quotes),
    ):
        for number, span in enumerate(stretches, start=1):
            body = {"type": "SpecificResource", "purpose": "classifying", "source": term}
            yield annotation("classifying", part_iri(name, kind, number), [target(kind, span)], body)


def _text(record: Record) -> dict[str, Any]:
    article = record.article
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    return body | {"language": article.language, "value": article.text}


def _record(record: Record, name: str) -> dict[str, Any]:
    article = record.article
    return {
        "id": name,
        "type": "Record",
        "key": article.id,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "authors": article.authors,
        "published": article.published,
        "articleNotes": article.notes,
        "notes": record.notes,
        "onrecordVersion": record.made_by.onrecord,
        "model": record.made_by.model,
    }


def _speaker(speaker: Speaker, part: str) -> dict[str, Any]:
    return {
        "id": part,
        "type": "Speaker",
        "key": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "names": speaker.names,
        "roles": speaker.roles,
    }


def _statement(one: Statement, part: str, name: str) -> dict[str, Any]:
    return {
        "id": part,
        "type": "Statement",
        "key": one.id,
        "speaker": None if one.speaker is None else part_iri(name, "speaker", one.speaker),
        "speakerConfidence": one.speaker_confidence,
        "manner": one.manner,
        "cueLemma": one.cue_lemma,
        "cueTone": one.cue_tone,
        "negated": one.negated,
        "hypothetical": one.hypothetical,
        "parent": None if one.parent is None else part_iri(name, "statement", one.parent),
        "confidence": one.confidence,
    }


def _description(one: Statement, record: Record) -> str:
    """What a client that knows no term of ours shows of a statement."""
    speaker = record.speaker_of(one)
    parts = (
        speaker.name if speaker else record.words(one.source) or "nobody known",
        record.words(one.cue),
        one.manner,
        one.cue_tone if one.cue_tone != "neutral" else "",
        "not said" if one.negated else "",
        "hypothetical" if one.hypothetical else "",
    )
    return " · ".join(part for part in parts if part)


def _described(description: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": description}


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _quote(text: str, span: Span, losses: Counter[str]) -> dict[str, Any]:
    """The words with enough of what stands around them to be found in one place only."""
    around = AROUND
    while True:
        start, end = max(span.start - around, 0), min(span.end + around, len(text))
        found = text[start:end]
        if text.find(found, text.find(found) + 1) < 0:
            break
        if around == MOST_AROUND:
            losses["ambiguous"] += 1
            break
        around *= 2
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[start : span.start],
        "suffix": text[span.end : end],
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
