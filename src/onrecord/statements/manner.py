"""Direct, indirect or mixed: how much of a statement's content stands in quotation marks."""

from onrecord.record import Manner
from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.words import COUNTED_WORD


def manner(text: str, content: tuple[tuple[int, int], ...], quoted: list[Quoted]) -> Manner:
    """direct: all the content's words stand in quotation marks; indirect: none do; mixed: some do."""
    inside = outside = 0
    for start, end in content:
        stretches = [q for q in quoted if q.inner_start < end and start < q.inner_end]
        for word in COUNTED_WORD.finditer(text, start, end):
            if any(q.inner_start <= word.start() and word.end() <= q.inner_end for q in stretches):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
