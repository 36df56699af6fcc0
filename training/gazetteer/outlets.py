"""outlets.tsv: the names of news outlets."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

# Publishers in Fundus's list that are no news outlets, or whose names mean much else.
LEFT_OUT = {"i", "People", "Nature", "Gamestar", "Golem", "Heise", "Kicker", "MotorSport Magazin", "Stern"}
LEFT_OUT |= {"TechRadar", "WinFuture", "Wochenblatt", "Metro", "ABC", "The Citizen", "The Province"}
LEFT_OUT |= {"Landesspiegel", "Durban Local", "Postillon", "Mallorca Magazin", "The Mirror", "World Truth"}
LEFT_OUT |= {
    "sft_double_opt_sail",
    "Klasse Gegen Klasse",
    "Legal Tribune Online",
    "Vogue",
    "The BBC",
    "Publico",
}


def outlets(by_hand: Path) -> Iterator[str]:
    """Rows: outlet; its other names, separated by semicolons; short forms that mean it only where the full
    name stands in the same article, separated by semicolons."""
    rows = {}
    for line in by_hand.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, others, _ = line.split("\t")
            rows[_key(name)] = line
            for other in filter(None, others.split(";")):
                rows.setdefault(_key(other), "")
    for name in _publishers():
        bare = re.sub(r" \((.*)\)$", "", name)
        inside = re.search(r"\(([A-Z]{2,}|taz)\)$", name)
        if name not in LEFT_OUT and _key(bare) not in rows:
            rows[_key(bare)] = f"{bare}\t{inside[1] if inside else ''}\t"
    yield from sorted(row for row in rows.values() if row)


def _key(name: str) -> str:
    return name.lower().removeprefix("the ")


def _publishers() -> list[str]:
    # Read, not imported: the package would want its whole crawler installed.
    folder = Path(find_spec("fundus").submodule_search_locations[0]) / "publishers"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*/__init__.py"))]
    return sorted({name for text in texts for name in re.findall(r'^ {8}name="([^"]+)"', text, re.M)})
