"""Who said what in a news article: `Reader().read(article)` yields a `Record` of its statements.

`Reader` is imported when it is first asked for, so that `import onrecord` loads no inference engine.
"""

from typing import TYPE_CHECKING

from onrecord.article import Article
from onrecord.record import Record, Span, Speaker, Statement

if TYPE_CHECKING:
    from onrecord.reader import Reader

__all__ = ["Article", "Reader", "Record", "Span", "Speaker", "Statement"]


def __getattr__(name: str) -> object:
    if name == "Reader":
        from onrecord.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
