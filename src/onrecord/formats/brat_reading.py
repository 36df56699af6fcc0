"""brat standoff read back: what `formats.brat` wrote, what people changed there, and PolNeAR's own files."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.article import Article
from onrecord.errors import InvalidRecord, OnRecordError
from onrecord.formats.fragments import fragments, joined
from onrecord.record import ROLES, MadeBy, Manner, Record, Span, Speaker, Statement, words

_TEXT_BOUND = re.compile(r"(?P<kind>\S+) (?P<offsets>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)", re.S)
_ROLE = re.compile(r"(?P<role>[^:\s]+?)\d*:(?P<of>T\S+)")


def read_brat(path: Path) -> Iterator[Record]:
    """The records of a folder or a zip of NAME.txt and NAME.ann, in the order of the names.

    An event without our note, as people add them and PolNeAR has them, becomes a statement with confidence 1,
    its manner told from the quotation marks and its speaker unknown. Without NAME.json the id is the name.

    Raises InvalidRecord, which names the file, for annotations that contradict the text or themselves, and
    for an attribution without content.
    """
    if path.is_dir():
        read = {one.stem: one for one in path.glob("*.ann")}
        for name in sorted(read):
            yield _record(name, lambda file: (path / file).read_bytes(), {one.name for one in path.iterdir()})
        return
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for file in sorted(name for name in names if name.endswith(".ann")):
            yield _record(file.removesuffix(".ann"), archive.read, names)


def _record(name: str, read: Any, names: set[str]) -> Record:
    try:
        text = read(f"{name}.txt").decode()
        rest = json.loads(read(f"{name}.json")) if f"{name}.json" in names else {}
        return _File(text, read(f"{name}.ann").decode()).record(name, rest)
    except (OnRecordError, msgspec.ValidationError, ValueError, KeyError, OSError) as error:
        raise InvalidRecord(f"{name}.ann: {error}") from error


class _File:
    """The annotations of one text: what is bound to it, the events, and the notes on both."""

    def __init__(self, text: str, annotations: str) -> None:
        self._text = text
        self._bound: dict[str, tuple[str, tuple[Span, ...]]] = {}
        self._events: dict[str, list[tuple[str, str]]] = {}
        self._notes: dict[str, dict[str, Any]] = {}
        for line in annotations.split("\n"):
            number, _, rest = line.partition("\t")
            if line.startswith("T"):
                self._bound[number] = self._text_bound(number, rest)
            elif line.startswith("E"):
                self._events[number] = [(one["role"].lower(), one["of"]) for one in _ROLE.finditer(rest)]
            elif line.startswith("#"):
                about, _, note = rest.partition("\t")
                if (read := _our_note(note)) is not None:
                    self._notes[about.split(" ")[-1]] = read

    def record(self, name: str, rest: dict[str, Any]) -> Record:
        article = rest.get("article", {"id": name})
        speakers = [
            one | {"mentions": mentions}
            for one in rest.get("speakers", ())
            if (mentions := self._spans_of("Mention", one["id"]))
        ]
        known = {one["id"] for one in speakers}
        return Record(
            article=msgspec.convert(article | {"text": self._text}, Article),
            statements=self._statements(known),
            speakers=tuple(msgspec.convert(one, Speaker) for one in speakers),
            outlet_voice=self._spans_of("Outlet-voice"),
            scare_quotes=self._spans_of("Scare-quote"),
            notes=tuple(rest.get("notes", ())),
            made_by=MadeBy(**rest.get("made_by", {"onrecord": "", "model": ""})),
        )

    def _text_bound(self, number: str, rest: str) -> tuple[str, tuple[Span, ...]]:
        match = _TEXT_BOUND.fullmatch(rest)
        if not match:
            raise InvalidRecord(f"{number} is not a type, offsets and words")
        pieces = tuple(
            Span(int(start), int(end))
            for start, end in (one.split(" ") for one in match["offsets"].split(";"))
        )
        if match["words"] != " ".join(self._text[piece.start : piece.end] for piece in pieces):
            raise InvalidRecord(f"the words of {number} are not those of the text")
        return match["kind"], tuple(sorted(pieces))

    def _spans(self, number: str, pieces: tuple[Span, ...], role: str) -> tuple[Span, ...]:
        """The spans that the pieces are of: those in the note, unless somebody moved the pieces since."""
        noted = self._notes.get(number, {}).get("spans", {}).get(role)
        if noted is not None:
            spans = tuple(Span(*span) for span in noted)
            if fragments(self._text, spans) == pieces:
                return spans
        return joined(self._text, pieces)

    def _spans_of(self, kind: str, speaker: str | None = None) -> tuple[Span, ...]:
        return tuple(
            sorted(
                span
                for number, (its_kind, pieces) in self._bound.items()
                if its_kind == kind
                and (speaker is None or self._notes.get(number, {}).get("speaker") == speaker)
                for span in self._spans(number, pieces, "span")
            )
        )

    def _statements(self, known_speakers: set[str]) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        ids: set[str] = set()
        for number in self._events:
            statement = self._statement(number, known_speakers)
            if statement.parent not in ids:  # white space alone, or deleted in brat
                statement = msgspec.structs.replace(statement, parent=None)
            ids.add(statement.id)
            statements.append(statement)
        return tuple(statements)

    def _statement(self, number: str, known_speakers: set[str]) -> Statement:
        roles = {}
        for role in ROLES:
            pieces = sorted(
                piece
                for its_role, of in self._events[number]
                if its_role == role
                for piece in self._bound[of][1]
            )
            roles[role] = self._spans(number, tuple(pieces), role)
        content = roles["content"]
        if not content:
            raise InvalidRecord(f"{number} is an attribution without content")
        note = {name: value for name, value in self._notes.get(number, {}).items() if name != "spans"}
        if not note:
            note = {"id": number, "manner": _manner(self._text, content), "confidence": 1.0}
        if note.get("speaker") not in known_speakers:
            note = note | {"speaker": None, "speaker_confidence": None}
        return msgspec.convert(note | roles | {"quote": words(self._text, content)}, Statement)


def _our_note(note: str) -> dict[str, Any] | None:
    """What a note says that this package wrote; None for one that somebody wrote by hand."""
    try:
        read = json.loads(note)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _manner(text: str, content: tuple[Span, ...]) -> Manner:
    # Imported here: it brings NumPy and the tokenizer, which nothing else in the formats needs.
    from onrecord.statements.paragraphs import paragraphs
    from onrecord.statements.quotation_marks import quoted_stretches
    from onrecord.voice.manner import manner

    spans = tuple((span.start, span.end) for span in content)
    return manner(text, spans, quoted_stretches(text, paragraphs(text)))
