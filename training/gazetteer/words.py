"""titles.tsv: nouns for persons and their roles; company_suffixes.txt: legal forms of companies."""

import re
from collections.abc import Iterator
from pathlib import Path

from cleanco.termdata import terms_by_type
from wordnet import Synset, WordNet

FEMALE, MALE = "n09642198", "n09647338"
# Kinds of noun.person that no news article names a source by: gods and spirits, and terms of abuse
# (unwelcome and bad people, simpletons, weaklings, cowards, perverts, sycophants, small people, primitives
# and the like). Those who break the law are a kind of bad person that the news does quote.
NOT_QUOTED = [
    "n09527267",
    "n09506868",
    "n09654317",
    "n09851208",
    "n10618762",
    "n10791304",
    "n09637077",
    "n10438792",
    "n10704310",
    "n10633021",
    "n09650650",
    "n10062653",
    "n10604305",
    "n10505025",
    "n09792353",
    "n10628714",
    "n10292761",
    "n09874114",
    "n10175045",
    "n09952782",
    "n09920326",
    "n10217144",
    "n10101915",
    "n09928518",
]
QUOTED_AFTER_ALL = "n09657157"
# A word that is an adjective as well must be tagged as a noun this often ("native"; not "ordinary").
FEWEST_TAGGED = 3
_RUDE = re.compile(
    r"\b(slur|offensive|disparag|derogat|vulgar|obscene|slang|contempt|insult|abus|ethnic|pejorative|taboo|stupid|idiot"
    r"|prostitute|deficient|unpleasant|despicable|sexual|ugly|fat |castrat|lewd)"
)


def titles(wordnet: WordNet, by_hand: Path) -> Iterator[str]:
    """Rows: word; f, m, or f? / m? where it may be said of others too; irregular plural; full form."""
    rows = {}
    for line in by_hand.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            rows[line.split("\t")[0]] = line
    female, male = wordnet.below(FEMALE), wordnet.below(MALE)
    left_out = set().union(*(wordnet.below(key) for key in NOT_QUOTED)) - wordnet.below(QUOTED_AFTER_ALL)
    for synset in wordnet.of_file("person"):
        if synset.to("@i") or synset.key in left_out or _RUDE.search(synset.gloss):
            continue
        for word in synset.words:
            if word in rows or not _is_usable(word, synset, wordnet, rows):
                continue
            gender = "f" if synset.key in female else "m" if synset.key in male else ""
            if word.endswith("woman"):
                gender = "f"
            elif word.endswith("man") and not word.endswith(("human", "german")):
                gender = "m?"
            rows[word] = f"{word}\t{gender}\t\t"
    yield from (rows[word] for word in sorted(rows))


def _is_usable(word: str, synset: Synset, wordnet: WordNet, known: dict[str, str]) -> bool:
    if not re.fullmatch(r"[a-z]+(?:[- ][a-z]+){0,3}", word) or len(word) < 3:
        return False
    entry = word.replace(" ", "_")
    senses = wordnet.senses[entry]
    if wordnet.synsets[senses[0]].file != "18":
        return False
    if " " in word:
        # The last word alone says as much, unless the phrase is one that its last word does not tell.
        return wordnet.counts.get((entry, synset.key), 0) > 0 and word.split()[-1] not in known
    tagged = sum(wordnet.counts.get((entry, key), 0) for key in senses)
    here = sum(wordnet.counts.get((entry, k), 0) for k in senses if wordnet.synsets[k].file == "18")
    if entry in wordnet.adjectives and here <= max(wordnet.adjectives[entry], FEWEST_TAGGED):
        return False
    return 2 * here >= tagged


def company_suffixes() -> Iterator[str]:
    """Legal forms, in lower case without dots, the longer ones first."""
    found = {re.sub(r"[.,]", "", term.strip().lower()) for terms in terms_by_type.values() for term in terms}
    # Two letters are too often something else in running text, unless English companies have them.
    usual = {"co", "lp", "ag", "sa", "nv", "ab", "oy", "as", "kg", "& co"}
    kept = {term for term in found if len(term.replace(" ", "")) > 2 or term in usual} - {
        "private",
        "company",
    }
    kept = {term for term in kept if term.isascii() and ":" not in term}
    yield from sorted(kept, key=lambda term: (-len(term), term))
