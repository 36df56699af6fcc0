"""What remains different between a quotation and its place once what is no difference is put aside.

From an alignment come blocks: words of the quotation against words of the source between two runs that are
the same. Put aside are other spacing (coal miners, coalminers), stuttered repeats of the source, noise, and
what the article puts in brackets.
"""

from dataclasses import dataclass
from typing import Literal

from onrecord.verify.align import Alignment
from onrecord.verify.words import OPTIONAL, Words

Kind = Literal["replaced", "added", "left out"]

LONGEST_STUTTER = 8
_MORE = 3
MOST_FOR_A_BRACKET = 14
"""Words of the source that a bracket can stand for; more are left out."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words of the quotation, from `first` to `last` (exclusive), against those of the source, `from_` to
    `to`."""

    first: int
    last: int
    from_: int
    to: int

    @property
    def kind(self) -> Kind:
        if self.first == self.last:
            return "left out"
        return "added" if self.from_ == self.to else "replaced"


def blocks_of(quotation: Words, source: Words, alignment: Alignment) -> list[Block]:
    """The differences in order; none for a quotation that says what the source says."""
    if not alignment.pairs:
        return [Block(0, len(quotation), alignment.first, alignment.first)]
    found = []
    last_quoted, last_source = 0, alignment.first
    if alignment.pairs and alignment.pairs[0][0] > 0:
        # Words before the first that is the same stand for those of the source that they are laid on.
        head = [source_word for word, source_word in alignment.other if word < alignment.pairs[0][0]]
        last_source = min([*head, alignment.first])
    for word, source_word in (*alignment.pairs, (len(quotation), -1)):
        if source_word < 0:
            tail = [one for at, one in alignment.other if at >= last_quoted]
            source_word = max(tail, default=last_source - 1) + 1
        if word > last_quoted or source_word > last_source:
            block = _trimmed(quotation, source, Block(last_quoted, word, last_source, source_word))
            block = _shifted(source, block) if block and block.first == block.last else block
            if block and not _is_none(quotation, source, block):
                found.append(block)
        last_quoted, last_source = word + 1, source_word + 1
    whole = [_whole_words(quotation, source, _against_its_like(quotation, source, block)) for block in found]
    # Against their like, words added at an end can turn out to be the same in another spacing.
    return [block for block in whole if not _is_none(quotation, source, block)]


def _against_its_like(quotation: Words, source: Words, block: Block) -> Block:
    """Words added at an end of the quotation against those of the source's sentence in their place.

    An alignment that may begin anywhere in the source has no use for them; the reader has.
    """
    if block.kind != "added":
        return block
    count = block.last - block.first
    from_, to = block.from_, block.to
    if block.first == 0:
        from_ = max(0, from_ - count - _MORE)
        ends = [at for at in range(from_, to) if source.sentence_ends_after(at)]
        from_ = max([from_, *(at + 1 for at in ends)])
        from_ = from_ if to - from_ <= count + _MORE - 1 else to - count
    elif block.last == len(quotation) and to and not source.sentence_ends_after(to - 1):
        to = min(len(source), to + count)
        to = next((at + 1 for at in range(from_, to) if source.sentence_ends_after(at)), to)
    return Block(block.first, block.last, from_, to)


def _whole_words(quotation: Words, source: Words, block: Block) -> Block:
    """A contraction's second part left out is a word put otherwise: I've, I."""
    if (
        block.first == block.last
        and block.first > 0
        and block.from_ > 0
        and "'" in source.forms[block.from_]
        and source.ends[block.from_ - 1] == source.starts[block.from_]
    ):
        return Block(block.first - 1, block.last, block.from_ - 1, block.to)
    return block


def _trimmed(quotation: Words, source: Words, block: Block) -> Block | None:
    """The block without the words at its ends that may be missing; None where that leaves nothing."""
    first, last, from_, to = block.first, block.last, block.from_, block.to
    while first < last and quotation.flags[first] & OPTIONAL:
        first += 1
    while first < last and quotation.flags[last - 1] & OPTIONAL:
        last -= 1
    bracket = last - first < block.last - block.first
    while from_ < to and source.flags[from_] & OPTIONAL:
        from_ += 1
    while from_ < to and source.flags[to - 1] & OPTIONAL:
        to -= 1
    if first == last and (from_ == to or (bracket and to - from_ <= MOST_FOR_A_BRACKET)):
        return None
    return Block(first, last, from_, to)


def _shifted(source: Words, block: Block) -> Block:
    """Words left out, moved to where stops or commas part them off, where the source allows several readings.

    From "on air, I never saw him on air" the words left out of "on air" can be any seven in a row.
    """
    best, most = block, _parted(source, block)
    for step in (-1, 1):
        from_, to = block.from_, block.to
        for _ in range(block.to - block.from_):
            gone, come = (to - 1, from_ - 1) if step < 0 else (from_, to)
            if not 0 <= come < len(source) or source.forms[gone] != source.forms[come]:
                break
            from_, to = from_ + step, to + step
            moved = Block(block.first, block.last, from_, to)
            if _parted(source, moved) > most:
                best, most = moved, _parted(source, moved)
    return best


def _parted(source: Words, block: Block) -> int:
    """How many of the block's ends have punctuation at them."""
    before = block.from_ > 0 and bool(source.between(block.from_ - 1).strip(_NO_PART))
    return before + bool(source.between(block.to - 1).strip(_NO_PART))


_NO_PART = " \n\t'’‘“”\""


def _is_none(quotation: Words, source: Words, block: Block) -> bool:
    ours = counted(quotation, block.first, block.last)
    theirs = counted(source, block.from_, block.to)
    if len(ours) != len(theirs) and "".join(ours).translate(_BARE) == "".join(theirs).translate(_BARE):
        return True
    return not ours and _is_stutter(source, block)


_BARE = str.maketrans("", "", "'#")


def counted(words: Words, first: int, last: int) -> list[str]:
    """The forms from first to last (exclusive) that may not be missing."""
    return [words.forms[at] for at in range(first, min(last, len(words))) if not words.flags[at] & OPTIONAL]


def _is_stutter(source: Words, block: Block) -> bool:
    """Whether the words left out are those right before or behind them once more."""
    left_out = counted(source, block.from_, block.to)
    count = len(left_out)
    if not 0 < count <= LONGEST_STUTTER:
        return False
    behind = counted(source, block.to, block.to + count + 4)[:count]
    before = counted(source, max(0, block.from_ - count - 4), block.from_)[-count:]
    return left_out in (behind, before)
