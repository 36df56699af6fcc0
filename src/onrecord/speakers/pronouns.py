"""The pronouns that stand for somebody, with what each tells of person, number and gender."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Pronoun:
    """person 1 or 3; gender "m", "f", "n" or "" (they, I); case "subject", "object", "possessive", "reflexive"."""

    person: int
    plural: bool
    gender: str
    case: str


def _pronouns() -> dict[str, Pronoun]:
    rows = (files("onrecord.speakers") / "data" / "pronouns.tsv").read_text("utf-8").splitlines()[1:]
    return {
        word: Pronoun(int(person), number == "p", gender, case)
        for word, person, number, gender, case in (row.split("\t") for row in rows)
    }


PRONOUNS = _pronouns()
RELATIVES = frozenset(("who", "which", "that", "whose", "whom"))
