"""organisations.tsv: public bodies, alliances and large associations with their short forms and acronyms."""

import re
from collections.abc import Iterator
from pathlib import Path

from first_names import plain
from wordnet import Synset, WordNet

ORGANISATION = "n08024893"
RELIGIONS = ("n08098545", "n08166788", "n08163789", "n08099479")
_PAST = re.compile(r"\b(former|formerly|founded in 1[5-8]|Nazi|Confederate|Ottoman|Iroquois)\b")
# Short forms that mean something else far more often.
LEFT_OUT = {
    "Agriculture",
    "Commerce",
    "Defense",
    "Education",
    "Energy",
    "Interior",
    "Justice",
    "Labor",
    "State",
}
LEFT_OUT |= {
    "Transportation",
    "Marshals",
    "Army",
    "Air Force",
    "Navy",
    "AI",
    "IR",
    "DS",
    "MI",
    "SS",
    "USA",
    "U.S.",
}
LEFT_OUT |= {
    "United States",
    "Capital",
    "Washington",
    "EXEC",
    "White House",
    "SC",
    "TC",
    "NT",
    "SA",
    "IC",
    "AA",
}
LEFT_OUT |= {
    "Grey",
    "Labour",
    "Right",
    "Left",
    "DCCP",
    "CORE",
    "WAC",
    "Scotland Yard",
    "New Scotland Yard",
    "WHO",
}
LEFT_OUT |= {
    "Quai d'Orsay",
    "Patent and Trademark Office Database",
    "Space",
    "HUD",
    "Commons",
    "United Front",
}


def organisations(wordnet: WordNet, by_hand: Path) -> Iterator[str]:
    """Rows: organisation; its other names and acronyms, separated by semicolons."""
    rows: dict[str, str] = {}
    taken: set[str] = set()
    for line in by_hand.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, others = line.split("\t")
            rows[name] = line
            taken |= {plain(form) for form in (name, *others.split(";"))}
    kinds = wordnet.below(ORGANISATION).difference(*map(wordnet.below, RELIGIONS))
    for synset in wordnet.of_file("group"):
        forms = _forms(synset)
        if not forms or len(synset.words) < 2 or not kinds & {synset.key, *synset.to("@i")}:
            continue
        if _PAST.search(synset.gloss) or any(plain(form) in taken for form in forms):
            continue
        rows[forms[0]] = f"{forms[0]}\t{';'.join(forms[1:])}"
    yield from (rows[name] for name in sorted(rows))


def _forms(synset: Synset) -> list[str]:
    """The names of an organisation, without those that mean much else; none for a kind of organisation."""
    if not all(word[0].isupper() and word.split()[-1][0].isupper() for word in synset.words):
        return []
    return [word for word in synset.words if word not in LEFT_OUT]
