"""What comes out: a row an article, with its statements in it, by the columns of a store's exports."""

from typing import TYPE_CHECKING, Any

from onrecord.extras import library
from onrecord.store.prepared import Prepared, PreparedStatement, restore
from onrecord.store.rows import COLUMNS
from onrecord.store.tables import arrow_schema
from onrecord.store.writing import Refusal

if TYPE_CHECKING:
    import pyarrow

STORES_OWN = ("speaker_name", "article_number", "statement_number", "speaker_number")
"""Columns of a store's statements that only a store knows: its numbers, and speakers across articles."""

ARTICLES_OWN = ("article", "outlet", "published", "title", "url", "authors", "language", "model")
"""Columns of a store's statements that say something of their article."""

STATEMENT_COLUMNS = tuple(name for name in COLUMNS if name not in STORES_OWN)
"""The columns of `statements`: those of every export of a store, but for STORES_OWN."""

_IN_A_STATEMENT = tuple(name for name in STATEMENT_COLUMNS if name not in ARTICLES_OWN)

_SPARK_TYPES = {"string": "string", "double": "double", "bool": "boolean", "int64": "bigint"}


def rows_schema(records: bool = False) -> "pyarrow.Schema":
    """The columns of `read_articles` with their Arrow types."""
    arrow, every = library("pyarrow", "spark"), arrow_schema()
    one = arrow.struct([every.field(name) for name in _IN_A_STATEMENT])
    # An article that cannot be read has no model, and a place for an id.
    fields = [every.field(name).with_nullable(True) for name in ARTICLES_OWN]
    text = ("onrecord", "day", "content_hash", "text_hash", "reason", *(("record",) if records else ()))
    fields += [arrow.field(name, arrow.string()) for name in text]
    return arrow.schema([*fields, arrow.field("statements", arrow.list_(one))])


def spark_schema(records: bool = False) -> str:
    """The same columns in Spark's words."""
    return ", ".join(f"{field.name} {_spark_type(field.type)}" for field in rows_schema(records))


def row_of(outcome: Prepared | Refusal, records: bool) -> dict[str, Any]:
    """The row of an article that was read, or refused; with `records`, its whole record in it as JSON."""
    if isinstance(outcome, Refusal):
        return {"article": outcome.name, "reason": outcome.reason}
    row = {
        "article": outcome.given_id,
        "outlet": outcome.outlet,
        "published": outcome.published,
        "title": outcome.title,
        "url": outcome.url,
        "authors": outcome.authors,
        "language": outcome.language,
        "model": outcome.made_by.model,
        "onrecord": outcome.made_by.onrecord,
        "day": outcome.day,
        "content_hash": outcome.content_hash,
        "text_hash": outcome.text_hash,
        "statements": [_statement(outcome, one) for one in outcome.statements],
    }
    if records:
        row["record"] = restore(outcome.text, outcome.rest).to_json().decode()
    return row


def _statement(article: Prepared, one: PreparedStatement) -> dict[str, Any]:
    speaker = None if one.speaker is None else article.speakers[one.speaker]
    return one._asdict() | {
        "statement": one.label,
        "speaker": speaker and speaker.label,
        "name_in_article": speaker and speaker.name,
    }


def _spark_type(type: "pyarrow.DataType") -> str:
    if str(type) in _SPARK_TYPES:
        return _SPARK_TYPES[str(type)]
    if hasattr(type, "value_type"):
        return f"array<{_spark_type(type.value_type)}>"
    return f"struct<{', '.join(f'{field.name}: {_spark_type(field.type)}' for field in type.fields)}>"
