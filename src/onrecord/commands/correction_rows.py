"""Corrections as rows, written for people and for programs."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TextIO

import msgspec

from onrecord.corrections import (
    Checked,
    Correction,
    Kept,
    Missing,
    NotAStatement,
    OtherSpan,
    Passage,
    Withdrawn,
    WrongSpeaker,
    judged,
    kind_of,
)
from onrecord.printable import printable
from onrecord.record import MadeBy
from onrecord.store import Store


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A correction, as `Kept` has it, and how it stands on the record that the store has now."""

    number: int
    standing: str
    article_number: int
    article: str
    text_hash: str
    correction: Correction
    by: str
    at: datetime
    remark: str | None
    made_on: MadeBy
    withdrawn: Withdrawn | None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as a row of a table: `words` are what it is about, `now` what it says instead."""

    number: int
    article: str
    article_number: int
    kind: str
    standing: str
    statement: str | None
    words: str
    now: str
    by: str
    at: str
    remark: str | None
    model: str
    onrecord: str
    withdrawn_by: str | None
    withdrawn_at: str | None


def listed(store: Store, corrections: Iterable[Kept]) -> Iterator[Listed]:
    """The corrections of a store, each with how it stands."""
    for one in judged(store, corrections):
        fields = {name: getattr(one.kept, name) for name in Kept.__struct_fields__}
        yield Listed(standing=one.standing, **fields)


def write_csv(corrections: Iterable[Listed], out: TextIO) -> None:
    """A header and a line a correction; empty cells stand for null."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Row.__struct_fields__)
    for one in corrections:
        writer.writerow(msgspec.structs.astuple(_row(one)))


def write_text(corrections: Iterable[Listed], out: TextIO) -> None:
    """What is said of which words, by whom and when, as a readable list."""
    for number, one in enumerate(corrections):
        row = _row(one)
        back = f", by {row.withdrawn_by} on {row.withdrawn_at[:10]}" if row.withdrawn_at else ""
        lines = [
            f"{row.number} · {row.kind} · {row.now} · {row.standing}{back}",
            f"    {row.words}",
            f"    {row.remark}" if row.remark else "",
            f"    by {row.by} · {row.at[:10]} · {row.article} (#{row.article_number}) · read by {row.model}",
        ]
        if number:
            out.write("\n")
        for line in filter(str.strip, lines):
            indent = line[: len(line) - len(line.lstrip())]
            out.write(f"{indent}{printable(line)}\n")


def _row(one: Listed) -> Row:
    statement, about, now = _said(one.correction)
    return Row(
        number=one.number,
        article=one.article,
        article_number=one.article_number,
        kind=kind_of(one.correction),
        standing=one.standing,
        statement=statement,
        words=about,
        now=now,
        by=one.by,
        at=one.at.isoformat(),
        remark=one.remark,
        model=one.made_on.model,
        onrecord=one.made_on.onrecord,
        withdrawn_by=one.withdrawn.by if one.withdrawn else None,
        withdrawn_at=one.withdrawn.at.isoformat() if one.withdrawn else None,
    )


def _said(correction: Correction) -> tuple[str | None, str, str]:
    """The label of the statement, the words that a correction is about, and what it says of them."""
    match correction:
        case Checked(statements=statements):
            return None, "", f"the whole article, {len(statements)} statements"
        case Missing() as one:
            return None, _words(one.content), f"said by {one.speaker or 'nobody knows whom'}, {one.manner}"
        case NotAStatement(about=about):
            return about.statement, _words(about.content), "is none"
        case WrongSpeaker(about=about, speaker=speaker):
            now = "nobody can tell" if speaker is None else f"said by {speaker}"
            return about.statement, _words(about.content), now
        case OtherSpan(about=about, role=role, passages=passages):
            return about.statement, _words(about.content), f"{role}: {_words(passages) or 'none'}"


def _words(passages: Iterable[Passage]) -> str:
    return " … ".join(one.words for one in passages)
