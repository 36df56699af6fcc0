"""Verifications to read: the quotation over the source, the differing words marked.

On a terminal by colour; elsewhere {+words of the quotation+} and [-words of the source-], as word diffs do.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.printable import printable
from onrecord.record import Record
from onrecord.verify.marked import Run, quotation_runs, shortened, source_runs, where, why
from onrecord.verify.verification import Verification

_STYLES = {"none": "green", "light": "yellow", "meaning": "bold red"}
_INDENT = 4
_NARROWEST = 24


def write_verifications(record: Record, verifications: Iterable[Verification], out: TextIO) -> None:
    """The verifications of one record, a head line before them, a blank line between them."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    # Captured, because a console that meets a broken pipe ends the whole process by itself.
    with console.capture() as captured:
        for line in verification_lines(record, list(verifications), console):
            console.print(line, soft_wrap=True)
    out.write(captured.get())


def verification_lines(record: Record, verifications: list[Verification], console: Console) -> Iterator[Text]:
    """The lines for one record; none is wider than the console unless a single word is."""
    article = record.article
    if article.title:
        yield from _wrapped(Text(printable(article.title), "bold"), console)
    yield from _wrapped(Text(" · ".join(printable(p) for p in (article.id, article.published) if p)), console)
    yield Text(_counts(verifications), "dim")
    for one in verifications:
        yield Text()
        yield from _one(record, one, console)


def _counts(verifications: list[Verification]) -> str:
    if not verifications:
        return "no quotations"
    counts: dict[str, int] = {}
    for one in verifications:
        name = one.verdict.replace("_", " ")
        counts[name] = counts.get(name, 0) + 1
    plural = "s" if len(verifications) > 1 else ""
    parts = [
        f"{len(verifications)} quotation{plural}",
        *(f"{count} {name}" for name, count in counts.items()),
    ]
    meaning = sum(one.severity == "meaning" for one in verifications)
    return " · ".join([*parts, *([f"{meaning} changed in meaning"] if meaning else [])])


def _one(record: Record, one: Verification, console: Console) -> Iterator[Text]:
    statement = next((s for s in record.statements if s.id == one.statement), None)
    speaker = record.speaker_of(statement) if statement else None
    source = record.words(statement.source) if statement else ""
    who = printable(speaker.name if speaker else source)
    verdict = one.verdict.replace("_", " ")
    style = "dim" if one.verdict == "not_found" else _STYLES[one.severity]
    parts = [Text(who, "bold cyan") if who else Text("(no source)", "dim"), Text(verdict, style)]
    if one.severity != "none":
        reasons = why(one)
        parts.append(Text(one.severity + (f": {', '.join(reasons)}" if reasons else ""), style))
    parts.append(Text(f"{one.confidence:.0%}", "dim"))
    yield from _wrapped(Text(" · ").join(parts), console)
    plain = not console.is_terminal
    yield from _wrapped(_shown(quotation_runs(one), "bold yellow", "{+", "+}", plain), console, _INDENT)
    if one.found:
        if one.verdict != "verbatim":
            yield from _wrapped(_shown(source_runs(one), "bold magenta", "[-", "-]", plain), console, _INDENT)
        place = Text(" · ".join(printable(part) for part in where(one)), "dim")
        yield from _wrapped(place, console, _INDENT)


def _shown(runs: Iterable[Run], style: str, opening: str, closing: str, plain: bool) -> Text:
    shown = Text()
    for text, differs in runs:
        spaced = (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
        words = printable(text)
        if not differs:
            shown.append(f"{spaced[0]}{shortened(words)}{spaced[1]}" if words else " ")
        elif plain:
            shown.append(f"{opening}{words}{closing}")
        else:
            shown.append(words, style)
    return shown


def _wrapped(text: Text, console: Console, indent: int = 0) -> Iterator[Text]:
    indent = min(indent, max(0, console.width - _NARROWEST))
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        yield Text(" " * indent).append_text(line)
