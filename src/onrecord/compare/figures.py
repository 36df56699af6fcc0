"""The figures of an audit."""

import msgspec

from onrecord.compare.shares import Share
from onrecord.record import Kind
from onrecord.store import Search


class Portion(msgspec.Struct, frozen=True):
    """How many of the statements are of a sort, and how many words these have."""

    name: str
    statements: Share
    words: int


class Verb(msgspec.Struct, frozen=True):
    """A cue's dictionary form with its tone, and how often it marks a statement."""

    lemma: str
    tone: str | None
    count: int


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted; `number` is the store's, by which a speaker is found again.

    The whole of `statements` is those of known speakers. `is_one`: the name tells who it is in every article,
    otherwise all who are called so are counted together. `unsaid` are statements that the text says were not,
    or not yet, made. `opens` and `closes` are articles in which the first, the last statement that is counted
    is this source's; of the `articles` in which it has any, `in_first_tenth` and `in_first_quarter` have one
    that begins so early in their text.
    """

    number: int
    name: str
    kind: Kind
    is_one: bool
    statements: Share
    words: int
    articles: int
    direct: int
    mixed: int
    indirect: int
    unsaid: int
    verbs: tuple[Verb, ...]
    opens: int
    closes: int
    in_first_tenth: int
    in_first_quarter: int


class OfKind(msgspec.Struct, frozen=True):
    """The verbs that mark what sources of a kind say, and their tones, the commonest first.

    `kind` is "unknown" where nobody can tell the speaker; the whole of `tones` is `with_cue`.
    """

    kind: str
    with_cue: int
    verbs: tuple[Verb, ...]
    tones: tuple[Portion, ...]


class Ends(msgspec.Struct, frozen=True):
    """How many articles sources of a kind open and close, with the first, the last statement counted."""

    kind: str
    opens: Share
    closes: Share


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """A tone that a source's cues have more often, or less, than those of all others.

    Of the source's statements with a cue, and of everybody else's, how many have the tone; the logarithm of
    the ratio of their odds with its interval of 95 %; in how many articles the source's are; how likely
    chance alone makes so much of a difference (Fisher's exact test).
    """

    number: int
    name: str
    tone: str
    own: Share
    others: Share
    log_odds: float
    low: float
    high: float
    articles: int
    by_chance: float


class Month(msgspec.Struct, frozen=True):
    """A month; of `named`, the whole is the statements whose speaker is known."""

    month: str
    articles: int
    statements: int
    words: int
    named: Share
    direct: Share


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a selection of statements.

    `complete`: all that the search finds are counted, otherwise the newest. `copies`: whether a text that
    several articles have counts for each. The whole of `known` is all statements; of `named`, `unnamed`,
    `persons` and `institutions`, those whose speaker is known; of kinds, manners, `negated`, `hypothetical`,
    `in_first_tenth` and `in_first_quarter`, all; of tones, those with a cue; of `ends`, the articles; of
    `top`, those of known speakers. `parts` are how many statements begin in each tenth of their articles.
    `sources` are those heard most of `sources_in_all`; `leanings` the surest of the `leanings_in_all` that
    were more than chance, one in twenty excepted, among the `compared`. `cautions` are what the figures
    cannot say.
    """

    search: Search
    copies: bool
    complete: bool
    statements: int
    words: int
    articles: int
    outlets: int
    first_day: str | None
    last_day: str | None
    known: Share
    named: Share
    unnamed: Share
    persons: Share
    institutions: Share
    negated: Share
    hypothetical: Share
    kinds: tuple[Portion, ...]
    manners: tuple[Portion, ...]
    tones: tuple[Portion, ...]
    verbs: tuple[OfKind, ...]
    sources_in_all: int
    sources: tuple[Source, ...]
    leanings: tuple[Leaning, ...]
    leanings_in_all: int
    compared: int
    parts: tuple[int, ...]
    in_first_tenth: Share
    in_first_quarter: Share
    ends: tuple[Ends, ...]
    top: tuple[Portion, ...]
    months: tuple[Month, ...]
    cautions: tuple[str, ...]
