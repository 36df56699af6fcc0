"""Records kept and found again: SQLite by default, PostgreSQL where several people share a store.

Records flow in (`Store.put`), each article once, taken apart into rows (`prepared.py`) that are written in
one transaction (`writing.py`). Out come the same records, statements as rows (`rows.py`) or columns
(`tables.py`), found by words and by what is known of them (`search.py`, `found.py`), and speakers across
articles (`names.py` has the rule, `people.py` what is said by hand, `profiles.py` what is told of one). All
that is shown as lists comes in pages (`pages.py`): statements, speakers, articles (`articles.py`); how a
search is spread is in `facets.py`, how much there is in `outlets.py` and `holdings.py`, from what
`counts.py` keeps. `database.py` is the seam behind which the two
databases stand, one file each; `migrations/` has their tables. The store reads no articles:
`onrecord.ingest` does.
"""

from onrecord.store.articles import ArticleRow
from onrecord.store.facets import FACETED, Count, CueCount, Facets
from onrecord.store.holdings import Holdings, Made
from onrecord.store.outlets import OutletRow
from onrecord.store.pages import Page
from onrecord.store.people import Heard
from onrecord.store.prepared import Prepared, prepare
from onrecord.store.profiles import Profile
from onrecord.store.rows import COLUMNS, StatementRow
from onrecord.store.search import Search
from onrecord.store.store import Store
from onrecord.store.writing import Input, Outcome, Refusal

__all__ = [
    "COLUMNS",
    "FACETED",
    "ArticleRow",
    "Count",
    "CueCount",
    "Facets",
    "Heard",
    "Holdings",
    "Input",
    "Made",
    "Outcome",
    "OutletRow",
    "Page",
    "Prepared",
    "Profile",
    "Refusal",
    "Search",
    "StatementRow",
    "Store",
    "prepare",
]
