"""How much goes in and out of a call. docs/mcp.md has these in a table."""

TEXT_CHARACTERS = 200_000
"""Of a text that is read: half a minute of reading."""
HTML_CHARACTERS = 2_000_000
WORDS_CHARACTERS = 5_000
"""Of words that are searched for, cited or verified."""

ANSWER_CHARACTERS = 40_000
"""Of an answer, as JSON and as text each; assistants have room for little more."""
STATEMENT_CHARACTERS = 8_000
"""Of the spans of one statement in an answer, as JSON."""
PASSAGE_CHARACTERS = 1_000
"""Of the words of one span in an answer."""
PASSAGES = 8
"""Spans of one role of a statement in an answer."""
CONTEXT_CHARACTERS = 60
"""Of the text before and after the words of a span."""
NAME_CHARACTERS = 300
"""Of a title, a URL, a name in an answer."""
NAMES = 8
"""Other names, or roles, of a speaker in an answer."""

SLICE_CHARACTERS = 6_000
"""Of an article's text in one answer."""
AROUND_CHARACTERS = 600
"""Of the text on each side of a statement, by default."""
MOST_AROUND_CHARACTERS = 3_000

RESULTS = 10
"""By default."""
MOST_RESULTS = 50
MOST_SKIPPED = 1_000
"""Results that can be passed over; a narrower search finds what lies behind."""
PLACES = 20
"""Places where cited words stand, in an answer."""
SCAN_SECONDS = 20.0
"""Within which a store's texts are looked through for cited words."""
VERSIONS = 8
"""Versions of a quotation in an answer."""
PRINTINGS = 5
"""Articles that printed a version, in an answer."""
KEPT_RECORDS = 8
"""Records of texts that were read last, kept so that an answer can be gone on with."""
