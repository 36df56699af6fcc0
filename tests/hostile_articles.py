"""Articles that are too long for a file, and where the others are (tests/web/hostile)."""

from pathlib import Path

import made_up

from onrecord.article import Article
from onrecord.record import Record

FOLDER = Path(__file__).parent / "web" / "hostile"

CANARY = "__pwned"
"""What is set on `window` where something of an article runs."""


def huge_word() -> Article:
    """A quotation of one word that no line can hold."""
    return Article(
        "huge word",
        f"“{'lost' * 10_000},” Mayor Ann Smith said.\n\n“No,” Bob Jones said.\n",
        title="x" * 3_000,
    )


def long_record(statements: int = 1_500) -> Record:
    """An article of 34,800 words, of people who take turns."""
    people = ("Ann Smith", "Bob Jones", "Cy Young", "Di Gray", "the harbour board")
    said = "that the quay was closed on the third day of the storm and no ferry had left the island"
    return made_up.record(
        *(f"{people[at % len(people)]} said {said} {at}" for at in range(statements)),
        id="long.txt",
        outlet="The Long Post",
        published="2016-06-01",
    )
