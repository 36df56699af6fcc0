"""The record for assistants: a server of the Model Context Protocol. Needs the extra "mcp".

    limits.py       how much goes in and out of a call
    desk.py         what the tools work with: a store, an index of sources, a reader when it is first needed
    passages.py     exact words of a text, with where they stand and the words around them
    statements.py   a statement in an answer
    reading.py      the tool read
    searching.py    the tools search and speakers
    articles.py     the tools article and statement
    citing.py       the tool cite
    verifying.py    the tool verify
    families.py     the tool families
    tools.py        which tools there are, and what assistants are told of each
    server.py       calls in, answers out

A tool is a function from its arguments, a struct, to its answer, a struct; their JSON Schemas are made from
these. Beside it stands the function that makes a text of the answer. No tool writes anything.
"""
