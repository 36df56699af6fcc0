"""What a crawler kept: WARC and ARC files, gzipped or not, whole or damaged.

    packed bytes ──▶ unpacked bytes ──▶ records ──▶ pages, or reasons
              (unpacking.py)     (records.py)   (responses.py, reading.py)

Written here rather than taken from a library, because reading must go on behind damage: the readers that
there are stop at the first broken member, and the fast one does not know ARC. The tests compare with one.
"""
