"""The API is what its description says, whatever is sent to it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import made_up
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from serving import Serve

from onrecord.store import Store
from onrecord.web.guard import Door
from onrecord.web.openapi import openapi
from onrecord.web.pages import ACTIONS, VIEWS

schemathesis.checks.load_all_checks()
MAKES_SENSE = schemathesis.checks.CHECKS.get_one("positive_data_acceptance")


@pytest.fixture
def described(serve: Serve, tmp_path: Path) -> Any:
    """The API of a store that has something of everything."""
    path = str(tmp_path / "record.db")
    with Store.open(path) as store:
        store.put([made_up.full_record(), made_up.record("Ann Smith said we lost", id="b.txt")])
    return schemathesis.openapi.from_asgi(
        "/openapi.json", serve(store=path).app, headers={"host": "localhost"}
    )


def test_whatever_is_sent_is_answered_as_described(described: Any) -> None:
    asked = 0
    for operation in described.get_all_operations():

        @given(operation.ok().as_strategy())
        @settings(
            max_examples=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: schemathesis.Case) -> None:
            # What fits the schema may still not make sense: no text and no URL, a cursor of another search.
            case.call_and_validate(headers={"host": "localhost"}, excluded_checks=[MAKES_SENSE])

        ask()
        asked += 1
    assert asked == len(VIEWS) + len(ACTIONS) + sum(view.rows is not None for view in VIEWS)


def test_every_view_and_action_is_described_once() -> None:
    described = openapi(VIEWS, ACTIONS, Door())
    ids = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids))
    assert {view.name for view in VIEWS} | {action.name for action in ACTIONS} <= set(ids)
    assert "security" not in described
    assert openapi(VIEWS, ACTIONS, Door("0.0.0.0", "token"))["security"] == [{"token": []}]


def test_the_description_is_plain_json_and_its_references_lead_somewhere() -> None:
    described = json.loads(json.dumps(openapi(VIEWS, ACTIONS, Door())))
    names = set(described["components"]["schemas"])
    text = json.dumps(described)
    references = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert references <= names
    for name in names:
        jsonschema.Draft202012Validator.check_schema(described["components"]["schemas"][name])
