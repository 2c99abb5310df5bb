"""A real PostgreSQL for the tests: a server of our own in a temporary folder, started once.

It listens on a socket in that folder only, so that it disturbs no other and needs no password,
save for the user ``guarded``.
"""

from __future__ import annotations

import getpass
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import psycopg
import pytest

from sheetplan.store.postgresql import Server
from tests.office import PROGRAMS

PASSWORD = "hemligt-Å-7"  # noqa: S105 - of a server that lives as long as the tests
_OWNER = "postgres"  # the system's user that runs the server where the tests are run by root
_PATIENCE = 60
_RULES = "local all guarded scram-sha-256\nlocal all all trust\n"


@dataclass(frozen=True)
class Cluster:
    """A server that is running; ``sockets`` is the folder where it listens."""

    sockets: Path

    def url(self, user: str = _OWNER, name: str = "postgres") -> str:
        """Return a database's address as a year's folder gives it."""
        return f"postgresql://{user}@/{name}?host={quote(str(self.sockets), safe='')}"

    def place(self, schema: str) -> Server:
        """Return where a store may lie."""
        return Server(self.url(), schema)

    def fresh(self) -> str:
        """Return the address of a new database."""
        name = f"plan_{secrets.token_hex(8)}"
        self.do(f"CREATE DATABASE {name}")
        return self.url(name=name)

    def do(self, *statements: str) -> None:
        """Do something as the server's keeper."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def require() -> Path:
    """Return where the server's programs are; skip without them, but fail in CI on Linux."""
    if sys.platform == "win32":
        pytest.skip("PostgreSQL is only tried on Linux and Mac")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    search = os.pathsep.join([*map(str, folders), PROGRAMS])
    found = shutil.which("initdb", path=search)
    missing = "" if found else "PostgreSQL (initdb) is not installed"
    if missing and os.environ.get("CI", "").lower() in {"", "0", "false"}:
        pytest.skip(f"{missing}: the tests of the store in PostgreSQL are not run")
    assert found, f"{missing}, and in CI the tests with PostgreSQL must run"
    return Path(found).resolve().parent


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a server, and end it afterwards."""
    programs = require()
    # The path of a socket may only be about a hundred characters.
    with TemporaryDirectory(prefix="sheetplan-pg-", dir="/tmp") as name:
        folder, data = Path(name), Path(name) / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, _OWNER)
        _run(programs / "initdb", "-D", data, "-U", _OWNER, "-E", "UTF8", "--locale=C", "-N")
        (data / "pg_hba.conf").write_text(_RULES, encoding="utf-8", newline="\n")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=50"
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            cluster = Cluster(folder)
            cluster.do(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'")
            yield cluster
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: str | Path) -> None:
    """Run a program as a user that PostgreSQL accepts: it refuses to be run by root."""
    user = _OWNER if os.geteuid() == 0 else getpass.getuser()
    same = os.geteuid() != 0
    done = subprocess.run(
        [str(word) for word in command],
        user=None if same else user,
        group=None if same else user,
        extra_groups=None if same else [],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
        env={"PATH": PROGRAMS, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
