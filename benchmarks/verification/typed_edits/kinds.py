"""Every kind of edit with its verdict and severity, as DESIGN's and the judges' words have them.

verbatim   same words, same order, one stretch; how they are printed does not count
trimmed    the same, cut so that the sense changes
elided     words left out, and nothing else
spliced    pieces of places far apart, of several turns or documents, or in another order
altered    words added, replaced or reordered
not_found  not said in these transcripts
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from typed_edits import cuts, joins, light, meaning, noise
from typed_edits.change import Change
from typed_edits.stretches import Stretch

Finder = Callable[[str], Sequence[Change]]


@dataclass(frozen=True)
class Kind:
    """A kind of edit: its name, the verdict (and others that nobody can call wrong), the severity, and in
    which respect it tells something else."""

    name: str
    verdict: str
    severity: str
    category: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changing(Kind):
    """A kind made by one change of a stretch's text; with `all_of_them` by all that are found."""

    find: Finder = lambda text: ()
    all_of_them: bool = False


@dataclass(frozen=True)
class Cutting(Kind):
    """A kind made by quoting a part of a sentence."""

    cut: Callable[[Stretch], Iterator[Stretch]] = lambda sentence: iter(())


UNCHANGED = Kind("unchanged", "verbatim", "none")
PART = Kind("part_of_sentence", "verbatim", "none")

PRINTED_OTHERWISE = (
    Changing("case", "verbatim", "none", find=noise.case),
    Changing("capitals", "verbatim", "none", find=noise.capitals),
    Changing("punctuation", "verbatim", "none", find=noise.punctuation),
    Changing("quotation_marks", "verbatim", "none", find=noise.quote_marks, all_of_them=True),
    Changing("spelling", "verbatim", "none", find=noise.spelling),
    Changing("numerals", "verbatim", "none", find=noise.numerals),
    Changing("bracket", "verbatim", "none", find=noise.bracket),
)
TRANSCRIPT_NOISE = Changing(
    "transcript_noise", "verbatim", "none", find=noise.transcript_noise, all_of_them=True
)
CUTS = (
    Cutting("condition_behind", "trimmed", "meaning", cut=cuts.condition_behind),
    Cutting("condition_before", "trimmed", "meaning", cut=cuts.condition_before),
    Cutting("denial_before", "trimmed", "meaning", cut=cuts.denial_before),
    Cutting("view_before", "trimmed", "meaning", cut=cuts.view_before),
)
LEFT_OUT = (
    Changing("left_out_marked", "elided", "light", find=lambda text: list(cuts.left_out(text, "… "))),
    Changing("left_out_silent", "elided", "light", find=lambda text: list(cuts.left_out(text, ""))),
    Changing("sentence_left_out", "elided", "light", find=cuts.sentence_left_out),
    Changing("word_left_out", "elided", "light", find=cuts.word_left_out),
)
LEFT_OUT_MEANING = (
    Changing("negation_left_out", "elided", "meaning", "negation", find=meaning.negation_left_out),
    Changing("limit_left_out", "elided", "meaning", "quantifier", find=meaning.limit_left_out),
)
LIGHT = (
    Changing("contraction", "altered", "light", find=light.contraction),
    Changing("tense", "altered", "light", find=light.tense),
    Changing("function_word", "altered", "light", find=light.function_word),
    Changing("that_added", "altered", "light", find=light.that_added),
)
SWAPPED_WORDS = Changing("swapped_words", "altered", "light", find=joins.swapped_words)
MEANING = (
    Changing("negation_added", "altered", "meaning", "negation", find=meaning.negation_added),
    # Whether "don't" as "do" leaves a word out or puts another is a matter of how words are counted.
    Changing(
        "negation_replaced", "altered", "meaning", "negation", ("elided",), find=meaning.negation_replaced
    ),
    Changing("pronoun", "altered", "meaning", "pronoun", find=meaning.pronoun),
    Changing("number", "altered", "meaning", "number", find=meaning.number),
    Changing("quantifier", "altered", "meaning", "quantifier", find=meaning.quantifier),
    Changing("modal", "altered", "meaning", "modal", find=meaning.modal),
    Changing("antonym", "altered", "meaning", "content word", find=meaning.antonym),
    Changing("content_word", "altered", "meaning", "content word", find=meaning.content_word),
)
NAME = Kind("name", "altered", "meaning", "name")
# A clause holds words of any sort: it is of no category.
CLAUSE_ADDED = Kind("clause_added", "altered", "meaning")
HALF_ADDED = Kind("half_added", "altered", "meaning")
JOINED = (
    Kind("same_turn", "spliced", "light"),
    Kind("same_turn_reversed", "spliced", "light"),
    Kind("two_turns", "spliced", "light"),
    Kind("two_documents", "spliced", "light"),
    Kind("swapped_sentences", "spliced", "light"),
)
OTHER_DOCUMENT = Kind("other_document", "not_found", "none")
PARAPHRASE = Kind("paraphrase", "not_found", "none")
SEVERAL_LIGHT = Kind("several_light", "altered", "light")
SEVERAL_MEANING = Kind("several_meaning", "altered", "meaning")

KINDS: tuple[Kind, ...] = (
    UNCHANGED,
    PART,
    *PRINTED_OTHERWISE,
    TRANSCRIPT_NOISE,
    *CUTS,
    *LEFT_OUT,
    *LEFT_OUT_MEANING,
    *JOINED,
    *LIGHT,
    SWAPPED_WORDS,
    *MEANING,
    NAME,
    CLAUSE_ADDED,
    HALF_ADDED,
    OTHER_DOCUMENT,
    PARAPHRASE,
    SEVERAL_LIGHT,
    SEVERAL_MEANING,
)
SEVERAL = frozenset(("several_light", "several_meaning"))
"""The kinds of more than one edit."""
