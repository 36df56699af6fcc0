"""What a record has besides its text and its spans, for forms that keep it as JSON beside them."""

from typing import Any

import msgspec

from onrecord.record import ROLES, Record, Statement


def rest(record: Record) -> dict[str, Any]:
    """The record without its text, statements and spans."""
    left: dict[str, Any] = msgspec.to_builtins(record)
    del left["article"]["text"]
    for field in ("statements", "outlet_voice", "scare_quotes"):
        del left[field]
    for speaker in left["speakers"]:
        del speaker["mentions"]
    return left


def particulars(statement: Statement) -> dict[str, Any]:
    """The statement without its spans and the words at them."""
    every = msgspec.to_builtins(statement)
    return {name: value for name, value in every.items() if name not in (*ROLES, "quote")}
