"""The pronouns that stand for somebody, with what each tells of person, number and gender."""

from dataclasses import dataclass

from onrecord.speakers.function_words import function_words
from onrecord.speakers.lookup import rows


@dataclass(frozen=True, slots=True)
class Pronoun:
    """person 1 or 3; gender "m", "f", "n" or "" (they, I); case subject, object, possessive or reflexive."""

    person: int
    plural: bool
    gender: str
    case: str

    @property
    def kind(self) -> str:
        """he, she, it or they: what forms of one pronoun of the third person have in common."""
        return "they" if self.plural else {"m": "he", "f": "she"}.get(self.gender, "it")


def _pronouns() -> dict[str, Pronoun]:
    return {
        word: Pronoun(int(person), number == "p", gender, case)
        for word, person, number, gender, case in rows("pronouns.tsv")
    }


PRONOUNS = _pronouns()
RELATIVES = function_words("relative_pronoun")
