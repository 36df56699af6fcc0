"""HTML pages: bytes in, the article's text and data out, or a reason why there is none.

    bytes ──▶ text ──▶ tree ──▶ blocks ──▶ the blocks of the article ──▶ Article
    (charset.py)  (tree.py) (extraction.py)  (blocks.py)               (reading.py)

`extraction.py` is the one place that calls trafilatura; `refusals.py` says why a page has no article.
"""

from onrecord.sources.html.reading import read_page

__all__ = ["read_page"]
