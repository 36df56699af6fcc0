"""Requests to views and actions, and their answers in the form that was asked for."""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.printable import printable
from onrecord.version import __version__
from onrecord.web.asked import asked_of, sent_of
from onrecord.web.desk import Desk, Site
from onrecord.web.guard import COOKIE, Door, Guard, is_token
from onrecord.web.limits import whole_body
from onrecord.web.openapi import openapi
from onrecord.web.pages import ACTIONS, VIEWS
from onrecord.web.problems import NoAnswer, Problem, meant
from onrecord.web.rendering import STATIC, page
from onrecord.web.rows import csv_of
from onrecord.web.views import Action, Download, View, with_ending

JSON = "application/json"
PROBLEM = "application/problem+json"

LONGEST_ADDRESS = 32_000
"""Characters of an address that shows again what a form sent; half of what the server takes."""

_log = logging.getLogger("onrecord.web")


def make_app(site: Site, door: Door | None = None) -> Starlette:
    """The application, for a site that has been started."""
    door = door or Door()

    answering = _Answering(site, door)
    routes: list[Route | Mount] = []
    for view in VIEWS:
        # The endings first: without them a path that ends in a parameter would take theirs as part of it.
        for form in view.forms:
            routes.append(Route(with_ending(view.path, form), answering.view(view, form), methods=["GET"]))
        routes.append(Route(view.path, answering.view(view, "html"), methods=["GET"]))
    for action in ACTIONS:
        for form, path in (("json", f"{action.path}.json"), ("html", action.path)):
            routes.append(Route(path, answering.action(action, form), methods=["POST"]))
    routes.append(Route("/openapi.json", answering.openapi, methods=["GET"]))
    if door.token is not None:
        routes.append(Route("/enter", answering.enter, methods=["GET", "POST"]))
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, door=door, refuse=answering.no_answer)],
        exception_handlers={
            NoAnswer: answering.no_answer,
            HTTPException: answering.no_route,
            Exception: answering.failure,
        },
    )


Endpoint = Callable[[Request], Awaitable[Response]]


