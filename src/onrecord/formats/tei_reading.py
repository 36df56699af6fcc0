"""TEI read back: the records of a file that `formats.tei` wrote."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from lxml import etree

from onrecord.article import Article
from onrecord.errors import InvalidRecord, OnRecordError
from onrecord.formats.tei_elements import NAMESPACE, XML_ID
from onrecord.record import ROLES, MadeBy, Record, Span, Speaker, Statement, words

_NAMES = {"t": NAMESPACE}
_TEI = f"{{{NAMESPACE}}}TEI"


def read_tei(source: Path | BinaryIO) -> Iterator[Record]:
    """The records of a <TEI> or a <teiCorpus>, one in memory at a time.

    Entities are not expanded and nothing is fetched. Raises InvalidRecord where the file is not XML, or does
    not have what `write_tei` puts there.
    """
    try:
        events = etree.iterparse(
            str(source) if isinstance(source, Path) else source,
            tag=_TEI, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for number, (_, element) in enumerate(events, start=1):
            yield _record(element, number)
            element.clear()
            while (parent := element.getparent()) is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise InvalidRecord(f"this is not TEI: {error}") from error


def _record(element: Any, number: int) -> Record:
    try:
        return _Read(element).record()
    except (OnRecordError, msgspec.ValidationError, LookupError, AttributeError, ValueError) as error:
        raise InvalidRecord(f"the TEI of article {number} has no record in it: {error}") from error


class _Read:
    """One <TEI>: its text, and where in it each element with an id is."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._where: dict[str, Span] = {}
        parts: list[str] = []
        body = self._all("t:text/t:body")[0]
        at = 0
        begun: list[tuple[Any, int]] = []
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start":
                begun.append((element, at))
                piece = element.text
            else:
                _, start = begun.pop()
                if (id := element.get(XML_ID)) and start < at:
                    self._where[id] = Span(start, at)
                piece = None if element is body else element.tail
            if piece:
                parts.append(piece)
                at += len(piece)
        self._text = "".join(parts)

    def record(self) -> Record:
        statements = self._all("t:standOff/t:spanGrp[@type='statement']")
        self._statement_ids = {one.get(XML_ID): one.get("n") for one in statements}
        self._features = {one.get(XML_ID): one for one in self._all("t:standOff/t:fs")}
        self._mentions = {
            one.get("corresp"): one for one in self._all("t:standOff/t:spanGrp[@type='speaker']")
        }
        people = self._all("t:teiHeader/t:profileDesc/t:particDesc/t:listPerson/*")
        self._speaker_ids = {one.get(XML_ID): one.get("n") for one in people}
        application = self._all("t:teiHeader/t:encodingDesc/t:appInfo/t:application")[0]
        return Record(
            article=self._article(),
            statements=tuple(self._statement(one) for one in statements),
            speakers=tuple(self._speaker(one) for one in people),
            outlet_voice=self._marked("outlet"),
            scare_quotes=self._marked("scare"),
            notes=self._texts("t:teiHeader/t:fileDesc/t:notesStmt/t:note[@type='record']"),
            made_by=MadeBy(application.get("n"), application[0].text or ""),
        )

    def _all(self, path: str, within: Any = None) -> list[Any]:
        found: list[Any] = (self._root if within is None else within).findall(path, _NAMES)
        return found

    def _texts(self, path: str, within: Any = None) -> tuple[str, ...]:
        return tuple(one.text or "" for one in self._all(path, within))

    def _article(self) -> Article:
        header = "t:teiHeader/t:fileDesc/"
        source = f"{header}t:sourceDesc/t:bibl/"

        def one(path: str) -> str | None:
            return next(iter(self._texts(path)), None)

        return Article(
            id=self._texts(f"{source}t:idno[@type='article']")[0],
            text=self._text,
            outlet=one(f"{source}t:publisher"),
            url=one(f"{source}t:idno[@type='url']"),
            title=one(f"{source}t:title"),
            authors=self._texts(f"{source}t:author"),
            published=one(f"{source}t:date"),
            language=one("t:teiHeader/t:profileDesc/t:langUsage/t:language"),
            notes=self._texts(f"{header}t:notesStmt/t:note[@type='article']"),
        )

    def _spans(self, group: Any, kind: str) -> tuple[Span, ...]:
        """The spans of that type in a group: from where the first piece begins to where the last ends."""
        spans = []
        for span in self._all(f"t:span[@type='{kind}']", group):
            pieces = [self._where[target[1:]] for target in span.get("target").split()]
            spans.append(Span(pieces[0].start, pieces[-1].end))
        return tuple(spans)

    def _marked(self, kind: str) -> tuple[Span, ...]:
        groups = self._all(f"t:standOff/t:spanGrp[@type='{kind}']")
        return tuple(span for group in groups for span in self._spans(group, kind))

    def _speaker(self, person: Any) -> Speaker:
        return Speaker(
            id=person.get("n"),
            name=next(one.text for one in person if one.get("type") == "main"),
            kind=person.get("role"),
            names=tuple(one.text or "" for one in person if one.get("type") == "other"),
            roles=tuple(one.text or "" for one in person if one.get("type") == "role"),
            mentions=self._spans(self._mentions[f"#{person.get(XML_ID)}"], "mention"),
        )

    def _statement(self, group: Any) -> Statement:
        values = {one.get("name"): one for one in self._features[group.get("ana")[1:]]}
        roles = {role: self._spans(group, role) for role in ROLES}
        speaker_confidence = values.get("speaker_confidence")
        return Statement(
            id=group.get("n"),
            speaker=self._pointed(values, "speaker", self._speaker_ids),
            speaker_confidence=(
                None if speaker_confidence is None else float(speaker_confidence[0].get("value"))
            ),
            **roles,
            quote=words(self._text, roles["content"]),
            manner=values["manner"][0].get("value"),
            cue_lemma=(values["cue_lemma"][0].text or "") if "cue_lemma" in values else None,
            cue_tone=values["cue_tone"][0].get("value") if "cue_tone" in values else None,
            negated=values["negated"][0].get("value") == "true",
            hypothetical=values["hypothetical"][0].get("value") == "true",
            parent=self._pointed(values, "parent", self._statement_ids),
            confidence=float(values["confidence"][0].get("value")),
        )

    def _pointed(self, values: dict[str, Any], name: str, ids: dict[str, str]) -> str | None:
        return ids[values[name].get("fVal")[1:]] if name in values else None
