"""The version of this package, for the build and for `MadeBy`."""

__version__ = "0.1.0"
