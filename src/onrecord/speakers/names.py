"""Names of persons and organisations taken apart, and whether two of them can name the same one."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import first_name_gender, honorific, same_first_name

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-]+[^\W_]+)*\.?|&")
_NICKNAME = re.compile(r"[“\"‘'(](?P<name>[^\W\d_][\w .-]{0,20}?)[”\"’')]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, folded (lower case, no accents, no full stops): given names, family name,
    nickname, suffix (jr, iii).

    A single word is a family name as long as nothing says otherwise.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    nickname: str = ""
    suffix: str = ""

    @property
    def is_full(self) -> bool:
        return bool(self.given)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.given + self.family


@lru_cache(maxsize=20_000)
def folded(words: str) -> str:
    """The words in lower case without accents, full stops and possessive endings, for comparing."""
    words = _POSSESSIVE.sub("", words.strip())
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
        words = words.replace("’", "'")
    return words.replace(".", "").casefold()


def _folded_words(words: str) -> list[str]:
    return [word for word in map(folded, _TOKEN.findall(_POSSESSIVE.sub("", words))) if word]


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is known as a first name."""
    return len(word) > 2 and word[0].isupper() and first_name_gender(word) in ("f", "m")


@lru_cache(maxsize=20_000)
def person_name(words: str) -> PersonName:
    """The parts of a person's name as written, with or without honorifics, nickname and suffix."""
    nickname = ""
    match = _NICKNAME.search(words)
    if match and match.start() > 0:
        nickname = folded(match["name"])
        words = words[: match.start()] + " " + words[match.end() :]
    tokens = _folded_words(words)
    while len(tokens) > 1 and honorific(tokens[0]) is not None:
        tokens = tokens[1:]
    suffix = ""
    while len(tokens) > 1 and tokens[-1] in function_words("name_suffix"):
        suffix, tokens = tokens[-1], tokens[:-1]
    if len(tokens) < 2:
        return PersonName((), tuple(tokens), nickname, suffix)
    at = len(tokens) - 1
    while at > 1 and tokens[at - 1] in function_words("particle"):
        at -= 1
    if at == 1 and tokens[0] in function_words("particle"):  # "Van Hollen" alone
        return PersonName((), tuple(tokens), nickname, suffix)
    return PersonName(tuple(tokens[:at]), tuple(tokens[at:]), nickname, suffix)


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can be one person's: one family name; given names alike, short or initials."""
    if not one.is_full or not other.is_full:
        return False
    if one.suffix != other.suffix and one.parts == other.parts:
        return False  # father and son, where a text has both
    if one.parts == other.parts or one.parts == other.parts[::-1]:
        return True
    if not _same_family(one.family, other.family):
        return False
    first, second = one.given[0], other.given[0]
    if same_first_name(first, second):
        return not _differ(one.given[1:], other.given[1:])
    called = {one.nickname, other.nickname} - {""}
    if first in called or second in called:
        return True
    # "J. Edgar" and "Edgar", "Mary Ann" and "Ann": called by the middle name.
    return second in one.given[1:] or first in other.given[1:]


def _differ(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether middle names exclude each other; a missing one excludes nothing."""
    return any(not same_first_name(a, b) for a, b in zip(ours, theirs, strict=False))


def _same_family(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return ours == theirs or _bare(ours) == _bare(theirs)


def _bare(family: tuple[str, ...]) -> tuple[str, ...]:
    """A family name without its particles and article: al-Assad and Assad, de Blasio and Blasio."""
    words = [word.removeprefix("al-").removeprefix("el-") for word in family]
    rest = [word for word in words if word not in function_words("particle")]
    return tuple(rest or words)


def short_for(short: PersonName, full: PersonName) -> str:
    """How one word or two stand for a full name: "family", "given", "nickname", or "" where they do not.

    A first word that the person's later words follow as given names do in Chinese, Korean or Hungarian (Xi
    Jinping, Ban Ki-moon) is a given name here as well; `entities` lets either be used alone.
    """
    if short.is_full or not full.is_full or (short.suffix and short.suffix != full.suffix):
        return ""
    if _same_family(short.family, full.family):
        return "family"
    if len(short.family) > 1 and full.parts[-len(short.family) :] == short.family:
        return "family"
    if len(short.family) != 1:
        return ""
    word = short.family[0]
    if any(word == part for name in full.family for part in name.split("-")) and "-" in full.family[-1]:
        return "family"
    if word == full.given[0] or word == " ".join(full.given):
        return "given"
    if word == full.nickname:
        return "nickname"
    if len(word) > 2 and same_first_name(word, full.given[0]):
        return "given"
    return ""


@lru_cache(maxsize=20_000)
def organisation_words(words: str) -> tuple[str, ...]:
    """The folded words of an organisation's name, without a leading article."""
    tokens = _folded_words(words)
    return tuple(tokens[1:] if len(tokens) > 1 and tokens[0] in function_words("article") else tokens)


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` (CNS, E.U., DOJ) is made of the initials of `full`."""
    letters = short.replace(".", "").replace("&", "")
    if not 2 <= len(letters) <= 8 or not letters[:1].isupper():
        return False
    if sum(c.isupper() for c in letters) < len(letters) - 1:
        return False
    letters = letters.casefold()
    words = [w for token in organisation_words(full) for w in token.split("-") if w]
    if len(words) < 2:
        return False
    return letters in {
        "".join(w[0] for w in words),
        "".join(w[0] for w in words if w not in function_words("acronym_gap")),
    }


def is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether an organisation's words are the beginning or the end of a longer name's: Peabody (Energy)."""
    if not short or len(short) >= len(full):
        return False
    return full[: len(short)] == short or full[-len(short) :] == short
