"""Records in schema.org's vocabulary, as JSON-LD: articles, their Quotations and Claims, who made them.

What somebody is on record with, and nothing else: a Quotation for words in quotation marks, a Claim for what
was put forward as a fact. Left out is what the text says was not said, or not yet, and whatever stands inside
it; a denial, since its words are what the speaker rejects; as Claims also beliefs, demands and questions.
Nothing is rated and nothing called the first appearance of a claim: that is for people to judge.

    NewsArticle   url, headline, publisher, datePublished, author, inLanguage, identifier
    Quotation     text (its quotation marks show what is verbatim), spokenByCharacter, isPartOf
    Claim         text, author, appearance, isPartOf (the claim inside which it is made)
    Person, Organization, GovernmentOrganization   name, alternateName, description (roles)

Who has no name (groups, unnamed sources) is no Person but a `creditText`, a document what it `isBasedOn`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TextIO

import msgspec

from onrecord.article import Article
from onrecord.formats.iris import article_iri, part_iri, record_iri
from onrecord.formats.losses import told
from onrecord.record import Record, Speaker, Statement

CONTEXT = "https://schema.org"

_TYPES = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}
_CLAIMED = (None, "neutral", "distancing", "factive")
"""Cue tones with which something is put forward as a fact."""

_LOSSES = {
    "bare": (
        "{} statement is without its offsets, cue, tone and confidence: schema.org has none of them.",
        "{} statements are without their offsets, cues, tones and confidence: schema.org has none of them.",
    ),
    "not said": (
        "{} statement is left out: the text says that it was not made, or not yet.",
        "{} statements are left out: the text says that they were not made, or not yet.",
    ),
    "inside": (
        "{} statement is left out: it stands inside one that is left out or puts nothing forward.",
        "{} statements are left out: they stand inside one that is left out or puts nothing forward.",
    ),
    "denial": (
        "{} statement is left out: its words are what the speaker denies.",
        "{} statements are left out: their words are what the speaker denies.",
    ),
    "no claim": (
        "{} statement is left out: a belief, a demand or a question without quotation marks is no Claim.",
        "{} statements are left out: beliefs, demands and questions without quotation marks are no Claims.",
    ),
    "voice": (
        "{} stretch in the outlet's own voice or scare quote is left out.",
        "{} stretches in the outlet's own voice and scare quotes are left out.",
    ),
    "date": (
        "{} date of publication is in neither ISO 8601 nor RFC 2822 and was left out.",
        "{} dates of publication are in neither ISO 8601 nor RFC 2822 and were left out.",
    ),
    "url": (
        "{} URL is no address of the web and was left out.",
        "{} URLs are no addresses of the web and were left out.",
    ),
}


def write_linked_data(records: Iterable[Record], out: TextIO) -> Sequence[str]:
    """One JSON-LD document, a node a line, written as records come; sentences on what is left out."""
    losses: Counter[str] = Counter()
    before = f'{{"@context":{_json(CONTEXT)},"@graph":['
    for record in records:
        for node in _nodes(record, losses):
            out.write(before + "\n" + _json({key: value for key, value in node.items() if value}))
            before = ","
    out.write("\n]}\n" if before == "," else before + "]}\n")
    return told(losses, _LOSSES)


def _nodes(record: Record, losses: Counter[str]) -> Iterator[dict[str, Any]]:
    article, name = article_iri(record.article), record_iri(record)
    losses["voice"] += len(record.outlet_voice) + len(record.scare_quotes)
    yield _article(record.article, article, losses)
    parts: list[dict[str, Any]] = []
    heard: dict[str, Speaker] = {}
    carried: dict[str, str] = {}
    for one in record.statements:
        loss = _reason_to_leave_out(one, carried)
        if loss:
            losses[loss] += 1
            continue
        losses["bare"] += 1
        speaker = record.speaker_of(one)
        within = [{"@id": carried[one.parent]}] if one.parent is not None else []
        if speaker is not None and speaker.kind in _TYPES:
            heard[speaker.id] = speaker
        if one.manner != "indirect":
            parts.append(
                {"@id": part_iri(name, "quotation", one.id), "@type": "Quotation", "text": one.quote}
                | _made_by(record, name, one, speaker, "spokenByCharacter")
                | {"isPartOf": [{"@id": article}, *within]}
            )
        if _is_claim(one):
            carried[one.id] = part_iri(name, "claim", one.id)
            parts.append(
                {"@id": carried[one.id], "@type": "Claim", "text": one.quote}
                | _made_by(record, name, one, speaker, "author")
                | {"appearance": {"@id": article}, "isPartOf": within}
            )
    yield from (_speaker(speaker, name) for speaker in heard.values())
    yield from parts


def _reason_to_leave_out(one: Statement, carried: dict[str, str]) -> str | None:
    """The name of the loss; `carried` has the claims before it."""
    if one.negated or one.hypothetical:
        return "not said"
    if one.parent is not None and one.parent not in carried:
        return "inside"
    if one.cue_tone == "denial":
        return "denial"
    return "no claim" if one.manner == "indirect" and not _is_claim(one) else None


def _is_claim(one: Statement) -> bool:
    return one.cue_tone in _CLAIMED and not one.quote.rstrip("\"'”’»“‘ ").endswith("?")


def _article(article: Article, iri: str, losses: Counter[str]) -> dict[str, Any]:
    published = _date(article.published)
    losses["date"] += bool(article.published) and published is None
    losses["url"] += bool(article.url) and article.url != iri
    return {
        "@id": iri,
        "@type": "NewsArticle",
        "url": iri if article.url == iri else None,
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "datePublished": published,
        "author": [{"@type": "Person", "name": name} for name in article.authors if name],
        "inLanguage": article.language,
        "identifier": article.id,
    }


def _speaker(speaker: Speaker, name: str) -> dict[str, Any]:
    return {
        "@id": part_iri(name, "speaker", speaker.id),
        "@type": _TYPES[speaker.kind],
        "name": speaker.name,
        "alternateName": speaker.names,
        "description": "; ".join(speaker.roles),
    }


def _made_by(
    record: Record, name: str, one: Statement, speaker: Speaker | None, property: str
) -> dict[str, Any]:
    """Who made a statement, in the words that schema.org has for such a one."""
    if speaker is None:
        return {"creditText": record.words(one.source)}
    if speaker.kind in _TYPES:
        return {property: {"@id": part_iri(name, "speaker", speaker.id)}}
    if speaker.kind == "document":
        return {"isBasedOn": {"@type": "CreativeWork", "name": speaker.name}}
    if speaker.kind == "author" and len(record.article.authors) == 1 and record.article.authors[0]:
        return {property: {"@type": "Person", "name": record.article.authors[0]}}
    return {"creditText": speaker.name}


def _date(published: str | None) -> str | None:
    """The date or moment in ISO 8601, from that or from RFC 2822, as feeds have it; None without one."""
    given = (published or "").strip()
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(given).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
