"""Records as brat standoff, in the shape of PolNeAR: an event Attribution with Source, Cue and Content.

    T1	Attribution 27 35	insisted
    T2	Source 11 26	Mayor Ann Smith
    T3	Cue 27 35	insisted
    T4	Content 0 10;61 93	“We lost,” “but Bob never said we learned.”
    E1	Attribution:T1 Source:T2 Cue:T3 Content:T4
    #1	AnnotatorNotes E1	{"id": "s1", "speaker": "p1", "manner": "direct", …}

The text-bound annotation that brat wants of an event itself has the cue's place, or the content's where there
is no cue. PolNeAR's own reader (brat_reader on PyPI) knows lines that begin with T, E or # and stops at any
other, so what brat would have as attributes stands in notes, as JSON. Each article is NAME.txt with its text,
NAME.ann and NAME.json with the rest of the record, which brat passes over.

Offsets are code points, end exclusive. brat's spans do not cross lines: see `fragments`.
"""

import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord.formats.fragments import fragments, joined
from onrecord.formats.losses import told
from onrecord.formats.rest import particulars, rest
from onrecord.record import ROLES, Record, Span, Statement

CONFIGURATION = ("annotation.conf", "visual.conf")

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_NAME_LENGTH = 80
_LOSSES = {
    "statement": (
        "{} statement has nothing but white space for words, which brat cannot mark: it was left out.",
        "{} statements have nothing but white space for words, which brat cannot mark: they were left out.",
    ),
    "in notes": (
        "{} statement has a span of white space alone, which brat cannot mark: it is in its note only.",
        "{} statements have a span of white space alone, which brat cannot mark: they are in notes only.",
    ),
    "span": (
        "{} mention, scare quote or stretch of the outlet's is white space alone and was left out.",
        "{} mentions, scare quotes or stretches of the outlet's are white space alone and were left out.",
    ),
}


def write_brat(records: Iterable[Record], out: BinaryIO) -> Sequence[str]:
    """A zip of a folder that brat opens, an article after another; what it could not carry, in sentences.

    The same records make the same bytes.
    """
    losses: Counter[str] = Counter()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(records, losses):
            archive.writestr(_entry(name), data)
    return told(losses, _LOSSES)


def write_brat_folder(records: Iterable[Record], folder: Path) -> Sequence[str]:
    """The same files in a folder, which is made where it is not there."""
    losses: Counter[str] = Counter()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in _files(records, losses):
        (folder / name).write_bytes(data)
    return told(losses, _LOSSES)


def file_name(number: int, article_id: str) -> str:
    """A name that no other numbered article has and any file system takes, with the id, made plain, in it."""
    plain = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode()
    return f"{number:06}-{_UNSAFE.sub('_', plain)[-_NAME_LENGTH:].strip('._-')}".rstrip("-")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _files(records: Iterable[Record], losses: Counter[str]) -> Iterator[tuple[str, bytes]]:
    for name in CONFIGURATION:
        yield name, (files("onrecord.formats") / "data" / name).read_bytes()
    for number, record in enumerate(records, start=1):
        name = file_name(number, record.article.id)
        yield f"{name}.txt", record.article.text.encode()
        yield f"{name}.ann", _Annotations(record, losses).lines().encode()
        yield f"{name}.json", msgspec.json.format(msgspec.json.encode(rest(record)), indent=1) + b"\n"


class _Annotations:
    """The lines of one .ann file, and the numbers given so far."""

    def __init__(self, record: Record, losses: Counter[str]) -> None:
        self._record = record
        self._text = record.article.text
        self._losses = losses
        self._lines: list[str] = []
        self._numbers: Counter[str] = Counter()

    def lines(self) -> str:
        for statement in self._record.statements:
            self._event(statement)
        for speaker in self._record.speakers:
            for mention in speaker.mentions:
                self._marked("Mention", mention, {"speaker": speaker.id})
        for kind, spans in (
            ("Scare-quote", self._record.scare_quotes),
            ("Outlet-voice", self._record.outlet_voice),
        ):
            for span in spans:
                self._marked(kind, span, {})
        return "".join(f"{line}\n" for line in self._lines)

    def _event(self, statement: Statement) -> None:
        note = particulars(statement)
        pieces = {role: fragments(self._text, getattr(statement, role)) for role in ROLES}
        trigger = pieces["cue"] or pieces["content"]
        if not trigger:
            self._losses["statement"] += 1
            return
        roles = {role: getattr(statement, role) for role in ROLES}
        if kept := {
            role: spans for role, spans in roles.items() if joined(self._text, pieces[role]) != spans
        }:
            note["spans"] = msgspec.to_builtins(kept)
        if any(self._record.words((span,)).isspace() for spans in roles.values() for span in spans):
            self._losses["in notes"] += 1
        event = [f"Attribution:{self._text_bound('Attribution', trigger)}"]
        for role in ROLES:
            if pieces[role]:
                kind = role.capitalize()
                event.append(f"{kind}:{self._text_bound(kind, pieces[role])}")
        number = self._number("E")
        self._lines.append(f"{number}\t{' '.join(event)}")
        self._note(number, note)

    def _marked(self, kind: str, span: Span, note: dict[str, object]) -> None:
        pieces = fragments(self._text, (span,))
        if not pieces:
            self._losses["span"] += 1
            return
        if joined(self._text, pieces) != (span,):
            note = note | {"spans": {"span": msgspec.to_builtins((span,))}}
        number = self._text_bound(kind, pieces)
        if note:
            self._note(number, note)

    def _text_bound(self, kind: str, pieces: tuple[Span, ...]) -> str:
        number = self._number("T")
        offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(self._text[piece.start : piece.end] for piece in pieces)
        self._lines.append(f"{number}\t{kind} {offsets}\t{words}")
        return number

    def _note(self, of: str, note: dict[str, Any]) -> None:
        # In ASCII: U+2028, which JSON may have as it is, would end the line for some.
        self._lines.append(f"{self._number('#')}\tAnnotatorNotes {of}\t{json.dumps(note)}")

    def _number(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"
