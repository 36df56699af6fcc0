"""Pieces of several places joined into one quotation, and words or sentences put in another order."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typed_edits.change import Change
from typed_edits.stretches import Stretch, is_clean, paragraphs, sentences
from typed_edits.transcripts import WORD, Transcripts, Turn

FAR_SENTENCES, FAR_WORDS = 8, 120
"""Whole sentences and words between two pieces of one turn: no reader would call it an omission."""
FEWEST, MOST = 6, 28
"""Words of a piece."""


@dataclass(frozen=True)
class Joined:
    """A quotation of several pieces, in the order in which it has them."""

    quote: str
    pieces: tuple[Stretch, ...]


def pieces(turn: Turn) -> list[Stretch]:
    """The sentences of a turn that can be pieces, in order; None of the others counts as between."""
    found = []
    for start, end in paragraphs(turn):
        found += sentences(turn, start, end)
    return found


def _is_piece(stretch: Stretch, transcripts: Transcripts) -> bool:
    return (
        FEWEST <= stretch.words <= MOST
        and is_clean(stretch.text)
        and stretch.text[0].isalnum()
        and transcripts.times(stretch.text) == 1
    )


def same_turn(transcripts: Transcripts, rng: random.Random, reverse: bool = False) -> Iterator[Joined]:
    """Two sentences of one turn far apart, in their order or the other way round."""
    turns = [(turn, found) for turn in transcripts.turns if len(found := pieces(turn)) > FAR_SENTENCES + 2]
    while turns:
        turn, found = rng.choice(turns)
        one = rng.randrange(len(found) - FAR_SENTENCES - 1)
        other = rng.randrange(one + FAR_SENTENCES + 1, len(found))
        pair = (found[one], found[other])
        between = len(WORD.findall(turn.text[pair[0].end : pair[1].start]))
        if between >= FAR_WORDS and all(_is_piece(piece, transcripts) for piece in pair):
            yield _joined(pair[::-1] if reverse else pair, rng)


def two_turns(transcripts: Transcripts, rng: random.Random) -> Iterator[Joined]:
    """Sentences of two turns of one document, of two speakers as often as of one."""
    pairs = [
        (one, other)
        for one, other in _neighbours(transcripts.turns)
        if one.document == other.document and min(len(one.text), len(other.text)) > 100
    ]
    while pairs:
        one, other = rng.choice(pairs)
        yield from _from_two(one, other, transcripts, rng)


def _neighbours(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    for at, turn in enumerate(turns):
        yield from ((turn, other) for other in turns[at + 1 : at + 4])


def two_documents(transcripts: Transcripts, rng: random.Random) -> Iterator[Joined]:
    turns = [turn for turn in transcripts.turns if len(turn.text) > 400]
    while len({turn.document for turn in turns}) > 1:
        one, other = rng.choice(turns), rng.choice(turns)
        if one.document != other.document:
            yield from _from_two(one, other, transcripts, rng)


def _from_two(one: Turn, other: Turn, transcripts: Transcripts, rng: random.Random) -> Iterator[Joined]:
    pair = (rng.choice(pieces(one)), rng.choice(pieces(other)))
    if all(_is_piece(piece, transcripts) for piece in pair):
        yield _joined(pair, rng)


def swapped_sentences(transcripts: Transcripts, rng: random.Random) -> Iterator[Joined]:
    """Two sentences that follow each other, the other way round."""
    turns = [(turn, found) for turn in transcripts.turns if len(found := pieces(turn)) > 1]
    while turns:
        _, found = rng.choice(turns)
        at = rng.randrange(len(found) - 1)
        pair = (found[at + 1], found[at])
        if "\n" not in pair[0].turn.text[pair[1].end : pair[0].start] and all(
            _is_piece(piece, transcripts) for piece in pair
        ):
            yield Joined(f"{pair[0].text} {pair[1].text}", pair)


def _joined(pair: Sequence[Stretch], rng: random.Random) -> Joined:
    joint = rng.choice((" … ", " ... ", " "))
    return Joined(joint.join(piece.text for piece in pair), tuple(pair))


_PAIR = re.compile(r"(?<=[a-z] )(?P<one>[a-z]{4,}) (?P<and>and|or) (?P<other>[a-z]{4,})(?=[,.;]? )")
_NO_PAIR = frozenset(
    ("more", "most", "less", "that", "this", "when", "then", "than", "also", "only", "over", "back", "down")
)


def swapped_words(text: str) -> list[Change]:
    """Two words joined by "and" or "or", the other way round."""
    return [
        Change(*match.span(), f"{match['other']} {match['and']} {match['one']}")
        for match in _PAIR.finditer(text)
        if match["one"] != match["other"]
        and not {match["one"], match["other"]} & _NO_PAIR
        and _alike(match["one"]) == _alike(match["other"])
    ]


def _alike(word: str) -> str:
    """What form a word's ending tells; two of one form are likely two of one kind."""
    return next((end for end in ("ing", "ed", "ly", "s") if word.endswith(end)), "")
