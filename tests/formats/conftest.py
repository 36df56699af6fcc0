"""What the tests of the forms share: the records of all articles made up for the tests."""

from pathlib import Path

import pytest
from odd_records import specimens

from onrecord import Article, Reader, Record

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def all_records() -> list[Record]:
    """Each made-up article of any folder as the reader reads it, and records out of the ordinary."""
    paths = sorted(TESTS.glob("*/articles/*.txt"))
    articles = [Article(str(path.relative_to(TESTS)), path.read_bytes().decode()) for path in paths]
    records = [*specimens(), *Reader().read_many(articles)]
    assert len(records) > 200
    return records
