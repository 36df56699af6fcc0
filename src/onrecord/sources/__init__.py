"""Where articles come from: each form is a part that yields `Article`, or `Skipped` with the reason.

    paths.py     what lies at a path: a file, a folder, a pattern, standard input, a URL
    forms.py     which form a file is in, told by its first bytes and its ending
    text.py      plain text, transcripts among it
    tables/      JSON Lines, CSV, Parquet: a row an article
    html/        pages: the text of the article on them
    feeds/       RSS and Atom
    archives/    WARC and ARC: what a crawler kept
    web/         addresses on the web, through one polite client

Each reads its source piece by piece, in bounded memory.
"""

from onrecord.sources.page import Page
from onrecord.sources.paths import Sources, finished, open_paths
from onrecord.sources.settings import Settings, Validators
from onrecord.sources.skipped import Skipped

__all__ = ["Page", "Settings", "Skipped", "Sources", "Validators", "finished", "open_paths"]
