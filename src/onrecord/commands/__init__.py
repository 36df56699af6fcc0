"""Commands of the command line that are long enough for a module of their own; `cli` adds them.

What a command needs beyond click is imported when it runs.
"""
