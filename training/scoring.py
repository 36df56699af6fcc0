"""What the network finds, as the measures take it."""

from onrecord.measures import Attribution as Scored
from onrecord.record import Span
from onrecord.statements.finder import Attribution
from onrecord.statements.words import Words


def scored(words: Words, found: Attribution) -> Scored:
    """A candidate's word ranges as spans of characters."""
    return Scored(
        *(
            tuple(Span(int(words.start[start]), int(words.end[end - 1])) for start, end in ranges)
            for ranges in (found.source, found.cue, found.content)
        )
    )
