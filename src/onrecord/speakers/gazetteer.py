"""What is known of names and nouns before any article is read, from the files in `data/`.

Every file is read when it is first asked for, and kept. Look-ups are dictionary look-ups on a key: lower
case, without accents, full stops, a leading "the" and a final "'s". Where lower case would make another word
of a name ("us", "turkey", "time"), the mention must have a capital letter. docs/gazetteer.md lists the files
and their sources; training/gazetteer/ makes those that are generated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.speakers.function_words import function_words
from onrecord.speakers.lookup import columns, key_of, rows, text_of

Gender = Literal["f", "m"]
HeadClass = Literal["organisation", "government", "group", "document", "generic", "person"]


@dataclass(frozen=True, slots=True)
class Honorific:
    """A form of address before a name."""

    word: str
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a person: in the singular, with abbreviations spelled out ("sen" is "senator").

    `always` is false where the gender is only likely ("chairman" may be said of a woman).
    """

    word: str
    gender: Gender | None
    always: bool
    plural: bool


# First names


@cache
def _first_names() -> dict[str, str]:
    """By name, the gender as the file gives it."""
    names, genders, _ = columns("first_names.tsv", 3)
    return dict(zip(names, genders, strict=True))


@cache
def _regions_of_first_names() -> dict[str, str]:
    """By name, w or o; apart from the genders, since few ask for it."""
    names, _, regions = columns("first_names.tsv", 3)
    return dict(zip(names, regions, strict=True))


def _first_name(name: str) -> str | None:
    """The name as it stands in the list."""
    key = key_of(name)
    # "Min-jun" is in the list as one word; "Jean-Luc" and "Mary Beth" go by their first part.
    forms = (key, key.replace("-", ""), key.replace("-", " ").partition(" ")[0])
    return next((form for form in forms if form in _first_names()), None)


def first_name_gender(name: str) -> Literal["f", "m", "u"] | None:
    """Whether a first name is a woman's, a man's, or both (u); None for one that is not in the list."""
    found = _first_name(name)
    if found is None:
        return None
    return _gender(_first_names()[found]) or "u"


def share_of_women(name: str) -> float | None:
    """How likely the bearer of a first name is a woman, 0 to 1; None where nothing is known."""
    found = _first_name(name)
    if found is None:
        return None
    gender = _first_names()[found]
    if gender in ("f", "m"):
        return 1.0 if gender == "f" else 0.0
    return int(gender[1:]) / 100 if len(gender) > 1 else None


def is_western(name: str) -> bool | None:
    """Whether a first name is at home in western Europe and the Americas; None for one not in the list."""
    found = _first_name(name)
    return None if found is None else _regions_of_first_names()[found] == "w"


@cache
def _nicknames() -> dict[str, str]:
    return dict(zip(*columns("nicknames.tsv", 2), strict=True))


def nicknames_of(name: str) -> frozenset[str]:
    """The short and pet forms of a first name, in lower case."""
    listed = _nicknames().get(key_of(name))
    return frozenset(listed.split(",")) if listed else frozenset()


@lru_cache(maxsize=1 << 12)
def same_first_name(a: str, b: str) -> bool:
    """Whether two first names can be one person's: equal, one the other's initial or nickname."""
    a, b = key_of(a), key_of(b)
    if not a or not b:
        return False
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return b in nicknames_of(a) or a in nicknames_of(b)


# Honorifics and roles


@cache
def _honorifics() -> dict[str, Honorific]:
    found = {}
    for forms, *gender in rows("honorifics.txt"):
        words = forms.split(", ")
        for word in words:
            found[key_of(word)] = Honorific(words[0], _gender("".join(gender)))
    return found


def honorific(word: str) -> Honorific | None:
    """The form of address that a word is ("Mrs.", "Sheikh")."""
    return _honorifics().get(key_of(word))


def _gender(letter: str) -> Gender | None:
    match letter:
        case "f" | "f?":
            return "f"
        case "m" | "m?":
            return "m"
        case _:
            return None


