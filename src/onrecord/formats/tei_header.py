"""The TEI headers: where an article comes from, what made its record, and who speaks in it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from onrecord.formats.tei_elements import XML_ID, add, cleaned, root
from onrecord.record import Record, Speaker

ORGANISATIONS = ("organisation", "government")

_VERSION = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PUBLICATION = "An export of onrecord."

_Clean = Callable[[str], str]


def corpus_header() -> Any:
    """The <teiHeader> of a corpus, of which it says no more than what it is."""
    header = root("teiHeader")
    description = add(header, "fileDesc")
    add(add(description, "titleStmt"), "title", "Who said what in news articles")
    add(add(description, "publicationStmt"), "p", _PUBLICATION)
    add(add(description, "sourceDesc"), "p", "Each article names its own source.")
    return header


def add_header(parent: Any, record: Record, speakers: Mapping[str, str], clean: _Clean) -> Any:
    """The <teiHeader> of an article, made the last child of `parent`.

    speakers: the xml:id of each speaker's id; clean: counts and replaces what XML cannot have.
    """
    article = record.article
    header = add(parent, "teiHeader")
    description = add(header, "fileDesc")
    # Title and id stand in the source's <bibl> again, where what XML cannot have is counted.
    add(add(description, "titleStmt"), "title", cleaned(article.title or article.id)[0])
    add(add(description, "publicationStmt"), "p", _PUBLICATION)
    if article.notes or record.notes:
        notes = add(description, "notesStmt")
        for kind, of_kind in (("article", article.notes), ("record", record.notes)):
            for note in of_kind:
                add(notes, "note", clean(note), type=kind)
    _source(add(add(description, "sourceDesc"), "bibl"), record, clean)
    version = record.made_by.onrecord
    application = add(
        add(add(header, "encodingDesc"), "appInfo"),
        "application",
        ident="onrecord",
        version=version if _VERSION.fullmatch(version) else "0",
        n=clean(version),
    )
    add(application, "label", clean(record.made_by.model))
    if article.language is not None or record.speakers:
        _profile(add(header, "profileDesc"), record, speakers, clean)
    return header


def _source(source: Any, record: Record, clean: _Clean) -> None:
    article = record.article
    if article.title is not None:
        add(source, "title", clean(article.title))
    for author in article.authors:
        add(source, "author", clean(author))
    if article.outlet is not None:
        add(source, "publisher", clean(article.outlet))
    if article.published is not None:
        day = {"when": article.published} if _is_day(article.published) else {}
        add(source, "date", clean(article.published), **day)
    add(source, "idno", clean(article.id), type="article")
    if article.url is not None:
        add(source, "idno", clean(article.url), type="url")


def _profile(profile: Any, record: Record, speakers: Mapping[str, str], clean: _Clean) -> None:
    if (language := record.article.language) is not None:
        ident = language if _LANGUAGE.fullmatch(language) else "und"
        add(add(profile, "langUsage"), "language", clean(language), ident=ident)
    if record.speakers:
        people = add(add(profile, "particDesc"), "listPerson")
        for speaker in record.speakers:
            _person(people, speaker, speakers[speaker.id], clean)


def _person(people: Any, speaker: Speaker, xml_id: str, clean: _Clean) -> None:
    organised = speaker.kind in ORGANISATIONS
    element = "org" if organised else "personGrp" if speaker.kind == "group" else "person"
    person = add(people, element, n=clean(speaker.id), role=speaker.kind)
    person.set(XML_ID, xml_id)
    name = "orgName" if organised else "persName"
    add(person, name, clean(speaker.name), type="main")
    for other in speaker.names:
        add(person, name, clean(other), type="other")
    for role in speaker.roles:
        add(person, "note", clean(role), type="role")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
