"""What is counted as statements go by; it grows with sources and articles, not with statements."""

from collections import Counter, defaultdict

from onrecord.compare.counting import Counted, OfArticle
from onrecord.record import Kind

NAMED: tuple[Kind, ...] = ("person", "organisation", "government", "document", "author")
"""Kinds of speakers who are told by name; "author" is the writer, who signs. A group is only described."""

PARTS = 10
"""An article is cut in so many parts of equal length to tell where in it a statement begins."""


class Sums:
    """The counts of a selection; `left_out` are statements in copies that are not counted."""

    def __init__(self) -> None:
        self.statements = self.words = self.left_out = 0
        self.negated = self.hypothetical = self.nested = self.undated = 0
        self.kinds: Counter[str | None] = Counter()
        self.kind_words: Counter[str | None] = Counter()
        self.manners: Counter[str] = Counter()
        self.manner_words: Counter[str] = Counter()
        self.tones: Counter[str] = Counter()
        self.tone_words: Counter[str] = Counter()
        self.with_cue = 0
        self.verbs: defaultdict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
        self.sources: dict[int, OfSource] = {}
        self.parts = [0] * PARTS
        self.ends: dict[int, Ends] = {}
        self.outlets: set[int] = set()
        self.days: list[str | None] = [None, None]
        self.months: defaultdict[str, OfMonth] = defaultdict(OfMonth)
        self.texts: set[int] = set()

    def add(self, row: Counted, article: OfArticle) -> None:
        words = len(row.quote.split())
        self.statements += 1
        self.words += words
        self.negated += bool(row.negated)
        self.hypothetical += bool(row.hypothetical)
        self.nested += bool(row.is_nested)
        self.kinds[row.kind] += 1
        self.kind_words[row.kind] += words
        self.manners[row.manner] += 1
        self.manner_words[row.manner] += words
        if row.lemma is not None:
            self.with_cue += 1
            self.verbs[row.kind or "unknown"][row.lemma, row.tone] += 1
            if row.tone is not None:
                self.tones[row.tone] += 1
                self.tone_words[row.tone] += words
        first = row.first
        if article.length:
            self.parts[min(PARTS - 1, first * PARTS // article.length)] += 1
        ends = self.ends.get(row.article)
        if ends is None:
            ends = self.ends[row.article] = Ends(first, row.speaker, first, row.speaker)
        elif first < ends.first:
            ends.first, ends.opened_by = first, row.speaker
        elif first >= ends.last:
            ends.last, ends.closed_by = first, row.speaker
        if article.outlet is not None:
            self.outlets.add(article.outlet)
        self.texts.add(article.text)
        self._date(row, article, words)
        if row.speaker is not None:
            source = self.sources.get(row.speaker)
            if source is None:
                source = self.sources[row.speaker] = OfSource()
            source.add(row, words)

    def _date(self, row: Counted, article: OfArticle, words: int) -> None:
        if article.day is None:
            self.undated += 1
            return
        first, last = self.days
        self.days = [
            min(first or article.day, article.day),
            max(last or article.day, article.day),
        ]
        month = self.months[article.day[:7]]
        month.articles.add(row.article)
        month.statements += 1
        month.words += words
        month.direct += row.manner == "direct"
        month.known += row.kind is not None
        month.named += row.kind in NAMED


class Ends:
    """Where the first and the last statement of an article begin, and whose they are."""

    __slots__ = ("closed_by", "first", "last", "opened_by")

    def __init__(self, first: int, opened_by: int | None, last: int, closed_by: int | None) -> None:
        self.first, self.opened_by, self.last, self.closed_by = first, opened_by, last, closed_by


class OfMonth:
    __slots__ = ("articles", "direct", "known", "named", "statements", "words")

    def __init__(self) -> None:
        self.articles: set[int] = set()
        self.statements = self.words = self.direct = self.known = self.named = 0


class OfSource:
    """What is counted of one source. Its statements come by day, so that those of an article are together."""

    __slots__ = (
        "_article",
        "articles",
        "manners",
        "statements",
        "tones",
        "unsaid",
        "verbs",
        "with_cue",
        "words",
    )

    def __init__(self) -> None:
        self.statements = self.words = self.articles = self.unsaid = self.with_cue = 0
        self.manners: Counter[str] = Counter()
        self.verbs: Counter[tuple[str, str | None]] = Counter()
        self.tones: Counter[str] = Counter()
        self._article: set[int] = set()

    def add(self, row: Counted, words: int) -> None:
        self.statements += 1
        self.words += words
        self._article.add(row.article)
        self.articles = len(self._article)
        self.unsaid += bool(row.negated or row.hypothetical)
        self.manners[row.manner] += 1
        if row.lemma is not None:
            self.with_cue += 1
            self.verbs[row.lemma, row.tone] += 1
            if row.tone is not None:
                self.tones[row.tone] += 1
