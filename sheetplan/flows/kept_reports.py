"""What the year's folder keeps of its reports: what was written in them, and how they were before.

``minne`` holds, by digest, what each version of a report was given; a document that another
program has saved may have lost its own copy. ``tidigare`` holds reports from before an update.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheetplan.flows.files import read_file, write_file
from sheetplan.word.content import ReportKey
from sheetplan.word.written import Written, written_from

_DIGESTS = "skrivna.json"
_SHORT = 8


@dataclass(frozen=True)
class KeptReports:
    """The folder with a year's reports."""

    folder: Path

    def is_as_written(self, path: Path) -> bool:
        """Tell whether a report has the bytes that it was written with."""
        return self._digests().get(path.name) == _digest(read_file(path))

    def remember(self, path: Path, data: bytes) -> None:
        """Remember the bytes that a report was written with."""
        digests = {**self._digests(), path.name: _digest(data)}
        text = json.dumps(digests, ensure_ascii=False, indent=1, sort_keys=True)
        write_file(self.folder / _DIGESTS, (text + "\n").encode("utf-8"))

    def keep(self, written: Written) -> None:
        """Keep what a report was given."""
        path = self._memory / f"{written.digest}.json"
        if not path.exists():
            write_file(path, written.to_json().encode("utf-8"))

    def find(self, digest: str) -> Written | None:
        """Find what a report was given, by its digest."""
        path = self._memory / f"{digest}.json"
        if not digest.isalnum() or not path.is_file():
            return None
        return written_from(read_file(path).decode("utf-8", "replace"))

    def newest(self, key: ReportKey) -> Written | None:
        """Return what a report was given last; None where that is not certain."""
        own = [written for written in self._all() if written.key == key]
        older = {written.before for written in own}
        last = [written for written in own if written.digest not in older]
        return last[0] if len(last) == 1 else None

    def put_aside(self, path: Path, data: bytes, now: datetime) -> Path:
        """Keep a report as it is before it is updated, and return where."""
        name = f"{path.stem} {now:%Y-%m-%d %H%M%S} {_digest(data)[:_SHORT]}{path.suffix}"
        target = self.folder / "tidigare" / name
        write_file(target, data)
        return target

    @property
    def _memory(self) -> Path:
        return self.folder / "minne"

    def _all(self) -> Iterator[Written]:
        for path in sorted(self._memory.glob("*.json")):
            written = self.find(path.stem)
            if written is not None:
                yield written

    def _digests(self) -> dict[str, str]:
        """Return the digest of each report as it was written, by file name."""
        file = self.folder / _DIGESTS
        if not file.exists():
            return {}
        try:
            found = json.loads(read_file(file).decode("utf-8"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
