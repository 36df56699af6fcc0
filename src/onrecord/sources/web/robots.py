"""robots.txt, as RFC 9309 has it."""

import re
from urllib.parse import quote, unquote, urlsplit

import msgspec

MAX_ROBOTS_BYTES = 500 * 1024
"""As much as has to be read (RFC 9309); the rest is not."""
MAX_DELAY_SECONDS = 30.0
"""A longer Crawl-delay is taken for this one."""


class Robots(msgspec.Struct, frozen=True):
    """What a server asks of a robot: `rules` are (allowed, pattern), `delay` the seconds between requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether a URL may be fetched: the longest rule that fits counts, of two the one that allows."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALL_ALLOWED = Robots()
NONE_ALLOWED = Robots(((False, "/"),))


def parse_robots(text: str, agent: str) -> Robots:
    """The rules for a robot by this name, else those for all robots ("*")."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            naming = True
            groups.setdefault(names[-1], [])
            continue
        if field in ("allow", "disallow"):
            naming = False
            if value:
                for name in names:
                    groups[name].append((field == "allow", _normal(value)))
        elif field == "crawl-delay":
            naming = False
            if re.fullmatch(r"\d{1,6}(?:\.\d*)?", value):
                delays.update(dict.fromkeys(names, min(float(value), MAX_DELAY_SECONDS)))
    name = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(name, ())), delays.get(name))


def _normal(path: str) -> str:
    """A path in one spelling: escaped where it has to be, and only there."""
    return quote(unquote(path), safe="/*$?=&;:@!'()+,~-._")


def _fits(pattern: str, path: str) -> bool:
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if not ends:
        return True
    return path.endswith(pieces[-1]) if len(pieces) > 1 else len(path) == place
