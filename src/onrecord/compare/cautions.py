"""What the figures of an audit cannot say, in sentences about the data at hand."""

from collections.abc import Iterator

import msgspec

from onrecord.compare.shares import Share
from onrecord.store import Search

FOUND = 80.7
"""Of the statements that annotators mark in news, so many in a hundred are found (docs/accuracy.md)."""

MADE = 82.8
"""Of those found, so many in a hundred are such as annotators mark (docs/accuracy.md)."""

RIGHT, WRONG = 93.2, 4.6
"""Of those found, so many in a hundred get the right speaker, and a wrong one (docs/accuracy.md)."""

FEW = 200
"""With fewer statements than these, the interval of a share is wider than ten points."""


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What the cautions of an audit depend on."""

    search: Search
    statements: int
    complete: bool
    copies: bool
    repeated: int
    left_out: int
    unknown: Share
    unsaid: Share
    several: int
    shown: int
    undated: Share
    nested: int
    compared: int
    leanings: int
    families: bool


def _picks_statements(search: Search) -> bool:
    """Whether of the statements of an article some may be found and others not."""
    return search != Search(outlets=search.outlets, since=search.since, until=search.until)


def cautions(on: Grounds) -> tuple[str, ...]:
    """The sentences, those about this selection first."""
    return tuple(sentence.replace("%", " %") for sentence in _cautions(on))


def _cautions(on: Grounds) -> Iterator[str]:
    if not on.complete:
        yield (
            f"Only the newest {on.statements + on.left_out:,} statements are counted; there are more. What "
            "is told of articles is of these statements."
        )
    if on.statements == 1:
        yield "One statement is little to tell anything from."
    elif 1 < on.statements < FEW:
        yield (
            f"{on.statements:,} statements are few: look at the intervals, not at the shares, before you "
            "compare."
        )
    if _picks_statements(on.search):
        yield (
            "The search picks statements, not whole articles: who opens and closes an article, where in it "
            "somebody is heard and what all others have are told of these statements alone."
        )
    if on.unknown.count:
        yield (
            f"Nobody could tell who makes {on.unknown.count:,} of the {on.unknown.of:,} statements "
            f"({on.unknown.share:.0%}). They are in no source's figures."
        )
    if on.unsaid.count:
        yield (
            f"{on.unsaid.count:,} of the statements ({on.unsaid.share:.0%}) are told as not made, or as "
            "possible only; they count like all others."
        )
    if on.several:
        yield (
            f"{on.several} of the {on.shown} sources shown are names or descriptions that several may be "
            "called by; all who are called so are counted together."
        )
    if on.repeated and on.copies:
        yield (
            f"{on.repeated:,} of the articles have the text of another one, as agency copy has; each "
            "counts, as each was printed. Counted once, the shares are those of the texts."
        )
    if on.left_out:
        yield (
            f"{on.left_out:,} statements in articles with the text of another one are left out; each text "
            "counts in the earliest of its articles that the search finds."
        )
    if not on.families:
        yield (
            "Articles whose text is another's but for cuts are told apart only after onrecord families has "
            "taken them up, which it has not for all of these."
        )
    if on.undated.count:
        yield (
            f"{on.undated.count:,} of the statements are in articles without a date "
            f"({on.undated.share:.0%}); they are in no month, and in no selection by period."
        )
    if on.nested:
        yield (
            f"{on.nested:,} statements are made inside another one (she said that he had promised …); each "
            "counts for its own source."
        )
    yield (
        f"A program found the statements. On annotated political news of seven US outlets it finds {FOUND} "
        f"in a hundred of those that people mark, and of what it finds people mark {MADE}; {RIGHT} in a "
        f"hundred get the right speaker, {WRONG} a wrong one. Other news may do worse, and what is missed "
        "may not be spread evenly: attitudes and nouns (“her hope that …”) are missed more often than "
        "“said”."
    )
    yield (
        "The intervals tell how far chance reaches in so many statements if each were made by itself. Those "
        "of one article are alike, so that in truth it reaches farther; and the intervals hold neither these "
        "errors nor how the articles were chosen."
    )
    if on.compared:
        yield (
            f"{on.compared:,} times a source's share of a tone was compared with that of all others; "
            f"{on.leanings:,} differ by more than chance. One in twenty of those may be chance after all, "
            "and a difference may lie in what a source says, not in how it is treated: who denies more is "
            "said to deny more."
        )
    yield (
        "Sources are told apart by their names: two people of one name count as one where the name is "
        "full, and one person under two names as two, until they are merged or split by hand (onrecord "
        "speakers)."
    )
    yield (
        "Women and men are not counted: a name does not tell who somebody is. A guess from it would be "
        "wrong, and more often for some names than for others; none is made here."
    )
    yield (
        "How often somebody is quoted says nothing of whether it was right to quote them, nor whether "
        "what they said is true. A tone is that of the verb in general, not what the writer meant by it."
    )
