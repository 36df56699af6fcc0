"""RSS and Atom: entries that hold their text are articles, the others lead to a page.

`parsing.py` is the one place that calls feedparser; `files.py` reads a feed that is a file, `web/` one at
a URL.
"""
