"""Many articles in a table, a row an article: JSON Lines, CSV, Parquet.

Rows become fields by name in one place, `columns.py`, for all three.
"""