@cache
def _titles() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The words with their genders; irregular plurals with their words; abbreviations with what they mean."""
    words, genders, plurals, full = columns("titles.tsv", 4)
    return (
        dict(zip(words, genders, strict=True)),
        {plural: word for word, plural in zip(words, plurals, strict=True) if plural},
        {word: meant for word, meant in zip(words, full, strict=True) if meant},
    )


@lru_cache(maxsize=1 << 15)
def role(phrase: str) -> Role | None:
    """The role that a noun or a phrase names: a person's, or with `plural` several persons'.

    Of a phrase that is not listed as a whole, the noun that leads it: "a former chief of police" is a chief
    of police, "the head of the agency" a head, "a spokesman for the minister" a spokesman. The case does not
    matter, so a surname may be a role ("Baker").
    """
    parts = _heads(key_of(phrase), phrase.islower())
    return next((found for part in parts if (found := _role(part)) is not None), None)


def _heads(key: str, loosely: bool) -> Iterator[str]:
    """What may lead a phrase, the likeliest first: its ends, and those of what stands before a preposition.

    Where there is a preposition, an end must reach over it: in "spokesman for the minister", the minister
    does not lead. At last, if `loosely`, any word, from the right: "officials familiar with the talks".
    """
    words = key.partition(",")[0].split()
    over = next(
        (place for place, word in enumerate(words) if place and word in function_words("after_head")), 0
    )
    for place in range(over or len(words)):
        yield " ".join(words[place:])
    if over:
        yield from _heads(" ".join(words[:over]), loosely)
        return
    if words and "-" in words[-1]:
        yield words[-1].rpartition("-")[2]
    if loosely:
        yield from reversed(words[:-1])


def _role(word: str) -> Role | None:
    words, plurals, abbreviations = _titles()
    for singular, plural in _singulars(word, plurals):
        gender = words.get(singular)
        if gender is None:
            continue
        if singular in abbreviations:
            meant = _role(abbreviations[singular])
            if meant is not None:
                # "Reps." is said of several, "Rep." of one.
                return Role(meant.word, meant.gender, meant.always, plural or meant.plural)
        return Role(abbreviations.get(singular, singular), _gender(gender), not gender.endswith("?"), plural)
    return None


def _singulars(word: str, irregular: dict[str, str]) -> Iterator[tuple[str, bool]]:
    yield word, False
    if word in irregular:
        yield irregular[word], True
    if word.endswith("men"):
        yield word[:-2] + "an", True
    if word.endswith("ies"):
        yield word[:-3] + "y", True
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1], True
        if word.endswith("es"):
            yield word[:-2], True


# Organisations, documents and the rest


@cache
def _classes() -> dict[str, HeadClass]:
    words, classes = columns("organisation_words.tsv", 2)
    return dict(zip(words, classes, strict=True))  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 15)
def head_class(phrase: str) -> HeadClass | None:
    """What the noun that leads a phrase stands for. Several persons or organisations are a group."""
    key = key_of(phrase)
    if key.startswith("one of "):
        several = head_class(phrase.strip()[len("one of ") :])
        return "person" if several == "group" else several
    parts = _heads(key, phrase.islower())
    return next((found for part in parts if (found := _class(part)) is not None), None)


def _class(noun: str) -> HeadClass | None:
    classes = _classes()
    for singular, plural in _singulars(noun, {}):
        found = classes.get(singular)
        if found is not None:
            return "group" if plural and found == "organisation" else found
    person = _role(noun)
    if person is None:
        return None
    return "group" if person.plural else "person"


@cache
def _organisations() -> dict[str, str]:
    named = rows("organisations.tsv")
    found = {key_of(form): name for name, others in named for form in (name, *others.split(";"))}
    found.pop("", None)
    return found


def organisation_of(mention: str) -> str | None:
    """The full name of a public body or large association: "the EU" is the European Union, "DoD" and "the
    Defense Department" are the Department of Defense."""
    if mention.islower():
        return None
    key = key_of(mention)
    # "Is", "Ice" and "Who" at the head of a sentence are no acronyms.
    if len(key) < 4 and key != "fed" and sum(c.isupper() for c in mention) < 2:
        return None
    return _organisations().get(key)


@cache
def _outlets() -> tuple[dict[str, str], dict[str, list[str]]]:
    """By key, the full names of the outlets; and of their short forms."""
    full: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    for name, others, shorts in rows("outlets.tsv"):
        for other in (name, *others.split(";")):
            full.setdefault(key_of(other), name)
        for form in shorts.split(";"):
            short.setdefault(key_of(form), []).append(name)
    full.pop("", None)
    short.pop("", None)
    return full, short


def outlet(name: str) -> str | None:
    """The full name of the news outlet that a name is one of; not of short forms like "the Times"."""
    return None if name.islower() else _outlets()[0].get(key_of(name))


def is_outlet(name: str) -> bool:
    """Whether a name is a news outlet's, in full or in another form that is unmistakable ("WSJ")."""
    return outlet(name) is not None


@cache
def outlet_openings() -> frozenset[str]:
    """The first words, in lower case, of the outlets' names of several words."""
    return frozenset(key.split()[0] for key in _outlets()[0] if " " in key)


def outlets_called(short: str) -> frozenset[str]:
    """The outlets that a short form ("the Times") can mean, in an article that names one of them in full."""
    return frozenset() if short.islower() else frozenset(_outlets()[1].get(key_of(short), ()))


@cache
def _company_suffixes() -> frozenset[str]:
    return frozenset(text_of("company_suffixes.txt").split("\n"))


def has_company_suffix(name: str) -> bool:
    """Whether a name ends in a company's legal form ("Inc.", "GmbH", "& Co.")."""
    words = name.lower().replace(".", "").replace(",", " ").split()
    return any(" ".join(words[-n:]) in _company_suffixes() for n in (1, 2, 3) if len(words) > n)
