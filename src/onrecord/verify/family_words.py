"""The words of a quotation by which its versions are told and found.

What is no difference to a reader (case, punctuation, spelling, contractions, "uh", what stands in brackets)
is gone from them, as in `words`. Keys are the hashes of some runs of three words: of every WINDOW runs in a
row the rarest one (winnowing: Schleimer, Wilkerson and Aiken 2003, with rarity before the hash). Which ones
these are depends on nothing but the words around them, so that a quotation and one cut from it, or altered in
another place, have keys in common: always, where SURE_RUN words in a row are the same.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from onrecord.verify.align import SHORT_FOR
from onrecord.verify.severity import is_content
from onrecord.verify.words import OPTIONAL, words_of

RUN, WINDOW = 3, 4
SURE_RUN = RUN + WINDOW - 1
"""Words in a row that two quotations must share to share a key for certain, if one is a content word."""
ALL_KEYS = 9
"""Quotations of up to so many words have all their runs as keys."""
FEW_KEYS = 5
"""Two wordings with more keys than this are compared where they share two of them, others where they share
one: a run of three words that is common among millions of quotations is no reason to compare two."""
FEWEST_WORDS, FEWEST_CONTENT_WORDS, FEWEST_LETTERS = 5, 2, 10
"""What a quotation needs to be told from a phrase that anybody may say: words, different content words, and
letters of these ("thank you very much" has nine)."""
_RAREST = 10
"""Letters from which on a word counts as equally rare: longer words are rarer (Zipf)."""


class Wording(NamedTuple):
    """The words of a quotation, and those of them that are content words, in order."""

    forms: tuple[str, ...]
    content: tuple[str, ...]

    @property
    def words(self) -> str:
        """The forms with blanks between them: what is kept."""
        return " ".join(self.forms)

    @property
    def hash(self) -> int:
        """64 bits of the words: the same for the same words everywhere."""
        return int.from_bytes(hashlib.blake2b(self.words.encode(), digest_size=8).digest(), signed=True)

    @property
    def is_telling(self) -> bool:
        """Whether it is more than a phrase that anybody may say."""
        content = set(self.content)
        return (
            len(self.forms) >= FEWEST_WORDS
            and len(content) >= FEWEST_CONTENT_WORDS
            and sum(map(len, content)) >= FEWEST_LETTERS
        )


def wording_of(text: str) -> Wording:
    """The wording of a quotation's text, without its marks."""
    words = words_of(text, quotation=True)
    return wording(
        [
            SHORT_FOR[form][0] if form in SHORT_FOR else form
            for form, flag in zip(words.forms, words.flags, strict=True)
            if not flag & OPTIONAL
        ]
    )


def wording(forms: Sequence[str]) -> Wording:
    """The wording of forms, as `Wording.words` has them."""
    return Wording(tuple(forms), tuple(form for form in forms if _rarity(form)))


@lru_cache(maxsize=100_000)
def _rarity(form: str) -> int:
    """How rare a word is, roughly; 0 for what is no content word."""
    return min(len(form), _RAREST) if is_content(form) else 0


def keys_of(one: Wording) -> list[int]:
    """The keys of a wording, each once, in ascending order; 32 bits each."""
    forms = one.forms
    rarities = [_rarity(form) for form in forms]
    runs = [
        (-sum(rarities[at : at + RUN]), crc32(" ".join(forms[at : at + RUN]).encode()))
        for at in range(len(forms) - RUN + 1)
    ]
    if len(forms) > ALL_KEYS:
        runs = [min(runs[at : at + WINDOW]) for at in range(len(runs) - WINDOW + 1)]
    return sorted({key for rarity, key in runs if rarity})
