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

    `is_one`: the name tells who it is in every article, otherwise all who are called so are counted together.
    `unsaid` are statements that the text says were not, or not yet, made. `opens` and `closes` are articles
    in which the first, the last statement that is counted is this source's.
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


class OfKind(msgspec.Struct, frozen=True):
    """The verbs that mark what sources of a kind say, the commonest first."""

    kind: str
    with_cue: int
    verbs: tuple[Verb, ...]


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """A tone that a source's cues have more often, or less, than those of all others.

    Of the source's statements with a cue, and of everybody else's, how many have the tone; the logarithm of
    the ratio of their odds with its interval of 95 %, which does not hold 0.
    """

    number: int
    name: str
    tone: str
    own: Share
    others: Share
    log_odds: float
    low: float
    high: float


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
    `persons` and `institutions`, those whose speaker is known; of kinds, manners, `negated` and
    `hypothetical`, all; of tones, those with a cue; of `top`, those of known speakers. `parts` are how many
    statements begin in each tenth of their articles. Sources, and leanings of sources that lean most surely,
    are the first of more; `sources_in_all` is how many there are. `cautions` are what the figures cannot say.
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
    parts: tuple[int, ...]
    top: tuple[Portion, ...]
    months: tuple[Month, ...]
    cautions: tuple[str, ...]
