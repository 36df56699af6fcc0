"""From a request to the struct of parameters that a view or an action asks for."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from onrecord.web.incoming import File
from onrecord.web.limits import MAX_BODY_BYTES, whole_body
from onrecord.web.problems import NoAnswer, not_there
from onrecord.web.views import Action, View

MAX_FIELDS = 50
"""Fields of a form."""


def asked_of(asks: View | Action, in_path: Mapping[str, str], query: Iterable[tuple[str, str]]) -> Any:
    """The parameters in the path and after the question mark.

    Empty ones, which a form sends for what was not filled in, are left out. Raises NoAnswer for one that
    there is not (a filter misspelled and passed over would give a wrong answer), and for one that does not
    fit.
    """
    path: dict[str, object] = dict(in_path)
    try:
        named = msgspec.convert(path, _only(asks.asks, asks.in_path), strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        raise not_there(f"there is nothing at {'/'.join(in_path.values())!r}: {_plainly(error)}") from None
    fields = {field.name: field for field in msgspec.structs.fields(asks.asks)}
    given: dict[str, object] = {}
    for name, value in query:
        if name not in fields or name in asks.in_path:
            known = ", ".join(one for one in fields if one not in asks.in_path) or "none"
            raise NoAnswer(HTTPStatus.BAD_REQUEST, f"there is no parameter {name[:40]!r}; there are: {known}")
        _add(given, fields[name], name, value)
    return _converted(asks.asks, {**msgspec.structs.asdict(named), **given})


async def sent_of(action: Action, request: Request) -> Any:
    """What a request sends, as JSON, as a form or, where the action takes a text, as that text itself.

    Raises NoAnswer where it is too large, too slow, in another form, or does not fit.
    """
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    body = await whole_body(request)
    if kind in ("application/json", ""):
        try:
            return msgspec.json.decode(body or b"{}", type=action.takes)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise NoAnswer(HTTPStatus.BAD_REQUEST, f"what was sent does not fit: {_plainly(error)}") from None
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return _converted(action.takes, await _form(action.takes, request, body, kind))
    if kind in ("text/plain", "text/html") and "text" in action.takes.__struct_fields__:
        name = "html" if kind == "text/html" else "text"
        return _converted(action.takes, {name: _decoded(body, request)})
    raise NoAnswer(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{kind[:60]} is not taken here; application/json and forms are"
    )


async def _form(takes: type[msgspec.Struct], request: Request, body: bytes, kind: str) -> dict[str, object]:
    async def stream() -> Any:
        yield body
        yield b""

    try:
        if kind == "multipart/form-data":
            parser = MultiPartParser(
                request.headers,
                stream(),
                max_files=1,
                max_fields=MAX_FIELDS,
                max_part_size=MAX_BODY_BYTES,
            )
            form = await parser.parse()
        else:
            form = await FormParser(request.headers, stream(), max_fields=MAX_FIELDS).parse()
    except (MultiPartException, ValueError, KeyError) as error:
        reason = getattr(error, "message", None) or "it is malformed"
        raise NoAnswer(HTTPStatus.BAD_REQUEST, f"the form cannot be read: {reason}") from None
    fields = {field.name: field for field in msgspec.structs.fields(takes)}
    given: dict[str, object] = {}
    for name, value in form.multi_items():
        if name not in fields:
            raise NoAnswer(HTTPStatus.BAD_REQUEST, f"the form has no field {name[:40]!r}")
        if isinstance(value, UploadFile):
            data = await value.read()
            if data or value.filename:
                given[name] = File(value.filename or "", data)
        else:
            # A form's lines end in CR LF, whatever was typed.
            _add(given, fields[name], name, value.replace("\r\n", "\n"))
    return given


def _add(given: dict[str, object], field: Any, name: str, value: str) -> None:
    if value == "":
        return
    if isinstance(field.default, tuple):
        several = given.setdefault(name, [])
        assert isinstance(several, list)
        several.append(value)
    elif name in given:
        raise NoAnswer(HTTPStatus.BAD_REQUEST, f"{name} is given more than once")
    else:
        given[name] = value


def _only(asks: type[msgspec.Struct], names: tuple[str, ...]) -> type[msgspec.Struct]:
    """A struct of the path's parameters alone."""
    fields = [(one.name, one.type) for one in msgspec.structs.fields(asks) if one.name in names]
    return msgspec.defstruct("InPath", fields)


def _converted(into: type[msgspec.Struct], values: dict[str, object]) -> Any:
    try:
        return msgspec.convert(values, into, strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        raise NoAnswer(HTTPStatus.BAD_REQUEST, f"this does not fit: {_plainly(error)}") from None


def _plainly(error: Exception) -> str:
    """msgspec's sentence, with its path as a name: "Expected `int` - at `$.limit`" is of limit."""
    what, _, where = str(error).partition(" - at `$")
    name = where.rstrip("`").lstrip(".")
    return f"{name}: {what}" if name else what


def _decoded(body: bytes, request: Request) -> str:
    charset = request.headers.get("content-type", "").lower().partition("charset=")[2].strip('" ;') or "utf-8"
    try:
        return body.decode(charset)
    except (LookupError, UnicodeError):
        raise NoAnswer(HTTPStatus.BAD_REQUEST, f"the text is not in {charset[:40]}") from None
