"""The statements that an audit counts, in columns of numbers: so many bytes each, however long they are."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.compare.counting import (
    FORM,
    Form,
    OfArticle,
    Progress,
    articles_of,
    pages_of,
    words_in,
)
from onrecord.store import Search, Store
from onrecord.store.database import Row

Numbers = NDArray[np.integer[Any]]

PARTS = 10
"""An article is cut in so many parts of equal length to tell where in it a statement begins."""


class Selection:
    """The statements of a search, by day: of each a number in `article`, `speaker`, `form`, `words`, `first`.

    `article`, `speaker` and `form` are places in `articles`, `speakers` (the store's numbers, ascending) and
    `forms`; a statement without a known speaker has -1. `first` is the offset at which its content begins.
    `complete`: they are all that the search finds. `left_out` are statements in copies that are not counted.
    """

    def __init__(self, columns: "_Columns", complete: bool) -> None:
        self.complete = complete
        self.left_out = columns.left_out
        self.forms = [Form._make(one) for one in columns.forms]
        self.form = _numbers(columns.form)
        self.words = _numbers(columns.words)
        self.first = _numbers(columns.first)
        numbers, self.article = np.unique(_numbers(columns.article), return_inverse=True)
        self.article_numbers: list[int] = numbers.tolist()
        self.articles = [columns.articles[number] for number in self.article_numbers]
        speakers, speaker = np.unique(_numbers(columns.speaker), return_inverse=True)
        unknown = int(len(speakers) > 0 and speakers[0] == 0)
        self.speakers: list[int] = speakers[unknown:].tolist()
        self.speaker = speaker - unknown
        self.known = self.speaker >= 0

    def __len__(self) -> int:
        return len(self.form)

    def of_forms(self, holds: Iterable[bool]) -> NDArray[np.bool_]:
        """For each statement what is given for each of the forms."""
        return np.fromiter(holds, bool, len(self.forms))[self.form]

    def begins(self) -> NDArray[np.float64]:
        """Where in its article each statement begins, from 0 up to, without, 1."""
        lengths = np.array([max(1, one.length) for one in self.articles], np.float64)
        return np.minimum(self.first / lengths[self.article], 1 - 1e-9)


def select(
    store: Store, search: Search, copies: bool, at_most: int | None, progress: Progress | None
) -> Selection:
    """The statements of a search. Raises InvalidSearch.

    `copies=False`: of articles with the same text, those of the first by day that the search finds.
    """
    columns = _Columns()
    pages, complete = pages_of(store, search, at_most)
    counted = 0
    for rows in pages:
        new = sorted({row[0] for row in rows} - columns.articles.keys() - columns.copies)
        columns.add(rows, articles_of(store.database, new), copies)
        counted += len(rows)
        if progress:
            progress(counted)
    return Selection(columns, complete)


class _Columns:
    def __init__(self) -> None:
        self.article, self.speaker = array("q"), array("q")
        self.form, self.words, self.first = array("i"), array("i"), array("i")
        self.forms: dict[Row, int] = {}
        self.articles: dict[int, OfArticle] = {}
        self.copies: set[int] = set()
        self.left_out = 0
        self._texts: dict[int, int] = {}

    def add(self, rows: Sequence[Row], articles: dict[int, OfArticle], copies: bool) -> None:
        self.articles.update(articles)
        if not copies:
            rows = self._once(rows, articles)
        self.article.extend([row[0] for row in rows])
        self.speaker.extend([row[1] or 0 for row in rows])
        self.words.extend([words_in(row[2]) for row in rows])
        self.first.extend([int(row[3].partition("-")[0]) for row in rows])
        forms = self.forms
        self.form.extend([forms.setdefault(row[FORM], len(forms)) for row in rows])

    def _once(self, rows: Sequence[Row], articles: dict[int, OfArticle]) -> list[Row]:
        """The rows without those of articles whose text one before them has."""
        for number in dict.fromkeys(row[0] for row in rows):
            if number in articles and self._texts.setdefault(articles[number].text, number) != number:
                del self.articles[number]
                self.copies.add(number)
        kept = [row for row in rows if row[0] not in self.copies]
        self.left_out += len(rows) - len(kept)
        return kept


def _numbers(column: "array[int]") -> Numbers:
    return np.frombuffer(column, column.typecode) if column else np.zeros(0, np.int64)
