"""The readable report of a record, for a terminal or, without colours, for a pipe."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.printable import printable
from onrecord.record import Record, Statement

UNCERTAIN_BELOW = 0.6
"""Confidence is calibrated: below this more than two statements in five are wrong, which is to be seen."""

_INDENT = 4
_NARROWEST = 24


def write_report(records: Iterable[Record], out: TextIO) -> None:
    """The reports of the records, each written as it comes, a blank line between them."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for number, record in enumerate(records):
        # Captured, because a console that meets a broken pipe ends the whole process by itself.
        with console.capture() as captured:
            if number:
                console.print()
            for line in report_lines(record, console):
                console.print(line, soft_wrap=True)
        out.write(captured.get())


def report_lines(record: Record, console: Console) -> Iterator[Text]:
    """The lines of a record's report, none wider than the console unless a single word is."""
    yield from _header(record, console)
    for statement, depth in _in_reading_order(record.statements):
        yield Text()
        yield from _wrapped(_who_and_how(record, statement), console, _INDENT * depth)
        quote = Text(printable(statement.quote), style="dim" if _is_uncertain(statement) else "")
        yield from _wrapped(quote, console, _INDENT * (depth + 1))


def _header(record: Record, console: Console) -> Iterator[Text]:
    article = record.article
    if article.title:
        yield from _wrapped(Text(printable(article.title), style="bold"), console)
    where_from = (article.id, article.outlet, ", ".join(article.authors), article.published)
    yield from _wrapped(Text(" · ".join(printable(part) for part in where_from if part)), console)
    yield from _wrapped(Text(_counts(record.statements), style="dim"), console)
    for note in (*article.notes, *record.notes):
        yield from _wrapped(Text(f"Note: {printable(note)}", style="yellow"), console)


def _counts(statements: tuple[Statement, ...]) -> str:
    if not statements:
        return "no statements found"
    manners = Counter(statement.manner for statement in statements)
    uncertain = sum(map(_is_uncertain, statements))
    parts = [f"{len(statements)} statement{'s' if len(statements) > 1 else ''}"]
    parts += [f"{manners[manner]} {manner}" for manner in ("direct", "mixed", "indirect") if manners[manner]]
    if uncertain:
        parts.append(f"{uncertain} uncertain")
    return " · ".join(parts)


def _in_reading_order(statements: Iterable[Statement]) -> Iterator[tuple[Statement, int]]:
    """Each statement with its depth, those inside it right after it."""
    inside: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        inside[statement.parent].append(statement)
    waiting = [(statement, 0) for statement in reversed(inside[None])]
    while waiting:
        statement, depth = waiting.pop()
        yield statement, depth
        waiting.extend((child, depth + 1) for child in reversed(inside[statement.id]))


def _who_and_how(record: Record, statement: Statement) -> Text:
    who = printable(statement.speaker or record.words(statement.source))
    cue = printable(record.words(statement.cue))
    confidence = f"{statement.confidence:.0%}"
    parts = [
        Text(who, "bold cyan") if who else Text("(no source)", "dim"),
        Text(cue, "italic"),
        Text(statement.manner, "dim"),
        Text(f"uncertain, {confidence}", "bold yellow")
        if _is_uncertain(statement)
        else Text(confidence, "dim"),
    ]
    return Text(" · ").join(part for part in parts if part)


def _is_uncertain(statement: Statement) -> bool:
    return statement.confidence < UNCERTAIN_BELOW


def _wrapped(text: Text, console: Console, indent: int = 0) -> Iterator[Text]:
    """The text in lines that fit the console, indented; deep down, lines grow no narrower than legible."""
    indent = min(indent, max(0, console.width - _NARROWEST))
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        yield Text(" " * indent).append_text(line)
