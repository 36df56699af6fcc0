"""nicknames.tsv: the short and pet forms of first names."""

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from first_names import plain


def nicknames() -> Iterator[str]:
    """Rows: name; its nicknames, separated by commas."""
    of: dict[str, list[str]] = defaultdict(list)
    rows = (files("nicknames") / "names.csv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        name, _, nickname = row.split(",")
        of[plain(name.strip())].append(plain(nickname.strip()))
    for name in sorted(of):
        yield f"{name}\t{','.join(dict.fromkeys(of[name]))}"
