"""What a run did, skipped and why."""

from collections import Counter

from onrecord.store.writing import Outcome, Refusal

EXAMPLES = 3
"""Names given of each reason."""

MOST_REASONS = 1_000
"""Reasons that are counted apart: some hold a number, and a run may be long."""


class Account:
    """Counts what was committed, and only that: whatever it says is in the store."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.statements = 0
        self.unchanged = 0
        self.given_again = 0
        self.refused = 0
        self.seconds = 0.0
        self.reasons: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}

    @property
    def written(self) -> int:
        """Articles whose records this run has put into the store."""
        return self.done - self.outcomes[Outcome.KNOWN]

    @property
    def done(self) -> int:
        """Articles that are in the store, be it from before."""
        return self.outcomes.total()

    def refuse(self, refusal: Refusal) -> None:
        """Counts a refusal by its reason."""
        self.refused += 1
        reason = (
            refusal.reason if refusal.reason in self.reasons or len(self.reasons) < 1000 else "other reasons"
        )
        self.reasons[reason] += 1
        names = self.examples.setdefault(reason, [])
        if len(names) < EXAMPLES:
            names.append(refusal.name)

    def lines(self) -> list[str]:
        """The account in sentences, for people."""
        recorded = self.outcomes[Outcome.RECORDED] + self.outcomes[Outcome.SAME_TEXT]
        parts = [f"{_articles(recorded)} recorded"]
        if same := self.outcomes[Outcome.SAME_TEXT]:
            parts[0] += f" ({same:,} with the text of another)"
        if again := self.outcomes[Outcome.REREAD]:
            parts.append(f"{again:,} read again")
        if known := self.outcomes[Outcome.KNOWN]:
            parts.append(f"{known:,} already there")
        if self.unchanged:
            what = "file or page" if self.unchanged == 1 else "files or pages"
            parts.append(f"{self.unchanged:,} {what} unchanged since the last time")
        if self.refused:
            parts.append(f"{self.refused:,} refused")
        lines = [", ".join(parts)]
        if self.written:
            rate = 3600 * self.written / max(self.seconds, 1e-6)
            lines.append(
                f"{self.statements:,} statements in {span(self.seconds)}: {rate:,.0f} articles an hour"
            )
        for reason, count in self.reasons.most_common(10):
            names = self.examples[reason]
            more = f" and {count - len(names):,} more" if count > len(names) else ""
            lines.append(f"refused: {', '.join(names)}{more}: {reason}")
        if len(self.reasons) > 10:
            lines.append(f"refused for {len(self.reasons) - 10:,} other reasons; the store has them all")
        return lines


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def span(seconds: float) -> str:
    """Some seconds in words: "12.3 seconds", "4 min 10 s", "3 h 12 min"."""
    if seconds < 60:
        return f"{seconds:.1f} seconds"
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min {rest % 60} s"
