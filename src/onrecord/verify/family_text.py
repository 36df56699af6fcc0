"""Families to read: versions in the order of time, what each changed marked; and as JSON and CSV.

Words that a version has and the earlier one has not are {+marked so+}, words it left out or replaced
[-marked so-], on a terminal by colour as well.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.printable import printable
from onrecord.verify.families import Family, Printing, Version
from onrecord.verify.family_marked import categories_of, respects_of, version_runs

SHOWN = 8
"""Printings of one version that are shown; JSON and CSV have all."""
_NARROWEST = 24
COLUMNS = (
    "family", "version", "change", "against", "meaning", "categories",
    *(name for name in Printing.__struct_fields__ if name != "spans"), "spans",
)  # fmt: skip


def write_text(families: Iterable[Family], out: TextIO) -> None:
    """Each family, a blank line between them."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for number, one in enumerate(families):
        # Captured, because a console that meets a broken pipe ends the whole process by itself.
        with console.capture() as captured:
            if number:
                console.print()
            for indent, line in _lines(one):
                for piece in line.wrap(console, max(console.width - indent, _NARROWEST)):
                    piece.rstrip()
                    console.print(Text(" " * indent).append_text(piece), soft_wrap=True)
        out.write(captured.get())


def write_csv(families: Iterable[Family], out: TextIO) -> None:
    """A header and a line a printing."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in families:
        for number, version in enumerate(one.versions):
            of_version = (
                one.number, number, version.change, version.against, str(version.meaning).lower(),
                "; ".join(categories_of(version)),
            )  # fmt: skip
            for printing in version.printings:
                cells = [getattr(printing, name) for name in COLUMNS[6:-1]]
                spans = " ".join(f"{span.start}-{span.end}" for span in printing.spans)
                row = (*of_version, *cells, spans)
                writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])


def _lines(one: Family) -> Iterator[tuple[int, Text]]:
    copies = one.outlets - one.independent
    outlets = f"{one.outlets:,} outlet{'s' if one.outlets > 1 else ''}"
    days = " to ".join(dict.fromkeys(day for day in (one.first_day, one.last_day) if day))
    wordings = f"{len(one.versions):,} wording{'s' if len(one.versions) > 1 else ''}"
    head = Text(f"family {one.number}", "bold")
    for part in (outlets, f"{copies:,} of them with the same text" if copies else "", days, wordings):
        if part:
            head.append(f" · {part}")
    yield 0, head
    if one.speakers_differ:
        yield 2, Text(f"ascribed to different people: {printable(', '.join(one.speakers))}", "bold red")
    if len(one.cues) > 1:
        yield 2, Text(f"cues: {printable(', '.join(one.cues))}", "dim")
    printings = (printing for version in one.versions for printing in version.printings)
    names = {printing.article_number: printing.outlet or printing.article for printing in printings}
    for number, version in enumerate(one.versions):
        yield 2, _what(number, version)
        yield 5, _marked(version, one)
        for printing in version.printings[:SHOWN]:
            yield 5, _where(printing, names)
        if len(version.printings) > SHOWN:
            yield 5, Text(f"and {len(version.printings) - SHOWN:,} more", "dim")


def _what(number: int, version: Version) -> Text:
    what: str = version.change
    if version.against:
        what += f", against {version.against + 1}"
    respects = respects_of(version)
    line = Text(f"{number + 1}. ").append(what, "green" if version.change == "earliest" else "yellow")
    return line.append(f": {', '.join(respects)}", "bold red") if respects else line


def _marked(version: Version, one: Family) -> Text:
    """The version's words, with those that differ from the earlier version's."""
    if version.against is None:
        return Text(printable(version.text))
    line = Text()
    for text, kind in version_runs(version, one.versions[version.against].text):
        if kind == "left out":
            line.append(f"[-{printable(text)}-]", "red")
        elif kind == "put in":
            line.append(f"{{+{printable(text)}+}}", "green")
        else:
            line.append(_inline(text))
    return line


def _inline(text: str) -> str:
    """A piece of a line made safe to print, with the blanks at its ends."""
    before, after = text[:1].isspace(), text[-1:].isspace() and not text.isspace()
    return " " * before + printable(text) + " " * after


def _where(printing: Printing, names: dict[int, str]) -> Text:
    speaker = Text(printable(printing.speaker or "no speaker"), "cyan")
    parts = [
        Text(printing.day or "no date"),
        Text(printable(printing.outlet or printing.article)),
        speaker,
        Text(printable(printing.cue or ""), "italic"),
        Text("negated" if printing.negated else "", "yellow"),
        Text("hypothetical" if printing.hypothetical else "", "yellow"),
        Text(f"the text of {printable(names[printing.copy_of])}" if printing.copy_of else "", "dim"),
    ]
    return Text(" · ").join(part for part in parts if part)
