"""What readers say about records: kept apart from them, applied to them, given to training.

`correction.py` has the values, each with the words that it is about; `locate.py` finds typed words in an
article; `keeping.py` keeps corrections in a store; `applying.py` works out what they make of a record and
`corrected.py` writes that as a record; `gold.py` makes annotated articles of them; `lines.py` takes them from
one store to another.
"""