class _Answering:
    """Makes the endpoints of views and actions."""

    def __init__(self, site: Site, door: Door) -> None:
        self._site, self._door = site, door

    def view(self, view: View, form: str) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            asked = asked_of(view, request.path_params, request.query_params.multi_items())

            def work(desk: Desk) -> Response:
                tag = self._tag(desk, request, view)
                if tag and tag in request.headers.get("if-none-match", ""):
                    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": tag})
                with meant():
                    answer = view.answer(desk, asked)
                    response = self._formed(view, form, answer, asked, request)
                if tag:
                    response.headers["etag"] = tag
                    response.headers["cache-control"] = "private, no-cache"
                return response

            return await self._site.answer(work)

        endpoint.__name__ = f"{view.name}_{form}"
        return endpoint

    def action(self, action: Action, form: str) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            asked = asked_of(action, request.path_params, request.query_params.multi_items())
            sent = await sent_of(action, request)
            try:
                with meant():
                    if iscoroutinefunction(action.act):
                        answer = await action.act(self._site, asked, sent)
                    else:
                        answer = await self._site.write(lambda desk: action.act(desk, asked, sent))
            except NoAnswer as problem:
                if action.again and form == "html" and problem.status == HTTPStatus.BAD_REQUEST:
                    back = action.again(asked, sent)
                    if len(back) <= LONGEST_ADDRESS:
                        return RedirectResponse(back, HTTPStatus.SEE_OTHER)
                raise
            if form == "json":
                return Response(msgspec.json.encode(answer), media_type=JSON)
            return RedirectResponse(action.goes_to(asked, answer), HTTPStatus.SEE_OTHER)

        endpoint.__name__ = f"{action.name}_{form}"
        return endpoint

    async def openapi(self, request: Request) -> Response:
        return Response(msgspec.json.encode(openapi(VIEWS, ACTIONS, self._door)), media_type=JSON)

    async def enter(self, request: Request) -> Response:
        """Takes the token from the form, and gives the browser a cookie of it."""
        wrong = ""
        if request.method == "POST":
            given = parse_qs((await whole_body(request)).decode("utf-8", "replace")).get("token", [""])[0]
            if is_token(given, self._door.token or ""):
                response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
                response.set_cookie(COOKIE, self._door.token or "", httponly=True, samesite="strict")
                return response
            wrong = "That is not the token."
        text = page("enter.html", site=self._site, path="/enter", title="Token", wrong=wrong)
        return Response(text, HTTPStatus.UNAUTHORIZED if wrong else 200, media_type="text/html")

    async def no_answer(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, NoAnswer)
        headers = {"cache-control": "no-store"}
        if error.retry_after:
            headers["retry-after"] = str(error.retry_after)
        if error.status == HTTPStatus.UNAUTHORIZED:
            headers["www-authenticate"] = 'Bearer realm="onrecord"'
        return self._told(request, error.problem, headers)

    async def no_route(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = HTTPStatus(error.status_code)
        detail = {
            404: f"there is no page {request.url.path}",
            405: f"{request.method} is not what {request.url.path} answers",
        }.get(error.status_code, error.detail)
        headers = dict(error.headers or {})
        return self._told(request, Problem(int(status), status.phrase, detail), headers)

    async def failure(self, request: Request, error: Exception) -> Response:
        what = f"{type(error).__name__}: {error}"
        with_trace = _log.isEnabledFor(logging.DEBUG)
        _log.error("%s %s: %s", request.method, request.url.path, printable(what), exc_info=with_trace)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        detail = f"this should not have happened: {type(error).__name__}"
        return self._told(request, Problem(int(status), status.phrase, detail), {})

    def _told(self, request: Request, problem: Problem, headers: dict[str, str]) -> Response:
        """A problem as a page for browsers, as JSON for everybody else."""
        accepts = request.headers.get("accept", "")
        if "text/html" in accepts and not request.url.path.endswith((".json", ".csv")):
            entering = problem.status == HTTPStatus.UNAUTHORIZED
            text = page(
                "problem.html",
                site=self._site,
                path=request.url.path,
                title=problem.title,
                problem=problem,
                entering=entering,
            )
            return Response(text, problem.status, headers, media_type="text/html")
        return Response(msgspec.json.encode(problem), problem.status, headers, media_type=PROBLEM)

    def _formed(self, view: View, form: str, answer: Any, asked: Any, request: Request) -> Response:
        if isinstance(answer, Download):
            named = {"content-disposition": f'attachment; filename="{answer.name}"'}
            return Response(answer.data, headers=named, media_type=answer.media_type)
        links = {}
        following = getattr(answer, "next", None)
        if following:
            query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
            links["next"] = f"{request.url.path}?{urlencode([*query, ('after', following)])}"
        headers = {"link": ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items())} if links else {}
        if form == "json":
            return Response(msgspec.json.encode(answer), headers=headers, media_type=JSON)
        if form == "csv":
            assert view.rows and view.row
            name = f'attachment; filename="{view.name}.csv"'
            headers["content-disposition"] = name
            return Response(csv_of(view.row, view.rows(answer)), headers=headers, media_type="text/csv")
        text = page(
            view.template,
            site=self._site,
            path=request.url.path,
            query=request.url.query,
            title=view.title,
            view=view,
            asked=asked,
            answer=answer,
            following=links.get("next"),
        )
        return Response(text, headers=headers, media_type="text/html")

    def _tag(self, desk: Desk, request: Request, view: View) -> str | None:
        """The ETag of an answer: it is another one once the store, the address or onrecord is.

        What is only in memory, or checked against sources that others may change, has none.
        """
        if not desk.has_store or "sources" in view.needs or request.url.path.startswith("/readings"):
            return None
        parts = (__version__, desk.store.stamp(), request.url.path, request.url.query, str(desk.site.serving))
        return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'
