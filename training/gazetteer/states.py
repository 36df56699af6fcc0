"""states.tsv, regions.tsv and cities.tsv: states, their capitals, people and parts; and large cities."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import us
from babel import Locale
from faker.providers.address.en_CA import Provider as CanadianAddress
from first_names import plain
from wordnet import Synset, WordNet

# Territories that GeoNames lists and that speak through a state of their own or not at all.
NOT_STATES = {"AQ", "AX", "BL", "BQ", "BV", "CC", "CS", "CX", "GF", "GP", "GS", "HM", "IO", "MF", "MQ", "NF"}
NOT_STATES |= {"AN", "PM", "RE", "SJ", "SX", "TF", "TK", "UM", "WF", "YT"}
FEWEST_PEOPLE = 800_000
FEWEST_AMERICANS = 180_000


@dataclass
class State:
    """A row of states.tsv in the making. All but the name are lists, the usual form first."""

    name: str
    names: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    plurals: list[str] = field(default_factory=list)

    def row(self) -> str:
        lists = (self.names, self.abbreviations, self.capitals, self.adjectives, self.people, self.plurals)
        return "\t".join([self.name, *(";".join(dict.fromkeys(values)) for values in lists)])


def states(wordnet: WordNet, geonames: Path, by_hand: Path) -> Iterator[str]:
    """Rows: state; other names; abbreviations; capitals; adjectives; people, one; people, several."""
    territories = Locale("en").territories
    known = _Countries(wordnet)
    corrections = _corrections(by_hand)
    countries = json.loads((geonames / "countries.json").read_text("utf-8"))
    for code, country in sorted(countries.items(), key=lambda item: item[1]["name"]):
        if code in NOT_STATES:
            continue
        common = re.sub(r" \(.*| SAR .*", "", territories.get(code, country["name"])).replace(" & ", " and ")
        state = State(common, [country["name"]], capitals=[country["capital"] or ""])
        corrected = corrections.get(code, [])
        also = [value for _, where, values in corrected if where == "wordnet" for value in values]
        for synset in known.named({common, country["name"], *also}):
            known.add(state, synset)
        for how, where, values in corrected:
            if how == "drop":
                _drop(state, values)
            elif where == "name":
                state.names.append(state.name)
                state.name = values[0]
            elif where != "wordnet":
                listed = getattr(state, where)
                setattr(state, where, values if how == "set" else listed + values)
        state.names = [name for name in state.names if name != state.name]
        if not state.people:
            state.people = [a for a in state.adjectives if not a.endswith(_UNCHANGED)]
        state.plurals += [p for person in state.people if "woman" not in person for p in [_plural(person)]]
        state.plurals += [a for a in state.adjectives if a.endswith(_UNCHANGED)]
        yield state.row()


def _drop(state: State, values: list[str]) -> None:
    """Takes out values, of one list where it is named ("names:Turkmen"), else of all."""
    for value in values:
        where, _, word = value.rpartition(":")
        for listed in [where] if where else ["names", "abbreviations", "capitals", "adjectives", "people"]:
            setattr(state, listed, [v for v in getattr(state, listed) if v != word])


_UNCHANGED = ("ese", "ish", "ch", "sh", "ss")


def _plural(person: str) -> str:
    if person.endswith("man") and person not in {"German", "Roman", "Oman"}:
        return person[:-3] + "men"
    if person.endswith(("ese", "ss", "person")):
        return person if not person.endswith("person") else person[:-6] + "people"
    return person[:-1] + "ies" if re.search("[^aeiou]y$", person) else person + "s"


class _Countries:
    """What WordNet knows of countries: their names, adjectives, inhabitants and capitals."""

    def __init__(self, wordnet: WordNet) -> None:
        self.by_name: dict[str, list[Synset]] = defaultdict(list)
        countries = wordnet.below("n08562388") | wordnet.below("n08591861") | {"n08720619"}
        for synset in wordnet.of_file("location"):
            if set(synset.to("@i")) & countries and "former" not in synset.gloss[:12]:
                for word in synset.words:
                    self.by_name[plain(word)].append(synset)
        self.pointing: dict[tuple[str, str], list[Synset]] = defaultdict(list)
        for synset in wordnet.synsets.values():
            for symbol, target in synset.pointers:
                self.pointing[symbol, target].append(synset)
        self.wordnet = wordnet

    def named(self, names: set[str]) -> list[Synset]:
        found = {s.key: s for name in sorted(names) for s in self.by_name.get(plain(name), ())}
        return list(found.values())

    def add(self, state: State, synset: Synset) -> None:
        for word in synset.words:
            short = word.replace(".", "").isupper() and len(word) < 8
            (state.abbreviations if short else state.names).append(word)
        adjectives = self.pointing["\\", synset.key]
        state.adjectives += [w for a in adjectives for w in a.words if w[0].isupper()]
        for person in self.pointing["#m", synset.key]:
            if person.file == "18" and not person.to("@i") and _INHABITANT.match(person.gloss):
                state.people += [w for w in person.words if w[0].isupper() and "person" not in w]
        for city in self.pointing["#p", synset.key]:
            if "n08709407" in city.to("@i"):
                state.capitals += [w for w in city.words if "capital" not in w]


_INHABITANT = re.compile(r"(a|an|the) ([\w-]+ )?(native|inhabitant|person|citizen|resident)\b")


def _corrections(path: Path) -> dict[str, list[tuple[str, str, list[str]]]]:
    """For each country code what is added or set, where, and the values."""
    found: dict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, how, where, values = line.split("\t")
            found[code].append((how, where, values.split(";") if values else []))
    return found


def regions() -> Iterator[str]:
    """Rows: part of a state, the state, postal abbreviation, AP or other usual abbreviation, capital."""
    for state in us.STATES_AND_TERRITORIES:
        ap = state.ap_abbr if state.ap_abbr and state.ap_abbr != state.name else ""
        yield f"{state.name}\tUnited States\t{state.abbr}\t{ap}\t{state.capital or ''}"
    yield "District of Columbia\tUnited States\tDC\tD.C.\t"
    for province, code in zip(CanadianAddress.provinces, CanadianAddress.provinces_abbr, strict=True):
        yield f"{province}\tCanada\t{code}\t\t"


def cities(geonames: Path) -> Iterator[str]:
    """Rows: large city, code of its country. Largest first, so that the first of a name is the one meant."""
    listed = json.loads((geonames / "cities15000.json").read_text("utf-8")).values()
    seen = set()
    for city in sorted(listed, key=lambda c: (-c["population"], c["name"])):
        fewest = FEWEST_AMERICANS if city["countrycode"] == "US" else FEWEST_PEOPLE
        name = city["name"]
        if city["population"] >= fewest and plain(name) not in seen and len(name) > 2:
            seen.add(plain(name))
            yield f"{name}\t{city['countrycode']}"
