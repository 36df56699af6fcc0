"""What can be asked and sent, in words: paths, parameters, examples."""

import re
import types
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from onrecord.web.views import Action, Download, View, with_ending

_EXAMPLES = {"id": "ID", "number": "1", "form": "csv"}
"""What stands for a parameter of a path in an example."""


class Parameter(msgspec.Struct, frozen=True):
    """A parameter or a field: `values` is what it takes, in words."""

    name: str
    values: str
    several: bool
    required: bool


class Operation(msgspec.Struct, frozen=True):
    """A view or an action: `paths` are its addresses, `needs` what the server must have been started with."""

    name: str
    method: Literal["GET", "POST"]
    title: str
    about: str
    paths: tuple[str, ...]
    needs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    told: str
    fields: tuple[Parameter, ...]
    gives: str
    example: str


def operations(views: Iterable[View], actions: Iterable[Action]) -> tuple[Operation, ...]:
    """All of them, the views first."""
    return (*map(_of_view, views), *map(_of_action, actions))


def _of_view(view: View) -> Operation:
    paths = (view.path, *(with_ending(view.path, form) for form in view.forms))
    shown = _shown(paths[1] if view.forms else view.path)
    return Operation(
        name=view.name,
        method="GET",
        title=view.title,
        about=view.about,
        paths=paths,
        needs=view.needs,
        parameters=_parameters(view.asks),
        told=_docstring(view.asks),
        fields=(),
        gives="a file" if view.gives is Download else _docstring(view.gives),
        example=f"curl 'http://localhost:8000{shown}'",
    )


def _of_action(action: Action) -> Operation:
    path = f"{action.path}.json"
    sent = msgspec.json.encode(_sample(action.takes)).decode()
    return Operation(
        name=action.name,
        method="POST",
        title=action.title,
        about=action.about,
        paths=(action.path, path),
        needs=action.needs,
        parameters=_parameters(action.asks),
        told=_docstring(action.takes),
        fields=_parameters(action.takes),
        gives=_docstring(action.gives),
        example=f"curl -H 'Content-Type: application/json' -d '{sent}' 'http://localhost:8000{_shown(path)}'",
    )


def _parameters(struct: type[msgspec.Struct]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(field.name, in_words(field.type), get_origin(_plain(field.type)) is tuple, field.required)
        for field in msgspec.structs.fields(struct)
    )


def in_words(kind: Any) -> str:
    """What a type takes, in words: "whole number", "direct, indirect or mixed"."""
    kind = _plain(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " or ".join(filter(None, (", ".join(map(str, arguments[:-1])), str(arguments[-1]))))
    if origin is tuple:
        return in_words(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(in_words(one) for one in arguments)
    names = {str: "text", int: "whole number", float: "number", bool: "true or false", date: "day"}
    return names.get(kind, getattr(kind, "__name__", str(kind)).lower())


def _plain(kind: Any) -> Any:
    """The type without what it is annotated with, and without null."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        some = [one for one in get_args(kind) if one is not type(None)]
        return _plain(some[0]) if len(some) == 1 else Union[tuple(some)]  # noqa: UP007
    return kind


def _sample(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Something that could be sent."""
    samples = {
        "text": "“We lost,” said Ann Smith.",
        "by": "Ann",
        "kind": "not_a_statement",
        "statement": "s3",
    }
    return {name: samples[name] for name in struct.__struct_fields__ if name in samples}


def _shown(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: _EXAMPLES.get(match[1], match[1]), path)


def _docstring(kind: Any) -> str:
    """The docstring, its lines joined to paragraphs, without marks of code."""
    text = getattr(kind, "__doc__", None) or ""
    return "\n".join(" ".join(part.split()) for part in text.split("\n\n")).replace("`", "")
