"""Items of every kind from transcripts. The same seed and transcripts give the same items."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from typed_edits import absent, joins, kinds, meaning, noise
from typed_edits.change import Change, Edit, apart, applied
from typed_edits.item import Item, item
from typed_edits.kinds import Changing, Kind
from typed_edits.stretches import (
    LONGEST,
    SHORTEST,
    Stretch,
    is_clean,
    paragraphs,
    part_stretches,
    sentences,
    stretches,
    with_noise,
)
from typed_edits.transcripts import Transcripts

OF_ONE_PAIR = 0.06
"""The share of a kind's items in which the same word is put for the same one, at most (but three)."""
TRIED_JOINS = 200
"""Joins that are tried for each item."""
CLAUSE_IN, HALF_IN = 28, 12
"""Words of a stretch to which a clause of eight to fourteen is added, at least: of one that stays small
beside it, and of one that becomes about a half."""


class Made(Protocol):
    """An item that still lacks its number."""

    def __call__(self, *, number: int) -> Item: ...


class Maker:
    """Makes items of transcripts, `most` of each kind at most."""

    def __init__(self, transcripts: Transcripts, held_out: Transcripts | None, seed: int, most: int) -> None:
        self.transcripts, self.held_out, self.seed, self.most = transcripts, held_out, seed, most
        self._once: dict[tuple[str, int, int, int], bool] = {}

    def items(self, paraphrases: Path | None = None) -> Iterator[Item]:
        """All items, kind by kind."""
        yield from self._numbered(kinds.UNCHANGED, self._unchanged)
        yield from self._numbered(kinds.PART, self._parts)
        for kind in (*kinds.PRINTED_OTHERWISE, *kinds.LEFT_OUT, *kinds.LEFT_OUT_MEANING, *kinds.LIGHT):
            yield from self._numbered(kind, partial(self._changed, kind))
        yield from self._numbered(kinds.TRANSCRIPT_NOISE, self._without_noise)
        for cutting in kinds.CUTS:
            yield from self._numbered(cutting, partial(self._cut, cutting))
        for kind in (kinds.SWAPPED_WORDS, *kinds.MEANING, self._name()):
            yield from self._numbered(kind, partial(self._changed, kind))
        for joined, how in zip(kinds.JOINED, self._joins(), strict=True):
            yield from self._numbered(joined, partial(self._joined, joined, how))
        yield from self._numbered(kinds.SEVERAL_LIGHT, self._several_light)
        yield from self._numbered(kinds.SEVERAL_MEANING, self._several_meaning)
        if self.held_out is not None:
            for added in (kinds.CLAUSE_ADDED, kinds.HALF_ADDED):
                yield from self._numbered(added, partial(self._with_clause, added, self.held_out))
            yield from self._numbered(kinds.OTHER_DOCUMENT, partial(self._absent, self.held_out))
        if paraphrases is not None:
            for number, (_, _, text) in enumerate(absent.paraphrases(paraphrases, self.transcripts)):
                yield item(kinds.PARAPHRASE, number, text, ())

    def _numbered(self, kind: Kind, make: Callable[[random.Random], Iterator[Made]]) -> Iterator[Item]:
        rng = random.Random(f"{self.seed} {kind.name}")
        for number, made in enumerate(islice(make(rng), self.most)):
            yield made(number=number)

    def _pool(self, rng: random.Random) -> Iterator[Stretch]:
        for stretch in stretches(self.transcripts, rng):
            if self._is_said_once(stretch):
                yield stretch

    def _is_said_once(self, stretch: Stretch) -> bool:
        key = (stretch.turn.document, stretch.turn.number, stretch.start, stretch.end)
        if key not in self._once:
            self._once[key] = self.transcripts.times(stretch.text) == 1
        return self._once[key]

    def _name(self) -> Changing:
        kind = kinds.NAME
        names = self.transcripts.names
        return Changing(
            kind.name, kind.verdict, kind.severity, kind.category, find=partial(meaning.name, names=names)
        )

    def _unchanged(self, rng: random.Random) -> Iterator[Made]:
        for stretch in self._pool(rng):
            yield partial(_made, kinds.UNCHANGED, stretch.text, (stretch,))

    def _parts(self, rng: random.Random) -> Iterator[Made]:
        for sentence in self._sentences(rng):
            parts = list(part_stretches(sentence))
            if parts:
                part = rng.choice(parts)
                if self._is_said_once(part):
                    yield partial(_made, kinds.PART, part.text, (part,))

    def _sentences(self, rng: random.Random) -> Iterator[Stretch]:
        """All sentences that are clean, in random order."""
        found = []
        for turn in self.transcripts.turns:
            for start, end in paragraphs(turn):
                found += sentences(turn, start, end)
        rng.shuffle(found)
        return (
            one for one in found if one.words >= SHORTEST and is_clean(one.text) and one.text[0].isalnum()
        )

    def _changed(self, kind: Changing, rng: random.Random) -> Iterator[Made]:
        used: Counter[tuple[str, str]] = Counter()
        for stretch in self._pool(rng):
            text = stretch.text
            found = list(kind.find(text))
            if not found:
                continue
            if kind.all_of_them:
                yield partial(_made, kind, applied(text, found)[0], (stretch,))
                continue
            change = self._least_used(text, found, used, rng, kind.verdict not in ("verbatim", "elided"))
            if change is None:
                continue
            changes, grade = [change], "plain"
            if change.counts and rng.random() < 0.5:
                changes += [c for c in noise.in_passing(text, rng) if apart([change, c], 2)]
                grade = "noisy"
            quote, edits = applied(text, changes)
            if not change.counts or not self.transcripts.times(quote):
                yield partial(_made, kind, quote, (stretch,), edits, grade)

    def _least_used(
        self, text: str, found: list[Change], used: Counter[tuple[str, str]], rng: random.Random, capped: bool
    ) -> Change | None:
        """One of the changes, of those whose words were changed least often so far."""
        pairs = [(text[change.start : change.end].lower(), change.new.lower()) for change in found]
        fewest = min(used[pair] for pair in pairs)
        if capped and fewest >= max(3, OF_ONE_PAIR * self.most):
            return None
        number = rng.choice([at for at, pair in enumerate(pairs) if used[pair] == fewest])
        used[pairs[number]] += 1
        return found[number]

    def _without_noise(self, rng: random.Random) -> Iterator[Made]:
        for stretch in with_noise(self.transcripts, rng):
            found = noise.transcript_noise(stretch.text)
            if not found or not apart(found, 0):
                continue
            quote, _ = applied(stretch.text, found)
            if "[" not in quote and len(quote.split()) >= SHORTEST and self._is_said_once(stretch):
                yield partial(_made, kinds.TRANSCRIPT_NOISE, quote[0].upper() + quote[1:], (stretch,))

    def _cut(self, kind: kinds.Cutting, rng: random.Random) -> Iterator[Made]:
        for sentence in self._sentences(rng):
            for part in islice(kind.cut(sentence), 1):
                if self._is_said_once(part):
                    yield partial(_made, kind, part.text, (part,))

    def _joins(self) -> tuple[Callable[[random.Random], Iterator[joins.Joined]], ...]:
        transcripts = self.transcripts
        return (
            partial(joins.same_turn, transcripts),
            partial(joins.same_turn, transcripts, reverse=True),
            partial(joins.two_turns, transcripts),
            partial(joins.two_documents, transcripts),
            partial(joins.swapped_sentences, transcripts),
        )

    def _joined(
        self, kind: Kind, how: Callable[[random.Random], Iterator[joins.Joined]], rng: random.Random
    ) -> Iterator[Made]:
        seen: set[str] = set()
        for joined in islice(how(rng), TRIED_JOINS * self.most):
            if joined.quote not in seen and not self.transcripts.times(joined.quote):
                seen.add(joined.quote)
                yield partial(_made, kind, joined.quote, joined.pieces)

    def _several_light(self, rng: random.Random) -> Iterator[Made]:
        return self._several(kinds.SEVERAL_LIGHT, kinds.LIGHT, rng)

    def _several_meaning(self, rng: random.Random) -> Iterator[Made]:
        return self._several(kinds.SEVERAL_MEANING, (*kinds.LIGHT, *kinds.MEANING), rng)

    def _several(self, kind: Kind, made_of: Iterable[Changing], rng: random.Random) -> Iterator[Made]:
        """Two to four changes in a stretch of at least eight words for each."""
        for stretch in self._pool(rng):
            found = [(c, one) for one in made_of for c in one.find(stretch.text)]
            rng.shuffle(found)
            taken: list[tuple[Change, Changing]] = []
            most = min(rng.choice((2, 3, 4)), stretch.words // 8)
            for change, one in found:
                if len(taken) < most and apart([change, *(c for c, _ in taken)], 8):
                    taken.append((change, one))
            is_meaning = any(one.severity == "meaning" for _, one in taken)
            if len(taken) < 2 or is_meaning != (kind.severity == "meaning"):
                continue
            quote, edits = applied(stretch.text, [change for change, _ in taken])
            yield partial(_made, kind, quote, (stretch,), edits, "several")

    def _with_clause(self, kind: Kind, held_out: Transcripts, rng: random.Random) -> Iterator[Made]:
        """A clause that was not said added to a stretch: up to a third of the quotation, or about a half."""
        clauses = absent.clauses(self.transcripts, held_out, rng)
        fewest, most = (CLAUSE_IN, LONGEST) if kind is kinds.CLAUSE_ADDED else (HALF_IN, CLAUSE_IN - 1)
        pool = (s for s in self._pool(rng) if fewest <= s.words <= most)
        for stretch, clause in zip(pool, clauses, strict=False):
            text = stretch.text.rstrip(".!?,;:")
            quote, edits = applied(text, [Change(len(text), len(text), f", {clause}.")])
            yield partial(_made, kind, quote, (stretch,), edits)

    def _absent(self, held_out: Transcripts, rng: random.Random) -> Iterator[Made]:
        for stretch in absent.of_other_documents(self.transcripts, held_out, rng):
            yield partial(_made, kinds.OTHER_DOCUMENT, stretch.text, ())


def _made(
    kind: Kind,
    quote: str,
    pieces: tuple[Stretch, ...],
    edits: tuple[Edit, ...] = (),
    grade: str = "plain",
    *,
    number: int,
) -> Item:
    return item(kind, number, quote, pieces, edits, grade)
