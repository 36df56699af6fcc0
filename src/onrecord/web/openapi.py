"""The API described (OpenAPI 3.1), made from the views and actions themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.version import __version__
from onrecord.web.guard import Door
from onrecord.web.problems import Problem
from onrecord.web.views import Action, Download, View, with_ending

_REF = "#/components/schemas/{name}"


def openapi(views: Sequence[View], actions: Sequence[Action], door: Door) -> dict[str, Any]:
    """The OpenAPI document of what the views and actions answer as JSON and as CSV."""
    kinds = [Problem, *(view.gives for view in views), *(one.gives for one in actions)]
    kinds += [one.takes for one in actions]
    everything: tuple[View | Action, ...] = (*views, *actions)
    asked = [field.type for one in everything for field in msgspec.structs.fields(one.asks)]
    schemas, components = msgspec.json.schema_components([*kinds, *asked], ref_template=_REF)
    problem, schemas = schemas[0], schemas[1:]
    gives, schemas = schemas[: len(views) + len(actions)], schemas[len(views) + len(actions) :]
    takes, schemas = schemas[: len(actions)], schemas[len(actions) :]
    of_asked = iter(schemas)
    paths: dict[str, Any] = {}
    for view, schema in zip(views, gives, strict=False):
        parameters = _parameters(view, of_asked)
        if view.gives is Download:
            paths[view.path] = {
                "get": {
                    "operationId": view.name,
                    "summary": view.title,
                    "description": view.about,
                    "parameters": parameters,
                    "responses": _responses("*/*", {}, problem),
                }
            }
            continue
        paths[with_ending(view.path, "json")] = {
            "get": {
                "operationId": view.name,
                "summary": view.title,
                "description": view.about,
                "parameters": parameters,
                "responses": _responses("application/json", schema, problem),
            }
        }
        if view.rows:
            paths[with_ending(view.path, "csv")] = {
                "get": {
                    "operationId": f"{view.name}_csv",
                    "summary": f"{view.title}, as CSV",
                    "description": f"{view.about} One line a row.",
                    "parameters": parameters,
                    "responses": _responses("text/csv", {"type": "string"}, problem),
                }
            }
    for action, schema, body in zip(actions, gives[len(views) :], takes, strict=True):
        paths.setdefault(f"{action.path}.json", {})["post"] = {
            "operationId": action.name,
            "summary": action.title,
            "description": action.about,
            "parameters": _parameters(action, of_asked),
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses("application/json", schema, problem),
        }
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": "Who said what in news articles: every statement, its source, its cue and its "
            "exact words. Offsets are Unicode code points, end exclusive.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": components},
    }
    if door.token is not None:
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        described["security"] = [{"token": []}]
    return described


def _parameters(asked: View | Action, schemas: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for field, schema in zip(msgspec.structs.fields(asked.asks), schemas, strict=False):
        in_path = field.name in asked.in_path
        one: dict[str, Any] = {
            "name": field.name,
            "in": "path" if in_path else "query",
            "required": in_path or field.required,
            "schema": schema,
        }
        found.append(one)
    return found


def _responses(media_type: str, schema: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    told = {"application/problem+json": {"schema": problem}}
    return {
        "200": {"description": "The answer.", "content": {media_type: {"schema": schema}}},
        "304": {"description": "It is still what If-None-Match says."},
        "4XX": {"description": "What was asked for or sent cannot be answered; why.", "content": told},
        "5XX": {"description": "There is no answer now; why.", "content": told},
    }
