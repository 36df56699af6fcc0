"""What the source of a statement comes down to: a name, a noun phrase, a pronoun, or several of them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.speakers.coordination import noun_phrases
from onrecord.speakers.function_words import function_words
from onrecord.speakers.heads import Heads, without_possessive
from onrecord.speakers.labels import PERSON
from onrecord.speakers.mentions import NOMINAL, Mention, Vectors, implicit, joint, relative
from onrecord.speakers.pronouns import PRONOUNS, RELATIVES
from onrecord.speakers.tokens import Tokens
from onrecord.statements.assembly import Draft


@dataclass(frozen=True, slots=True)
class Source:
    """The mention that a statement's source comes down to, and, of several joined by "and", each one's.

    `phrase` is the words [first, last) of the whole noun phrase with what prepositions add to it, its
    relative clause and apposition left out; `direct` whether the content begins and ends inside a quotation.
    """

    mention: Mention
    members: tuple[Mention, ...] = ()
    phrase: tuple[int, int] = (0, 0)
    direct: bool = False


class SourceReader:
    """Tells what sources come down to among the mentions of the text; makes new ones where none fits."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], vectors: Vectors) -> None:
        self._tokens = tokens
        self._vectors = vectors
        self._heads = Heads(tokens, mentions, vectors)
        self._begins = [name.first for name in self._heads.names]

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
            return Source(implicit(self._tokens, first, self._vectors), phrase=(first, first))
        spans = [self._words(span) for span in draft.source]
        first, last = max(spans, key=lambda span: span[1] - span[0])
        return self._phrase(*self._tidied(first, last))

    def _words(self, span: tuple[int, int]) -> tuple[int, int]:
        first, last = self._tokens.touching(*span)
        first = min(first, len(self._tokens.words) - 1)
        return first, max(last, first + 1)

    def _tidied(self, first: int, last: int) -> tuple[int, int]:
        """The words without marks and prepositions at their edges, and without a possessive ending."""
        low = self._tokens.low
        while first < last - 1 and (
            not low[first][0].isalnum()
            or low[first] in function_words("preposition")
            or low[first] in ("both", "and")
        ):
            first += 1
        while last - 1 > first and not low[last - 1][0].isalnum() and low[last - 1] not in (")", "."):
            last -= 1
        return first, without_possessive(low, first, last)

    def _phrase(self, first: int, last: int) -> Source:
        low = self._tokens.low
        if last - first == 1 and low[first] in PRONOUNS:
            return Source(self._heads.pronoun(first), phrase=(first, last))
        of_whom = last - first > 1 and low[last - 2] == "of" and low[last - 1] in ("whom", "which")
        if of_whom or (last - first == 1 and low[first] in RELATIVES):
            return Source(relative(self._tokens, last - 1, self._vectors), phrase=(last - 1, last))
        chunks = noun_phrases(self._heads, first, last)
        heads = [self._heads.of(a, b) for a, b in chunks]
        end = chunks[-1][1]
        phrase = (first, self._phrase_end(end, last))
        if len(chunks) == 1:
            return Source(self._apposed(heads[0], end, last) or heads[0], phrase=phrase)
        whole = joint(self._tokens, chunks[0][0], end, self._vectors)
        return Source(whole, tuple(heads), phrase)

    def _phrase_end(self, at: int, last: int) -> int:
        """Where the phrase whose head ends before word `at` ends: at a comma, a relative, another clause."""
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

    def _apposed(self, head: Mention, end: int, last: int) -> Mention | None:
        """The person whom an apposition names: "His former partner, Lawrence Cummings," is Cummings."""
        if head.form != NOMINAL or head.plural or head.label not in ("person", "") or end >= last:
            return None
        low = self._tokens.low
        for name in self._heads.names[bisect_left(self._begins, end) :]:
            if name.first >= last:
                return None
            if name.label == PERSON and name.first > 0 and low[name.first - 1] in (",", "—", "–", ":"):
                return name
        return None
