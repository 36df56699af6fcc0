"""What a store holds, and what made it."""

import msgspec

from onrecord.store.database import Database


class Made(msgspec.Struct, frozen=True):
    """What made records of a store: a model, the version of onrecord, how much, and when it last did."""

    model: str
    onrecord: str
    articles: int
    statements: int
    last_read: str


class Holdings(msgspec.Struct, frozen=True):
    """What a store holds. `same_texts` are articles whose text is that of another one."""

    articles: int
    statements: int
    speakers: int
    outlets: int
    same_texts: int
    refused: int
    first_day: str | None
    last_day: str | None
    made_by: tuple[Made, ...]


def holdings(database: Database) -> Holdings:
    """Counted exactly, from what is kept counted and from indexes."""

    def one(sql: str) -> int:
        return int(database.execute(f"SELECT {sql}")[0][0])

    made = [
        Made(*row)
        for row in database.execute(
            "SELECT model, onrecord, articles, statements, last_read FROM made_by "
            "ORDER BY last_read DESC, id DESC"
        )
    ]
    # Two queries, each of which looks at one end of an index; both in one would go through all of it.
    first, last = (
        database.execute(f"SELECT {end}(coalesce(day, '')) FROM articles WHERE coalesce(day, '') > ''")[0][0]
        for end in ("min", "max")
    )
    return Holdings(
        articles=sum(one.articles for one in made),
        statements=sum(one.statements for one in made),
        speakers=one("count(*) FROM speakers WHERE is_one AND merged_into IS NULL"),
        outlets=one("count(*) FROM outlets"),
        same_texts=one("count(*) FROM articles WHERE same_text_as IS NOT NULL"),
        refused=one("count(*) FROM refused"),
        first_day=first,
        last_day=last,
        made_by=tuple(made),
    )
