"""What many records say together: who is quoted, how often, how, and what such figures cannot say.

A store and a search flow in, counts flow out. In the order of the work:

    counting    the statements of a search, only what is counted of them, in pages
    selection   the same in columns of numbers
    shares      a count of something, how sure its share is, and what is more than chance
    figures     what an audit tells
    sources     who is quoted, and who has the first and the last word
    leanings    whose words are marked otherwise than all others'
    audit       the source audit: who is heard, at what length, how, where in the article
    cautions    what the figures of one audit cannot say
    tables      an audit as tables of rows
    text        an audit to read, in a terminal
    charts      figures as SVG, for pages and paper
"""

from onrecord.compare.audit import audit
from onrecord.compare.figures import Audit
from onrecord.compare.tables import Row, rows, write_csv

__all__ = ["Audit", "Row", "audit", "rows", "write_csv"]
