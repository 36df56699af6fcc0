"""Commands that are modules of their own; `onrecord.cli` adds them. Each is a thin call into the package.

A module here imports click and no more when it is imported, so that `onrecord --help` is fast.
"""
