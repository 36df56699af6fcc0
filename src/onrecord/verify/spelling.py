"""One spelling for each word: case, accents, contractions taken apart, British, American and short forms."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

Piece = tuple[str, int, int]
"""A form and which characters of the word it stands for: start and end, end exclusive."""

APOSTROPHES = "'’‘ʼ`´＇"
_ENDINGS = ("", "s", "e", "es", "ed", "d", "er", "ers", "ing", "ings", "ation", "ations", "able", "al", "ite")
_DERIVED = (
    "hood",
    "hoods",
    "ly",
    "ful",
    "less",
    "ist",
    "ists",
    "ize",
    "ise",
    "tic",
    "sia",
    "r",
    "rs",
    "y",
    "ism",
)
_CLITICS = ("s", "re", "ve", "ll", "d", "m")
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_APART = {
    "y'all": (("you", 0, 1), ("'all", 1, 5)),
    "'cause": (("because", 0, 6),),
    "'em": (("them", 0, 3),),
    "'til": (("until", 0, 4),),
    "'till": (("until", 0, 5),),
    "'bout": (("about", 0, 5),),
    "ma'am": (("madam", 0, 5),),
    "o'clock": (("oclock", 0, 7),),
}


def data_lines(name: str) -> list[str]:
    """The lines of one of the word lists in data/, without the first, which says where it is from."""
    return (files("onrecord.verify") / "data" / name).read_text("utf-8").splitlines()[1:]


@cache
def variants() -> dict[str, tuple[str, ...]]:
    """For each variant spelling the words that it is compared as."""
    found: dict[str, tuple[str, ...]] = {}
    stems = False
    for line in data_lines("spelling.tsv"):
        form, _, other = line.partition("\t")
        if form == "stems":
            stems = True
        elif stems:
            for ending in _ENDINGS + _DERIVED:
                found.setdefault(form + ending, (other + ending,))
        elif not form.startswith("#"):
            found[form] = tuple(other.split())
    return found


def folded(word: str) -> str:
    """The word in lower case, straight apostrophes, without accents."""
    word = word.casefold()
    if not word.isascii():
        for mark in APOSTROPHES[1:]:
            word = word.replace(mark, "'")
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[Piece, ...]:
    """The forms that a word of letters is compared as: don’t is "do" and "n't", gonna "going" and "to".

    Offsets are within `word`. A form that stands for a whole word with others has the word's offsets.
    """
    form = folded(word)
    length = len(word)
    if form in _APART:
        return tuple((part, start, min(end, length)) for part, start, end in _APART[form])
    if "'" in form[1:] and len(form) == length:
        stem, _, clitic = form.rpartition("'")
        if clitic == "t" and stem.endswith("n") and len(stem) > 1:
            base = stem[:-1] if stem != "can" else "can"
            base = {"ca": "can"}.get(base, _NEGATED.get(base, base))
            cut = length - 3
            return (*_spelt(base, 0, cut), ("n't", cut, length))
        if clitic in _CLITICS and stem:
            cut = length - len(clitic) - 1
            return (*_spelt(stem.replace("'", ""), 0, cut), ("'" + clitic, cut, length))
    return _spelt(form.replace("'", ""), 0, length)


def _spelt(form: str, start: int, end: int) -> tuple[Piece, ...]:
    if form == "cannot":
        return (("can", start, end), ("not", start, end))
    return tuple((part, start, end) for part in variants().get(form, (form,)))
