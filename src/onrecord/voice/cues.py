"""The lexicon of words that mark an attribution: their lemma, class and role, found for any inflected form.

`data/cue_lexicon.tsv` holds the words with their classes and the published list that each class comes from;
`data/lemmas.tsv` the inflected forms that no rule makes; `data/verb_group.tsv` the words around a verb.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.voice.word_lists import rows

Tone = Literal["neutral", "distancing", "factive", "denial", "directive", "belief", "question"]
Part = Literal["verb", "noun", "adj", "prep", "mark"]
# says      marks by itself, and names an act of speech
# marks     marks by itself, and names no act of speech: beliefs, findings, feelings
# weak      marks only where no other word of the cue does ("make", "issue", "in")
# leads     goes on, starts or tries; the verb after it marks ("went on to say")
# undoes    what the verb after it names did not happen ("refused to say")
# ahead     what the verb after it names has not happened yet ("plans to say")
Role = Literal["says", "marks", "weak", "leads", "undoes", "ahead"]
Addressee = Literal["object", "to", "-"]

_VOWELS = frozenset("aeiou")
_MUTE = re.compile(
    r"^[^aeiou]*[aeiou][bcdgklmnprstvz]$|[vczu]$|[^aeiouwhlr]l$|[aeiou]g$|[rdn]g$|[^aeiou](?:at|is|us|ut|ib|ud|ir|ur|in)$"
    r"|iat$|[ln]s$|[aeou]rs$|it$(?<=[nv]it)"
)
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class CueWord:
    """An entry of the lexicon. `addressee`: "object" ("told *her*"), "to" ("said to *her*") or "-"."""

    lemma: str
    part: Part
    tone: Tone
    role: Role
    addressee: Addressee = "-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words`: form to its possible entries, verbs first. `phrases`: first form to (other words, entry)."""

    words: dict[str, tuple[CueWord, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], CueWord], ...]]


def regular_forms(lemma: str, part: str) -> tuple[str, ...]:
    """The forms that the rules of English spelling give a verb (calls, called, calling) or a noun (calls)."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        s = lemma[:-1] + "ies"
    else:
        s = lemma + ("es" if lemma.endswith(_SIBILANTS) else "s")
    if part == "noun":
        return (s,)
    if part != "verb":
        return ()
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return s, lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        keeps = lemma.endswith(("ee", "ye", "oe"))
        return s, lemma + "d", (lemma if keeps else lemma[:-1]) + "ing"
    return s, lemma + "ed", lemma + "ing"


@cache
def _irregular() -> tuple[dict[str, str], dict[tuple[str, str], list[str]]]:
    """Form to lemma, a verb's before a noun's; and (lemma, part) to its irregular forms."""
    lemmas: dict[str, str] = {}
    forms: dict[tuple[str, str], list[str]] = {}
    for form, lemma, part in rows("lemmas.tsv"):
        forms.setdefault((lemma, part), []).append(form)
        if part == "verb" or form not in lemmas:
            lemmas[form] = lemma
    return lemmas, forms


@cache
def lexicon() -> Lexicon:
    """The lexicon, each entry under all its forms; read once."""
    _, irregular = _irregular()
    words: dict[str, list[CueWord]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], CueWord]]] = {}
    regular: list[tuple[str, CueWord]] = []
    for lemma, part, tone, role, addressee, _ in rows("cue_lexicon.tsv"):
        entry = CueWord(lemma, part, tone, role, addressee)  # type: ignore[arg-type]
        first, *rest = lemma.split(" ")
        odd = irregular.get((first, part), [])
        if rest:
            for form in {first, *regular_forms(first, part if part == "verb" else "-"), *odd}:
                phrases.setdefault(form, []).append((tuple(rest), entry))
            continue
        # An irregular form belongs to its own verb before another's regular one: "found" is of "find".
        for form in (lemma, *odd):
            words.setdefault(form, []).append(entry)
        regular += [(form, entry) for form in regular_forms(lemma, part)]
    for form, entry in regular:
        words.setdefault(form, []).append(entry)
    order = ("verb", "adj", "noun", "prep", "mark")
    return Lexicon(
        {form: tuple(sorted(found, key=lambda e: order.index(e.part))) for form, found in words.items()},
        {form: tuple(sorted(found, key=lambda p: -len(p[0]))) for form, found in phrases.items()},
    )


@cache
def verb_group() -> dict[str, str]:
    """The closed-class words around a verb, each with its kind (see the data file)."""
    return {row[0]: row[1] for row in rows("verb_group.tsv")}


def entries_at(words: Sequence[str], at: int) -> tuple[tuple[CueWord, ...], int]:
    """The entries that the words, in lower case, can be of from place `at` on, and how many words they take.

    The longest phrase goes before its first word alone. No entry: an empty tuple, and 1.
    """
    found = lexicon()
    for rest, entry in found.phrases.get(words[at], ()):
        if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
            return (entry,), 1 + len(rest)
    return found.words.get(words[at], ()), 1


def lemma_of(word: str) -> str:
    """The lemma of a word in lower case, whether the lexicon has it or not; rules guess the unknown ones."""
    known = lexicon().words.get(word)
    if known:
        return known[0].lemma
    irregular = _irregular()[0].get(word)
    if irregular:
        return irregular
    for ending, cut in (("ied", "y"), ("ies", "y")):
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + cut
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWELS & set(stem):
            return _whole(stem)
    if word.endswith("es") and word[:-2].endswith(_SIBILANTS):
        return word[:-1] if word.endswith(("izes", "yzes", "ises")) else word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _whole(stem: str) -> str:
    """The verb of a stem without its -ing or -ed: a doubled consonant made single, a mute e put back.

    A verb of one syllable with one vowel letter would have doubled its consonant, so a single one had an e.
    """
    if stem[-1] == stem[-2] and stem[-1] not in "flsz":
        return stem[:-1]
    return stem + "e" if _MUTE.search(stem) else stem
