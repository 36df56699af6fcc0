"""Where articles come from: each form is a module that yields `Article`, or `Skipped` with the reason."""

from onrecord.sources.paths import open_paths
from onrecord.sources.skipped import Skipped

__all__ = ["Skipped", "open_paths"]
