"""Pages from templates: every value becomes text, never markup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.version import __version__

Function = TypeVar("Function", bound=Callable[..., Any])

STATIC = Path(__file__).parent / "static"

_environment = Environment(
    loader=PackageLoader("onrecord.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, **values: Any) -> str:
    """The page that a template makes of the values."""
    return _environment.get_template(template).render(version=__version__, **values)


def helper(function: Function) -> Function:
    """Makes a function known to the templates under its own name, as function and as filter."""
    _environment.globals[function.__name__] = function
    _environment.filters[function.__name__] = function
    return function


@helper
def address(path: str, **query: Any) -> str:
    """A path with a query; what is None or empty is left out, several values of a name stand one after
    another."""
    pairs: list[tuple[str, object]] = []
    for name, value in query.items():
        several = value if isinstance(value, (tuple, list)) else (value,)
        pairs += [(name, one) for one in several if one not in (None, "")]
    return f"{path}?{urlencode(pairs)}" if pairs else path


@helper
def segment(value: str) -> str:
    """A value as one segment of a path."""
    return quote(value, safe="")


@helper
def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 statement", "2,000 statements"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@helper
def capitalize_first(sentence: str) -> str:
    """The sentence with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


@helper
def is_web(url: str) -> bool:
    """Whether it may become a link: an address of http or https, with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
