"""Libraries that only an extra of this package brings."""

import importlib
from types import ModuleType

from onrecord.errors import MissingExtra


def library(name: str, extra: str) -> ModuleType:
    """The library. Raises MissingExtra, which says how to install it, where it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtra(f"this needs {name}: pip install 'onrecord[{extra}]'") from error
