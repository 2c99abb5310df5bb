"""The archive: the very bytes of every received file, named by their hash.

Bytes are put aside before the store is told of them and get their own name afterwards. So a file
with its own name has been received, and one that is only put aside is of a reception that was cut
short, before the store was told or just after.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from sheetplan.flows.files import move_file, read_file, write_file

_OWN = re.compile(r"([0-9a-f]{64})\.xlsx")
_ASIDE = re.compile(r"([0-9a-f]{64})\.part")


@dataclass(frozen=True)
class Archive:
    """A folder with received bytes."""

    folder: Path

    def put_aside(self, sha256: str, data: bytes) -> None:
        """Keep bytes that the store is about to be told of."""
        if not self._own(sha256).exists():
            write_file(self._aside(sha256), data)

    def keep(self, sha256: str) -> None:
        """Give bytes that the store has been told of their own name."""
        aside = self._aside(sha256)
        if aside.exists():
            move_file(aside, self._own(sha256))

    def find(self, sha256: str) -> Path | None:
        """Find the bytes with a hash, also where they are only put aside."""
        places = (self._own(sha256), self._aside(sha256))
        return next((path for path in places if path.is_file()), None)

    def received(self) -> dict[str, Path]:
        """Return the files that have been received, by the hash that they are named by."""
        return self._named(_OWN)

    def aside(self) -> dict[str, Path]:
        """Return the files that are put aside, by the hash that they are named by."""
        return self._named(_ASIDE)

    def strange(self) -> tuple[Path, ...]:
        """Return what lies in the folder and was not put there by us under its name."""
        ours = {*self.received().values(), *self.aside().values()}
        return tuple(path for path in self._all() if path not in ours)

    def _named(self, name: re.Pattern[str]) -> dict[str, Path]:
        found = ((name.fullmatch(path.name), path) for path in self._all())
        return {match[1]: path for match, path in found if match and path.is_file()}

    def _all(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.is_dir() else []

    def _own(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.xlsx"

    def _aside(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.part"


def is_whole(path: Path, sha256: str) -> bool:
    """Tell whether a file's bytes have a hash."""
    return hashlib.sha256(read_file(path)).hexdigest() == sha256
