"""How much a difference matters: whether a reader is told something else, and in which respect.

Contractions, tense and number, function words, fillers and words left out are light. A negation gained or
lost, another pronoun, number, modal verb, quantifier, name or content word, a condition lost are of meaning.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from onrecord.verify.align import SHORT_FOR
from onrecord.verify.differences import Block, counted
from onrecord.verify.spelling import data_lines
from onrecord.verify.words import Words, word_class, word_classes

Category = Literal[
    "negation", "condition", "number", "modal", "quantifier", "pronoun", "name", "content word"
]

_PHRASES = {
    ("going", "to"): ("will",),
    ("have", "to"): ("must",),
    ("has", "to"): ("must",),
    ("need", "to"): ("must",),
    ("got", "to"): ("must",),
    ("you", "know"): (),
    ("i", "mean"): (),
    ("able", "to"): (),
}
_NEGATING = ("un", "in", "im", "dis", "non", "ir", "il")
_STRONG_MODALS = frozenset(("modal_may", "modal_must", "modal_should", "modal_could"))
_CONDITIONS = frozenset(("if", "unless", "except"))
_DERIVED = (
    "n",
    "s",
    "an",
    "ian",
    "al",
    "ly",
    "y",
    "ic",
    "graph",
    "graphs",
    "ish",
    "ist",
    "ion",
    "ment",
    "er",
    "or",
    "r",
    "th",
    "ness",
)
_SHORT_OMISSION = 4
"""Words: what a longer omission drops is a clause of its own more often than a part of what is kept."""


def category(quotation: Words, source: Words, block: Block) -> Category | None:
    """In which respect a difference tells the reader something else; None where it is light."""
    ours = _plain(counted(quotation, block.first, block.last))
    theirs = _plain(counted(source, block.from_, block.to))
    negations = _negations(ours) - _negations(theirs)
    ours, theirs, turned = _without_common(ours, theirs)
    negations += turned
    left_out = block.kind == "left out"
    if negations and (not left_out or _within_clause(source, block)):
        return "negation"
    if left_out and len(theirs) > _SHORT_OMISSION:
        return None
    if _CONDITIONS & set(ours) != _CONDITIONS & set(theirs):
        return "condition"
    if _differ_in_number(ours, theirs):
        return "number"
    if _differ_in_modal(ours, theirs, left_out):
        return "modal"
    if _differ_in(ours, theirs, "quantifier_") or (set(ours) ^ set(theirs)) & word_class("limits"):
        return "quantifier"
    if _differ_in(ours, theirs, "pronoun_"):
        return "pronoun"
    new = [form for form in ours if is_content(form)]
    gone = [form for form in theirs if is_content(form)]
    if not new or (not theirs and _repeats(quotation, block, new)):
        # A pronoun in the quotation for a noun of the source tells it otherwise, but not something else.
        return None
    if _in(new, "quantifier_"):
        return "quantifier"
    if _are_names(quotation, block, new) or (gone and _are_names(source, block, gone, theirs=True)):
        return "name"
    return "content word"


def swapped_pairs(quotation: Words, source: Words, blocks: Sequence[Block]) -> Iterator[Block]:
    """The differences that only put two words joined by "and" or "or" the other way round: peace and war, war
    and peace."""
    for one, other in pairwise(blocks):
        ours = quotation.forms[min(one.first, other.first) : max(one.last, other.last)]
        theirs = source.forms[min(one.from_, other.from_) : max(one.to, other.to)]
        joined = [form for form in ours if form in ("and", "or")]
        if len(joined) == 1 and len(ours) <= _LONGEST_PAIR and Counter(ours) == Counter(theirs):
            at, there = ours.index(joined[0]), theirs.index(joined[0])
            if ours[:at] == theirs[there + 1 :] and ours[at + 1 :] == theirs[:there]:
                yield from (one, other)


_LONGEST_PAIR = 9


def _plain(forms: list[str]) -> list[str]:
    """The forms with contractions written out and phrases in one word."""
    full = [SHORT_FOR.get(form, (form,))[0] for form in forms]
    plain: list[str] = []
    at = 0
    while at < len(full):
        phrase = _PHRASES.get(tuple(full[at : at + 2]))  # type: ignore[arg-type]
        if phrase is None:
            plain.append(full[at])
            at += 1
        else:
            plain += phrase
            at += 2
    return plain


def _negations(forms: list[str]) -> int:
    return sum(form in word_class("negation") for form in forms)


def _without_common(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str], int]:
    """Both sides without words that say the same, and by how many negating prefixes they then differ."""
    turned = 0
    left = list(theirs)
    rest = []
    for form in ours:
        match = next((other for other in left if says_the_same(form, other)), None)
        if match is None:
            match = next((other for other in left if _opposite(form, other)), None)
            if match is not None:
                turned += 1 if len(form) > len(match) else -1
        if match is None:
            rest.append(form)
        else:
            left.remove(match)
    return rest, left, turned


def _opposite(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 3 and any(longer == prefix + shorter for prefix in _NEGATING)


@cache
def says_the_same(one: str, other: str) -> bool:
    """Whether two forms are one word, or words between which a fair reader sees no difference."""
    if one == other or lemma(one) == lemma(other):
        return True
    if {one, other} in ({"is", "has"}, {"would", "had"}, {"is", "us"}, {"would", "did"}):
        # What 's and 'd stand for, written out in one of two ways.
        return True
    if one[:1] == "#" or other[:1] == "#":
        return False
    if any({lemma(one), lemma(other)} <= words or {one, other} <= words for words in word_classes()["like"]):
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 3 and longer.startswith(shorter) and longer[len(shorter) :] in _DERIVED


@cache
def _irregular() -> dict[str, str]:
    found = {}
    for line in data_lines("irregular.tsv"):
        base, _, forms = line.partition("\t")
        found.update(dict.fromkeys((base, *forms.split()), base))
    return found


@cache
def lemma(form: str) -> str:
    """The dictionary form of a word, roughly: what tense and number do to a word is undone."""
    if form in _irregular():
        return _irregular()[form]
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if form.endswith(ending) and len(form) - len(ending) > 2 and not form.endswith("ss"):
            stem = form[: -len(ending)] + put
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
                stem = stem[:-1]
            return stem.removesuffix("e") if len(stem) > 3 else stem
    return form


def _within_clause(source: Words, block: Block) -> bool:
    """Whether words left out belong to what is kept, and are no clause with stops or commas on both sides."""
    if block.to - block.from_ <= 2:
        return True
    if any(source.sentence_ends_after(at) for at in range(max(0, block.from_ - 1), block.to)):
        return False
    opens = block.from_ == 0 or any(mark in source.between(block.from_ - 1) for mark in ",;:—–-")
    closes = any(mark in source.between(block.to - 1) for mark in ",;:—–-")
    return not (opens and closes)


def _differ_in_number(ours: list[str], theirs: list[str]) -> bool:
    one, other = ({form for form in side if form[0] == "#"} for side in (ours, theirs))
    if one and other:
        return one != other
    return bool(one - {"#1", "#1th", "#2th"}) and bool(theirs or one)


@cache
def _classes(form: str) -> frozenset[str]:
    return frozenset(name for name in word_classes() if "_" in name and form in word_class(name))


def _in(forms: list[str], start: str) -> set[str]:
    return {name for form in forms for name in _classes(form) if name.startswith(start)}


def _differ_in(ours: list[str], theirs: list[str], start: str) -> bool:
    """Whether both sides have words of the kind, and of different classes."""
    one, other = _in(ours, start) - {"pronoun_who"}, _in(theirs, start) - {"pronoun_who"}
    return bool(one and other and not one & other)


def _differ_in_modal(ours: list[str], theirs: list[str], left_out: bool) -> bool:
    if _differ_in(ours, theirs, "modal_"):
        return True
    alone = _in(ours, "modal_") ^ _in(theirs, "modal_")
    return bool(alone & ({"modal_may"} if left_out else _STRONG_MODALS))


@lru_cache(maxsize=100_000)
def is_content(form: str) -> bool:
    """Whether a form is no function word, filler, noise, pronoun, modal or contraction."""
    if form in word_class("function") or form in word_class("filler") or form in word_class("noise"):
        return False
    return not any(name.startswith(("pronoun", "modal", "contraction")) for name in _classes(form))


def _repeats(quotation: Words, block: Block, new: list[str]) -> bool:
    """Whether the words added are only said once more: those right before or behind them."""
    count = block.last - block.first
    around = (
        quotation.forms[max(0, block.first - count) : block.first]
        + quotation.forms[block.last : block.last + count]
    )
    return not Counter(new) - Counter(around)


def _are_names(words: Words, block: Block, forms: list[str], theirs: bool = False) -> bool:
    first, last = (block.from_, block.to) if theirs else (block.first, block.last)
    for at in range(first, last):
        written = words.text[words.starts[at] : words.ends[at]]
        begins = at == 0 or words.sentence_ends_after(at - 1)
        if words.forms[at] in forms and written[:1].isupper() and not begins:
            return True
    return False
