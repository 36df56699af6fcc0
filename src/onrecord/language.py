"""What language a text is in."""

import re

_LETTERS = re.compile(r"[^\W\d_]+")
# The commonest English words that no other language with many news sites has among its own commonest.
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "that", "was", "is", "with", "he", "she", "it", "for", "said")
)
SAMPLE = 3000  # characters
MINIMUM = 60  # letters below which nothing can be said


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it is too short to tell.

    Plainly English text is told by its commonest words; py3langid, which takes half a second to load, is
    asked only about the rest.
    """
    sample = text[:SAMPLE]
    words = [word.lower() for word in _LETTERS.findall(sample)]
    if sum(map(len, words)) < MINIMUM:
        return None
    # PolNeAR's articles have 22 to 38 of these in a hundred words, other languages' news below 8.
    if sum(word in _ENGLISH for word in words) >= 0.12 * len(words):
        return "en"
    from py3langid import classify

    return str(classify(sample)[0])


def is_english(language: str) -> bool:
    """Whether a language's code or name (en, en-GB, en_US, eng, English) is English's."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0] in ("en", "eng", "english")
