"""Records made again from the Web Annotations that `annotation` writes."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.errors import InvalidRecord
from onrecord.formats.annotation import OUTLET_VOICE, SCARE_QUOTE
from onrecord.record import ROLES, Record, Span, words


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
            if name is None:
                continue
            bodies = {body["type"]: body for body in _listed(annotation["body"])}
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
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
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
    keys = {body["id"]: body["key"] for body, _ in (*parts.speakers, *parts.statements)}
    fields = {
        "article": _present(about, ("outlet", "url", "title", "authors", "published"))
        | _present(parts.text, ("language",))
        | {"id": about["key"], "text": text, "notes": about["articleNotes"]},
        "statements": [_statement(text, body, targets, keys) for body, targets in parts.statements],
        "speakers": [_speaker(text, body, targets) for body, targets in parts.speakers],
        "outlet_voice": _spans(text, parts.classified[OUTLET_VOICE]),
        "scare_quotes": _spans(text, parts.classified[SCARE_QUOTE]),
        "notes": about["notes"],
        "made_by": {"onrecord": about["onrecordVersion"], "model": about["model"]},
    }
    return msgspec.convert(fields, Record)


def _speaker(text: str, body: dict[str, Any], targets: list[Any]) -> dict[str, Any]:
    fields = _present(body, ("name", "kind", "names", "roles"))
    return fields | {"id": body["key"], "mentions": _spans(text, targets)}


def _statement(text: str, body: dict[str, Any], targets: list[Any], keys: dict[str, str]) -> dict[str, Any]:
    spans = {role: _spans(text, (one for one in targets if one["role"] == role)) for role in ROLES}
    same = _present(body, ("manner", "negated", "hypothetical", "confidence"))
    renamed = {
        "speaker_confidence": body.get("speakerConfidence"),
        "cue_lemma": body.get("cueLemma"),
        "cue_tone": body.get("cueTone"),
        "speaker": keys[body["speaker"]] if "speaker" in body else None,
        "parent": keys[body["parent"]] if "parent" in body else None,
    }
    quote = words(text, (Span(*span) for span in spans["content"]))
    return same | renamed | spans | {"id": body["key"], "quote": quote}


def _present(node: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The values that the node has of those that go by the same name in a record."""
    return {name: node[name] for name in names if name in node}


def _spans(text: str, targets: Iterable[dict[str, Any]]) -> list[list[int]]:
    return [_span(text, target["selector"]) for target in targets]


def _span(text: str, selectors: list[dict[str, Any]]) -> list[int]:
    by_type = {selector["type"]: selector for selector in selectors}
    position, exact = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]["exact"]
    start, end = position["start"], position["end"]
    if text[start:end] != exact:
        raise InvalidRecord(f"the selectors disagree: at [{start}, {end}] the text has not {exact!r}")
    return [start, end]
