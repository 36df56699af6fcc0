"""A PostgreSQL server of the tests' own: made in a folder, reached by a socket in it, gone with it."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

HOW = "PostgreSQL's server is not installed (apt-get install postgresql, or make postgres as root)"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl; None where there is none. Debian keeps them off the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    return Path(folders[-1]) if folders else None


@contextmanager
def server() -> Iterator[str]:
    """A running server; the URL of its database `postgres`. It stops at the end, whatever happens."""
    folder = binaries()
    assert folder is not None
    home = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    run_as: list[str] = []
    user = "onrecord"
    if os.geteuid() == 0:
        # The server refuses to run as root.
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
        run_as = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    data = home / "data"

    def run(*command: str) -> None:
        done = subprocess.run([*run_as, *command], capture_output=True, text=True, cwd=home)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    try:
        initdb = ["--username", user, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
        run(str(folder / "initdb"), "--pgdata", str(data), *initdb)
        # No network, and no waiting for the disk: what is tested is not whether PostgreSQL keeps its word.
        settings = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
        log = str(home / "log")
        run(str(folder / "pg_ctl"), "start", "-w", "-D", str(data), "-l", log, "-o", settings)
        try:
            yield f"postgresql://{user}@/postgres?host={quote(str(home), safe='')}"
        finally:
            run(str(folder / "pg_ctl"), "stop", "-D", str(data), "-m", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)
