"""The figures of an audit as charts and in words."""

from onrecord.compare import Audit
from onrecord.compare.charts import bars, columns, development, every_month, stacked
from onrecord.compare.figures import Leaning, Portion, Verb
from onrecord.compare.shares import Share
from onrecord.compare.tables import told
from onrecord.compare.text import in_words
from onrecord.web.rendering import helper

MONTHS = 120
"""Months that a chart shows, the last ones; more columns would not be told apart."""


@helper
def interval(share: Share) -> str:
    """ "62 % (55 to 68)", "–" for a share of none."""
    return in_words(share)


@helper
def portions_chart(title: str, portions: tuple[Portion, ...]) -> str:
    """A bar for each portion, as SVG."""
    values = [(one.name, one.statements.share or 0.0, in_words(one.statements)) for one in portions]
    return bars(title, "Shares of the statements; the table beside has the numbers.", values)


@helper
def manners_chart(audit: Audit) -> str:
    """Direct, mixed and indirect side by side, as SVG."""
    values = [(one.name, one.statements.count) for one in audit.manners]
    return stacked("Manner", "Statements by how they are quoted; the table beside has the numbers.", values)


@helper
def sources_chart(audit: Audit) -> str:
    """A bar for each source shown, as SVG."""
    values = [(one.name, float(one.statements.count), f"{one.statements.count:,}") for one in audit.sources]
    return bars("Sources", "Statements of those heard most; the table below has the numbers.", values)


@helper
def months_chart(audit: Audit) -> str:
    """A column for each month, as SVG."""
    values = every_month([(one.month, float(one.statements)) for one in audit.months], MONTHS)
    return columns("Statements by month", "The table below has the numbers.", values)


@helper
def named_chart(audit: Audit) -> str:
    """How the share of named sources develops from month to month, as SVG."""
    shares = {one.month: one.named for one in audit.months}
    months = [month for month, _ in every_month([(one.month, 0.0) for one in audit.months], MONTHS)]
    values = [
        (month, share.share, share.low, share.high)
        if (share := shares.get(month))
        else (month, None, None, None)
        for month in months
    ]
    return development("Named sources by month", "The table below has the numbers.", values)


@helper
def parts_chart(audit: Audit) -> str:
    """A column for each tenth of the articles, as SVG."""
    values = [(f"{number}", float(count)) for number, count in enumerate(audit.parts, start=1)]
    about = "Statements by the tenth of the article in which they begin; the table beside has the numbers."
    return columns("Where in the article", about, values)


@helper
def verbs_told(verbs: tuple[Verb, ...]) -> str:
    """ "say 12, claim (distancing) 3"."""
    return ", ".join(f"{told(verb)} {verb.count:,}" for verb in verbs)


@helper
def leans(one: Leaning) -> str:
    """Whether a source's cues have the tone more often than all others', or less."""
    return "more often" if one.log_odds > 0 else "less often"
