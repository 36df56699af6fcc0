"""Is that what was said? Quotations of a record against source documents.

Records and paths of source documents flow in, verifications flow out. In the order of the work:

    document       a source document: turns with their speakers; dates
    sources        documents from files: JSON Lines; `turns` (plain text), `subtitles`, `html_text`
    anchors        a text's words as keys, fast
    segment        one part of the index on disk
    index          the index: built, added to, opened
    search         from a quotation to the places it may come from
    spelling, numbers, words   texts as words to compare
    align          the quotation's words laid on the source's
    differences    what then remains different
    severity       how much it matters
    trimming       whether a cut turns the sense
    names          whether the source's speaker is the article's
    placing        the quotation's best place
    elsewhere      further places for what that one lacks
    likelihood     how likely the place is the one quoted, and not chance
    verdict        the verdict
    verification   a record's quoted spans, each with its verdict and place
    catalogue      the documents of an index: listed, found by their ids, their turns
    text, page     verifications to read, in a terminal and as an HTML page
    families       over a store: the versions of each quotation; its docstring has the order of `family_…`
"""

from onrecord.verify.index import SourceIndex
from onrecord.verify.verification import Difference, Found, Verification, verify, verify_quotation

__all__ = ["Difference", "Found", "SourceIndex", "Verification", "verify", "verify_quotation"]
