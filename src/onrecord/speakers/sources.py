"""What the source of a statement comes down to: a name, a noun phrase, a pronoun, or several joined by "and"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.gazetteer import head_class, honorific, role
from onrecord.speakers.entities import ORGANISATION, PERSON
from onrecord.speakers.mentions import (
    NAME,
    NOMINAL,
    Mention,
    implicit,
    joint,
    named,
    nominal,
    pronoun,
    relative,
)
from onrecord.speakers.pronouns import PRONOUNS, RELATIVES
from onrecord.speakers.tokens import Tokens, function_words
from onrecord.statements.assembly import Draft

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Source:
    """The mention that a statement's source comes down to, and, of several joined by "and", each one's.

    `phrase` is the words [first, last) of the whole noun phrase with what prepositions add to it, its relative
    clause and apposition left out. `direct` says whether the content begins and ends inside a quotation.
    """

    mention: Mention
    members: tuple[Mention, ...] = ()
    phrase: tuple[int, int] = (0, 0)
    direct: bool = False


class SourceReader:
    """Tells what sources come down to, given the mentions of the text; new mentions are made where none fits."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], vectors: Vectors) -> None:
        self._tokens = tokens
        self._vectors = vectors
        self._names = [m for m in mentions if m.form == NAME]
        self._name_at = {number: m for m in self._names for number in range(m.first, m.last)}
        self._name_from = {n.first if n.title is None else tokens.touching(*n.title)[0]: n for n in self._names}
        self._by_word = {m.word: m for m in mentions if not m.joint}

    def read(self, draft: Draft) -> Source:
        """The source of a draft; of one without a written source, the place where it begins."""
        return replace(self._read(draft), direct=self._is_direct(draft))

    def _is_direct(self, draft: Draft) -> bool:
        first, _ = self._words(draft.content[0])
        _, last = self._words(draft.content[-1])
        depth = self._tokens.depth
        return depth[first] > 0 and depth[min(last, len(depth)) - 1] > 0

    def _read(self, draft: Draft) -> Source:
        if not draft.source:
            where = (draft.cue or draft.content)[0]
            first, _ = self._words(where)
            return Source(implicit(self._tokens, first, self._vectors), (), (first, first))
        spans = [self._words(span) for span in draft.source]
        first, last = max(spans, key=lambda span: span[1] - span[0])
        return self._phrase(first, last)

    def _words(self, span: tuple[int, int]) -> tuple[int, int]:
        first, last = self._tokens.touching(*span)
        first = min(first, len(self._tokens.words) - 1)
        return first, max(last, first + 1)

    def _phrase(self, first: int, last: int) -> Source:
        low = self._tokens.low
        first, last = self._tidied(first, last)
        if last - first == 1:
            if low[first] in PRONOUNS:
                found = self._by_word.get(first) or pronoun(self._tokens, first, self._vectors)
                return Source(found, (), (first, last))
            if low[first] in RELATIVES:
                return Source(relative(self._tokens, first, self._vectors), (), (first, last))
        if low[last - 1] in ("whom", "which") and low[last - 2] == "of":
            return Source(relative(self._tokens, last - 1, self._vectors), (), (last - 1, last))
        chunks = self._chunks(first, last)
        heads = [self._head(a, b) for a, b in chunks]
        end = chunks[-1][1]
        if len(chunks) == 1:
            named = self._apposed(heads[0], end, last)
            return Source(named or heads[0], (), (first, self._phrase_end(end, last)))
        whole = joint(self._tokens, chunks[0][0], end, self._vectors)
        return Source(whole, tuple(heads), (first, self._phrase_end(end, last)))

    def _phrase_end(self, at: int, last: int) -> int:
        """Where the phrase whose head ends before word `at` ends: at a comma, a relative or another clause."""
        low = self._tokens.low
        if at >= last or low[at] not in function_words("preposition"):
            return at
        while at < last:
            if low[at] in function_words("relative") or low[at] in function_words("boundary"):
                break
            if not low[at][0].isalnum() and low[at] not in "'’-.&$%":
                break
            at += 1
        return at

    def _tidied(self, first: int, last: int) -> tuple[int, int]:
        """The words without marks and prepositions at their edges, and without a possessive ending."""
        low = self._tokens.low
        while first < last - 1 and (
            not low[first][0].isalnum() or low[first] in function_words("preposition") or low[first] in ("both", "and")
        ):
            if low[first] == "both":
                first += 1
                continue
            first += 1
        while last - 1 > first and not low[last - 1][0].isalnum() and low[last - 1] not in (")", "."):
            last -= 1
        if last - 2 > first and low[last - 1] == "s" and low[last - 2] in ("'", "’"):
            last -= 2
        return first, last

    def _chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """The noun phrases that a source's words join by commas and "and", each cut where its head ends."""
        low = self._tokens.low
        chunks: list[tuple[int, int]] = []
        begin = at = first
        deep = 0
        cut = -1
        outer = min(self._tokens.depth[first:last])
        while at < last:
            name = self._name_at.get(at) or self._name_from.get(at)
            if name is not None:
                at = max(at + 1, min(name.last, last))
                continue
            word = low[at]
            if word in "([":
                deep += 1
                if cut < 0:
                    cut = at
            elif word in ")]":
                deep = max(0, deep - 1)
            elif deep or self._tokens.depth[at] > outer:
                pass
            elif word in ("and", "&") and at > begin:
                if cut >= 0 and not self._resumes(at + 1, last, cut, begin):
                    break
                chunks.append((begin, cut if cut >= 0 else at))
                begin, cut = at + 1, -1
            elif word == "," and (cut < 0 or low[cut] in "(["):
                if self._lists_on(at, last):
                    chunks.append((begin, cut if cut >= 0 else at))
                    begin, cut = at + 1, -1
                elif cut < 0:
                    cut = at
                    if chunks:
                        break
            elif at > begin and cut < 0 and (
                word in function_words("preposition")
                or word in function_words("relative")
                or word in function_words("boundary")
                or word in ("—", "–", "“", '"', "…", ":", ";")
                or (word == "-" and not self._glued(at))
                or (word.endswith(("ing", "ed")) and at > begin and head_class(low[at - 1]) is not None)
            ):
                cut = at
            at += 1
        if begin < last:
            end = cut if cut >= 0 else last
            if end > begin:
                chunks.append((begin, end))
        chunks = [(a, b) for a, b in chunks if b > a]
        if len(chunks) > 1 and not self._joins(chunks):
            chunks = [(chunks[0][0], chunks[-1][1])]
        return chunks or [(first, last)]

    def _glued(self, at: int) -> bool:
        tokens = self._tokens
        return at > 0 and tokens.end[at - 1] == tokens.start[at]

    def _lists_on(self, at: int, last: int) -> bool:
        """Whether a comma separates names of a list (A, B and C) rather than opens an apposition."""
        name = self._name_at.get(at + 1)
        low = self._tokens.low
        if at + 1 < last and low[at + 1] == "others":
            return True
        if name is None or at + 1 >= last:
            return False
        before = self._name_at.get(at - 1)
        if before is None and low[at - 1] != ")":
            return False
        after = name.last
        if after < last and low[after] == "(":
            while after < last and low[after] != ")":
                after += 1
            after += 1
        return after < last and (low[after] == "and" or (low[after] == "," and self._lists_on(after, last)))

    def _resumes(self, at: int, last: int, cut: int, begin: int) -> bool:
        """Whether what follows an "and" after an apposition or parenthesis names another one."""
        low = self._tokens.low
        if low[cut] in "([":
            return at in self._name_at or (at < last and self._tokens.words[at][0].isupper())
        before = self._name_from.get(begin) or self._name_at.get(begin)
        after = self._name_from.get(at)
        if before is None or before.label != PERSON or at >= last:
            return False
        if low[cut] == ",":
            return low[at - 2] == "," and (after is not None or low[at] == "others")
        return after is not None and after.label == PERSON

    def _joins(self, chunks: list[tuple[int, int]]) -> bool:
        """Whether chunks joined by "and" are several sources, not one's several roles: founder and CEO X."""
        last_head = self._head(*chunks[-1])
        if self._is_one_body(chunks, last_head):
            return False
        if last_head.form == NOMINAL and last_head.label == "person" and not last_head.plural:
            first = self._head(*chunks[0])
            opens = self._tokens.low[chunks[-1][0]]
            bare = opens not in function_words("determiner") and opens not in function_words("possessive")
            return not (bare and first.form == NOMINAL and first.label == "person" and not first.plural)
        if last_head.form != NAME or last_head.label != "PERSON":
            return True
        first = self._head(*chunks[0])
        return first.form == NAME or first.plural or self._tokens.low[chunks[0][0]] in function_words("determiner")

    def _is_one_body(self, chunks: list[tuple[int, int]], last_head: Mention) -> bool:
        """Whether "and" stands inside an organisation's name: Central and East European Coalition."""
        if last_head.form != NAME or last_head.label != ORGANISATION or len(chunks) != 2:
            return False
        (first, end), words, low = chunks[0], self._tokens.words, self._tokens.low
        if low[first] in function_words("determiner"):
            first += 1
        capitals = all(words[at][0].isupper() for at in range(first, end))
        return first < end and capitals and end - 1 not in self._name_at and self._name_at.get(end - 1) is None

    def _head(self, first: int, last: int) -> Mention:
        low = self._tokens.low
        while last - 1 > first and not low[last - 1][0].isalnum():
            last -= 1
        if last - 2 > first and low[last - 1] == "s" and low[last - 2] in ("'", "’"):
            last -= 2
        if last - first == 1 and low[first] in PRONOUNS:
            return self._by_word.get(first) or pronoun(self._tokens, first, self._vectors)
        name = self._name_at.get(last - 1)
        if name is not None and name.last == last + 1 and low[last] == ".":
            last += 1
        if name is not None and name.first < first:
            name = named(self._tokens, first, last, name.label, self._vectors)
        if name is not None and name.last > last:
            return named(self._tokens, max(first, name.first), last, name.label, self._vectors)
        if name is not None and not self._is_common(name, first):
            joins = next((at for at in range(first, name.first) if low[at] in ("and", "&")), None)
            if joins is not None and name.label == ORGANISATION:
                opens = first + 1 if low[first] in function_words("determiner") else first
                return named(self._tokens, opens, name.last, ORGANISATION, self._vectors)
            return self._extended(name, first)
        if name is not None:
            return nominal(self._tokens, first, last, last - 1, self._vectors)
        opening = self._name_at.get(first)
        if opening is not None and opening.last < last and not self._is_noun_after(opening, last):
            return opening
        known = self._by_word.get(last - 1)
        if known is not None and known.form == NOMINAL and known.first >= first:
            return known if known.first == first else nominal(self._tokens, first, last, last - 1, self._vectors)
        if head_class(low[last - 1]) is None and self._looks_like_name(first, last):
            return named(self._tokens, first, last, PERSON if last - first < 4 else ORGANISATION, self._vectors)
        return nominal(self._tokens, first, last, last - 1, self._vectors)

    def _is_common(self, name: Mention, first: int) -> bool:
        """Whether a one-word name is a common noun in its phrase: "a pro-Rubio super PAC"."""
        before = self._tokens.words[first : name.first]
        return (
            name.label != PERSON
            and name.last - name.first == 1
            and head_class(name.head) is not None
            and any(word[0].islower() and word not in ("the", "a", "an") for word in before)
        )

    def _extended(self, name: Mention, first: int) -> Mention:
        """The name with the capitalised words right before it that the network missed: (Exxon) Mobil."""
        begin = name.first
        if name.title is not None or name.last - name.first > 1:
            return name
        words, low = self._tokens.words, self._tokens.low
        while (
            begin - 1 >= first
            and words[begin - 1][0].isupper()
            and begin - 1 not in self._name_at
            and low[begin - 1] not in function_words("determiner")
            and role(low[begin - 1]) is None
            and honorific(low[begin - 1]) is None
        ):
            begin -= 1
        if begin == name.first:
            return name
        label = ORGANISATION if name.label == PERSON and name.last - begin > 1 else name.label
        return named(self._tokens, begin, name.last, label, self._vectors)

    def _looks_like_name(self, first: int, last: int) -> bool:
        """Whether words that the network took for no name are written like one: WALLACE in a transcript."""
        words = self._tokens.words[first:last]
        if any(w[0].isalpha() and not w[0].isupper() for w in words) or not words[-1][0].isalpha():
            return False
        low = self._tokens.low[first]
        return low not in function_words("determiner") and low not in function_words("possessive")

    def _is_noun_after(self, name: Mention, last: int) -> bool:
        """Whether a name is only a part of the phrase: "Trump supporters", "Clinton's campaign"."""
        words = self._tokens.words[name.last : last]
        return any(word[0].isalpha() for word in words)

    def _apposed(self, head: Mention, end: int, last: int) -> Mention | None:
        """The person whom an apposition names: "His former partner, Lawrence Cummings," is Cummings."""
        if head.form != NOMINAL or head.plural:
            return None
        low = self._tokens.low
        if head.label not in ("person", "") or end >= last:
            return None
        at = bisect_left([m.first for m in self._names], end)
        for name in self._names[at:]:
            if name.first >= last:
                return None
            if name.label == "PERSON" and name.first > 0 and low[name.first - 1] in (",", "—", "–", ":"):
                return name
        return None
