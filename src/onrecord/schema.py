"""The JSON Schema of a record, made from `Record` itself. `python -m onrecord.schema` writes it anew."""

import inspect
import json
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from onrecord.record import Record

PATH = Path(str(resources.files("onrecord"))) / "record.schema.json"


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `Record.to_json` writes, described by the classes' docstrings."""
    schema = msgspec.json.schema(Record)
    for definition in schema["$defs"].values():
        what_it_is, _, _ = inspect.cleandoc(definition["description"]).partition("\n\nRaises ")
        definition["description"] = " ".join(what_it_is.split())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_json() -> str:
    """The schema as it stands in the file `record.schema.json`."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema_json(), encoding="utf-8")
