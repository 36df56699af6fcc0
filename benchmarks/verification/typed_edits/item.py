"""An item: a quotation with its place, the edit made and the verdict that follows, a JSON line each."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from typed_edits.change import Edit, Span
from typed_edits.kinds import Kind
from typed_edits.stretches import Stretch
from typed_edits.transcripts import WORD

SHORT, LONG = 15, 30


@dataclass(frozen=True)
class Place:
    """A stretch of a turn: document id, turn from 0, characters of the turn's text, end exclusive."""

    document: str
    turn: int
    span: Span


@dataclass(frozen=True)
class Item:
    """A quotation to verify. `places`: of each piece, in the quotation's order, empty where it was not said.

    `also`: further verdicts that count as right. `edits`: the words edited, as spans of the quotation and of
    the first place's turn. `grade`: plain, noisy (printed otherwise as well) or several (edits). `length`:
    short (8 to 15 words), middle (to 30), long. `at`: edge where an edit touches the quotation's first or
    last word, else inside.
    """

    id: str
    quote: str
    kind: str
    verdict: str
    severity: str
    category: str | None
    also: tuple[str, ...]
    places: tuple[Place, ...]
    edits: tuple[Edit, ...]
    grade: str
    length: str
    at: str


def item(
    kind: Kind,
    number: int,
    quote: str,
    stretches: Iterable[Stretch],
    edits: Iterable[Edit] = (),
    grade: str = "plain",
) -> Item:
    """An item of a kind; the edits' source spans are given within the first stretch."""
    pieces = tuple(stretches)
    ahead = pieces[0].start if pieces else 0
    moved = tuple(
        Edit(edit.quote, (edit.source[0] + ahead, edit.source[1] + ahead) if edit.source else None)
        for edit in edits
    )
    words = [match.span() for match in WORD.finditer(quote)]
    edges = (words[0], words[-1])
    touches = any(e.quote and any(e.quote[0] < b and a < e.quote[1] for a, b in edges) for e in moved)
    return Item(
        id=f"{kind.name}-{number:03}",
        quote=quote,
        kind=kind.name,
        verdict=kind.verdict,
        severity=kind.severity,
        category=kind.category,
        also=kind.also,
        places=tuple(Place(p.turn.document, p.turn.number, (p.start, p.end)) for p in pieces),
        edits=moved,
        grade=grade,
        length="short" if len(words) <= SHORT else "middle" if len(words) <= LONG else "long",
        at="edge" if touches else "inside",
    )


def write(items: Iterable[Item], path: Path) -> None:
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in items)
    path.write_text("".join(lines), encoding="utf-8")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file. Raises ValueError with the line's number where one is no object."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}:{number} is not JSON: {error}") from error
            if not isinstance(found, dict):
                raise ValueError(f"{path}:{number} is not an object")
            yield found
