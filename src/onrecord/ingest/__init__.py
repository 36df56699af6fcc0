"""From paths into a store: articles read with all cores and recorded, each once, so that nothing is lost.

Paths flow in, are taken apart into files (`inputs.py`) and opened by `onrecord.sources`; processes read the
articles (`pool.py`, `worker.py`); one process writes what comes back, and reports what is on the disk
(`run.py`, `account.py`). `ingest.py` puts these together, `progress.py` shows them on a terminal.
"""

from onrecord.ingest.account import Account
from onrecord.ingest.ingest import Ingest
from onrecord.ingest.run import Watcher

__all__ = ["Account", "Ingest", "Watcher"]
