"""Words looked for in the texts of a store's articles, statements or not."""

import time
from collections.abc import Iterator, Sequence

from onrecord.store.store import Store

BLOCK = 5_000
"""Articles whose texts one query goes through."""
MOST_PIECES = 12
_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def articles_with(store: Store, pieces: Sequence[str], seconds: float) -> Iterator[int | None]:
    """The numbers of the articles whose texts have all the pieces, one after the other, in some case of ASCII
    letters: the last article put in first.

    Only the first MOST_PIECES are looked for. No index helps: texts are gone through, and where that takes
    more than so many seconds, the last value is None.
    """
    deadline = time.monotonic() + seconds
    pattern = "%" + "%".join(piece.translate(_ESCAPED) for piece in pieces[:MOST_PIECES]) + "%"
    before = store.database.execute("SELECT coalesce(max(article_id), 0) FROM records")[0][0] + 1
    while before > 1:
        if time.monotonic() > deadline:
            yield None
            return
        sql = (
            "SELECT article_id FROM records WHERE article_id < ? AND article_id >= ? "
            "AND text LIKE ? ESCAPE '\\' ORDER BY article_id DESC"
        )
        for (number,) in store.database.execute(sql, (before, before - BLOCK, pattern)):
            yield number
        before -= BLOCK
