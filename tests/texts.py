"""Strategies for texts that a reading must survive: marks, line breaks and scripts in any order."""

from hypothesis import strategies as st

MARKS = [*"“”„‟«»＂\"‘’‚‛‹›'`´", "``", "''"]
BREAKS = ["\n", "\r\n", "\n\n", "\r", "\u2028", "\x85", "\x0b"]
WORDS = ["Ann", "she", "said", "that", "the", "dogs", "No", "6", "'90s", "don't", "HOST:", "Q:", "(@ann)"]
OTHERS = [
    ".",
    ",",
    "?",
    "…",
    "—",
    "- ",
    ":",
    "\0",
    "\x1b",
    "\u202e",
    "👩‍👩‍👧",
    "e\u0301",
    "שלום",
    "是",
    "İ",
    "ß",
]

pieces = st.sampled_from([*MARKS, *WORDS, *OTHERS, *[" "] * 8, *BREAKS])
messy_texts = st.lists(pieces, max_size=60).map("".join)
any_texts = st.one_of(messy_texts, st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
