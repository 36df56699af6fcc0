"""Small words by what they do in a noun phrase or a name, from data/function_words.tsv."""

from functools import cache

from onrecord.speakers.lookup import rows


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in rows("function_words.tsv")}


@cache
def function_words(kind: str) -> frozenset[str]:
    """The words of a class, in lower case."""
    return _classes()[kind]
