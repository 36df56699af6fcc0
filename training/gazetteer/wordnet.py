"""Reading Princeton WordNet's database files: only what the gazetteer needs of them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LEXICOGRAPHER_FILES = {"communication": "10", "group": "14", "location": "15", "person": "18"}


@dataclass(frozen=True, slots=True)
class Synset:
    """One sense: its words as WordNet writes them (blanks for underscores), pointers by symbol, gloss."""

    key: str
    file: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str], ...]
    gloss: str

    def to(self, *symbols: str) -> list[str]:
        return [target for symbol, target in self.pointers if symbol in symbols]


class WordNet:
    """The nouns and adjectives of the WordNet whose `dict` folder is given. Keys are like "n02084071"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.synsets = {**_synsets(folder / "data.noun", "n"), **_synsets(folder / "data.adj", "a")}

    def of_file(self, name: str) -> list[Synset]:
        number = LEXICOGRAPHER_FILES[name]
        return [s for s in self.synsets.values() if s.key[0] == "n" and s.file == number]

    def below(self, key: str) -> set[str]:
        """The keys of all kinds (not instances) of a noun sense, itself among them."""
        kinds: dict[str, list[str]] = {}
        for synset in self.synsets.values():
            for above in synset.to("@"):
                kinds.setdefault(above, []).append(synset.key)
        found, waiting = {key}, [key]
        while waiting:
            for kind in kinds.get(waiting.pop(), ()):
                if kind not in found:
                    found.add(kind)
                    waiting.append(kind)
        return found

    @cached_property
    def senses(self) -> dict[str, list[str]]:
        """For a noun in lower case (underscores for blanks), its senses, the most frequent first."""
        senses = {}
        for line in (self.folder / "index.noun").read_text("ascii").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                senses[fields[0]] = ["n" + key for key in fields[-int(fields[2]) :]]
        return senses

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """How often a word was tagged with a sense in the concordance texts: by word and key."""
        counts = {}
        for line in (self.folder / "index.sense").read_text("ascii").splitlines():
            sense, key, _, count = line.split()
            word, _, rest = sense.partition("%")
            counts[word, "_nvara"[int(rest[0])] + key] = int(count)
        return counts

    @cached_property
    def adjectives(self) -> dict[str, int]:
        """Every adjective, with how often it was tagged as one."""
        found: dict[str, int] = {}
        for (word, key), count in self.counts.items():
            if key[0] == "a":
                found[word] = found.get(word, 0) + count
        return found


def _synsets(path: Path, kind: str) -> dict[str, Synset]:
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        data, _, gloss = line.partition(" | ")
        fields = data.split()
        n_words = int(fields[3], 16)
        words = tuple(w.split("(")[0].replace("_", " ") for w in fields[4 : 4 + 2 * n_words : 2])
        rest = fields[4 + 2 * n_words :]
        n_pointers = int(rest[0])
        pointers = tuple(
            (rest[1 + 4 * i], rest[3 + 4 * i].replace("s", "a") + rest[2 + 4 * i]) for i in range(n_pointers)
        )
        key = kind + fields[0]
        found[key] = Synset(key, fields[1], words, pointers, gloss.strip())
    return found
