"""What a view and an action are: the one description from which routes, pages, JSON, CSV and OpenAPI come.

A view is a question that changes nothing. Its parameters are a struct: what stands in {braces} in its path,
and the rest after the question mark. Its answer is a struct; the page shows it, .json is it, .csv its rows.
An action changes something, or reads a text that is sent.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

import msgspec

_IN_PATH = re.compile(r"\{(\w+)\}")

Need = Literal["store", "sources", "writing"]
"""What a server must have been started with."""


class Download(msgspec.Struct, frozen=True):
    """An answer that is a file: its name, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A question and how it is answered.

    `asks` is the struct of its parameters, all of them with defaults but those of the path; `answer` gives
    the struct `gives`, in a thread that has a desk. `rows` are what the CSV has a line for, all of the struct
    `row`, whose fields are its columns. `template` is the page; `title` what its tab and the API call it.
    One that gives a Download has no template, and no other forms.
    """

    name: str
    path: str
    title: str
    about: str
    asks: type[msgspec.Struct]
    gives: Any
    answer: Callable[[Any, Any], Any]
    template: str = ""
    row: type[msgspec.Struct] | None = None
    rows: Callable[[Any], Iterable[msgspec.Struct]] | None = None
    needs: tuple[Need, ...] = ()

    @property
    def in_path(self) -> tuple[str, ...]:
        return in_path(self.path)

    @property
    def forms(self) -> tuple[str, ...]:
        """The endings that its path can have."""
        if self.gives is Download:
            return ()
        return ("json", "csv") if self.rows else ("json",)


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be done. `takes` is the struct of what is sent, as JSON or as a form; `asks` that of what
    stands in the path. `act` does it: a function in a thread that has a desk, or a coroutine function, which
    gets the site. `goes_to` is the page that shows what was done, `again` the one that shows what a form sent
    and why it does not fit.
    """

    name: str
    path: str
    title: str
    about: str
    asks: type[msgspec.Struct]
    takes: type[msgspec.Struct]
    gives: Any
    act: Callable[[Any, Any, Any], Any]
    goes_to: Callable[[Any, Any], str]
    again: Callable[[Any, Any], str] | None = None
    needs: tuple[Need, ...] = ()

    @property
    def in_path(self) -> tuple[str, ...]:
        return in_path(self.path)


def in_path(path: str) -> tuple[str, ...]:
    """The names in braces in a path."""
    return tuple(_IN_PATH.findall(path))


def with_ending(path: str, ending: str) -> str:
    """The path of a view's other form: /articles/{number} has /articles/{number}.json, / has /home.json."""
    return f"{'/home' if path == '/' else path}.{ending}"
