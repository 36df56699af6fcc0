"""What the words of a noun phrase come down to: the mention that heads them."""

from collections.abc import Sequence

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class, honorific, role
from onrecord.speakers.labels import ORGANISATION, PERSON
from onrecord.speakers.mentions import NAME, NOMINAL, Mention, Vectors, named, nominal, pronoun
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.tokens import Tokens

AND = ("and", "&")


class Heads:
    """The mentions of a text by where they stand.

    names       the names, in order
    name_at     the name that each word is part of; `name_from` the one that it begins, titles counted in
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], vectors: Vectors) -> None:
        self.tokens = tokens
        self.vectors = vectors
        self.names = [m for m in mentions if m.form == NAME]
        self.name_at = {number: m for m in self.names for number in range(m.first, m.last)}
        self.name_from = {n.first if n.title is None else tokens.touching(*n.title)[0]: n for n in self.names}
        self._by_word = {m.word: m for m in mentions if not m.joint}

    def pronoun(self, at: int) -> Mention:
        """The pronoun at word `at`."""
        return self._by_word.get(at) or pronoun(self.tokens, at, self.vectors)

    def of(self, first: int, last: int) -> Mention:
        """The mention that words [first, last) come down to; a new one where none of the text's fits."""
        low = self.tokens.low
        while last - 1 > first and not low[last - 1][0].isalnum():
            last -= 1
        last = without_possessive(low, first, last)
        if last - first == 1 and low[first] in PRONOUNS:
            return self.pronoun(first)
        name = self.name_at.get(last - 1)
        if name is not None and name.last == last + 1 and low[last] == ".":
            last += 1
        if name is not None and name.first < first:
            name = named(self.tokens, first, last, name.label, self.vectors)
        if name is not None and name.last > last:
            return named(self.tokens, max(first, name.first), last, name.label, self.vectors)
        if name is not None and not self._is_common(name, first):
            joins = next((at for at in range(first, name.first) if low[at] in AND), None)
            if joins is not None and name.label == ORGANISATION:
                opens = first + 1 if low[first] in function_words("determiner") else first
                return named(self.tokens, opens, name.last, ORGANISATION, self.vectors)
            return self._extended(name, first)
        if name is not None:
            return nominal(self.tokens, first, last, last - 1, self.vectors)
        opening = self.name_at.get(first)
        if opening is not None and opening.last < last and not self._is_noun_after(opening, last):
            return opening
        known = self._by_word.get(last - 1)
        if known is not None and known.form == NOMINAL and known.first >= first:
            return (
                known if known.first == first else nominal(self.tokens, first, last, last - 1, self.vectors)
            )
        if head_class(low[last - 1]) is None and head_class(low[first]) == "generic":
            return nominal(self.tokens, first, last, first, self.vectors)  # "nobody up here"
        if head_class(low[last - 1]) is None and self._looks_like_name(first, last):
            return named(self.tokens, first, last, PERSON if last - first < 4 else ORGANISATION, self.vectors)
        return nominal(self.tokens, first, last, last - 1, self.vectors)

    def _is_common(self, name: Mention, first: int) -> bool:
        """Whether a one-word name is a common noun in its phrase: "a pro-Rubio super PAC"."""
        before = self.tokens.words[first : name.first]
        return (
            name.label != PERSON
            and name.last - name.first == 1
            and head_class(name.head) is not None
            and any(word[0].islower() and word not in function_words("article") for word in before)
        )

    def _extended(self, name: Mention, first: int) -> Mention:
        """The name with the capitalised words right before it that the network missed: (Exxon) Mobil."""
        begin = name.first
        if name.title is not None or name.last - name.first > 1:
            return name
        words, low = self.tokens.words, self.tokens.low
        while (
            begin - 1 >= first
            and words[begin - 1][0].isupper()
            and begin - 1 not in self.name_at
            and low[begin - 1] not in function_words("determiner")
            and role(low[begin - 1]) is None
            and honorific(low[begin - 1]) is None
        ):
            begin -= 1
        if begin == name.first:
            return name
        label = ORGANISATION if name.label == PERSON and name.last - begin > 1 else name.label
        return named(self.tokens, begin, name.last, label, self.vectors)

    def _looks_like_name(self, first: int, last: int) -> bool:
        """Whether words that the network took for no name are written like one: WALLACE in a transcript."""
        words = self.tokens.words[first:last]
        if any(w[0].isalpha() and not w[0].isupper() for w in words) or not words[-1][0].isalpha():
            return False
        low = self.tokens.low[first]
        return not any(low in function_words(kind) for kind in ("determiner", "possessive", "number"))

    def _is_noun_after(self, name: Mention, last: int) -> bool:
        """Whether a name is only a part of the phrase: "Trump supporters", "Clinton's campaign"."""
        words = self.tokens.words[name.last : last]
        return any(word[0].isalpha() for word in words)


def without_possessive(low: Sequence[str], first: int, last: int) -> int:
    """The end of words [first, last) without a possessive ending."""
    return last - 2 if last - 2 > first and low[last - 1] == "s" and low[last - 2] in ("'", "’") else last
