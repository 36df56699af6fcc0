"""Statements as rows, written for people."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.printable import printable
from onrecord.store import StatementRow

_NARROWEST = 24


def write_text(rows: Iterable[StatementRow], out: TextIO) -> None:
    """Who said how, where and when, and below it the words, as a readable list."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for number, row in enumerate(rows):
        # Captured, because a console that meets a broken pipe ends the whole process by itself.
        with console.capture() as captured:
            if number:
                console.print()
            _print(row, console)
        out.write(captured.get())


def _print(row: StatementRow, console: Console) -> None:
    name = row.speaker_name or row.source
    parts = [
        Text(printable(name), "bold cyan") if name else Text("(no source)", "dim"),
        Text(printable(row.cue or ""), "italic"),
        Text(row.manner, "dim"),
        Text("negated" if row.negated else "", "yellow"),
        Text("hypothetical" if row.hypothetical else "", "yellow"),
        Text(f"{row.confidence:.0%}", "dim"),
    ]
    _wrapped(Text(" · ").join(part for part in parts if part), console, 0)
    _wrapped(Text(printable(row.quote)), console, 4)
    where = [row.outlet, row.published, row.title or row.article]
    _wrapped(Text(" · ".join(printable(part) for part in where if part), "dim"), console, 4)


def _wrapped(text: Text, console: Console, indent: int) -> None:
    for line in text.wrap(console, max(console.width - indent, _NARROWEST)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)
