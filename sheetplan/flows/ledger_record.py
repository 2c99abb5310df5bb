"""The record of what was read from the ledger: files by their hash, imports in a chain.

Each import is a small file of its own, numbered and never changed, that holds the hash of the one
before. Files' bytes are kept first, so that an import always has what it was read from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import FileUnreadable, create_file, read_file, write_file
from sheetplan.flows.year import Year

_NAME = re.compile(r"(\d{4})\.json")
_RESTORE = "Återställ mappen från en säkerhetskopia, eller läs in filerna igen."


class ImportDamaged(SheetplanError):
    """An import's own file cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Inläsningen ”{path}” går inte att förstå. {_RESTORE}")


class ImportedAtOnce(SheetplanError):
    """Somebody else has imported since this import looked at what held."""

    def __init__(self) -> None:
        super().__init__(
            "Någon annan läste in filer samtidigt, och det som den läste in gäller. Ingen av dina "
            "filer är inläst. Kontrollera vilka filer som ska gälla och kör kommandot igen."
        )


@dataclass(frozen=True)
class ImportedFile:
    """A file that was read; ``content`` is the same for the same rows."""

    file: str
    sha256: str
    content: str
    count: int
    total: str
    money: str


@dataclass(frozen=True)
class LedgerImport:
    """What was read at one time; it holds for its period until the next import."""

    number: int
    period: str
    imported_at: datetime
    files: tuple[ImportedFile, ...]
    committees: tuple[str, ...]
    control_sum: str | None
    previous: str = ""  # the hash of the one before

    @property
    def contents(self) -> list[str]:
        """What the files hold, in an order of its own."""
        return sorted(one.content for one in self.files)

    def to_json(self) -> bytes:
        """Write it, the same bytes for the same import."""
        data = {**asdict(self), "imported_at": self.imported_at.isoformat()}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


@dataclass(frozen=True)
class LedgerRecord:
    """The folder with imports and their files."""

    folder: Path

    def imports(self) -> tuple[LedgerImport, ...]:
        """Return all imports in their order."""
        return tuple(_read(path) for path in self._paths())

    def standing(self, period_id: str) -> LedgerImport | None:
        """Return the import that holds for a period: the last one."""
        return standing_among(self.imports(), period_id)

    def find(self, sha256: str) -> Path:
        """Return where a file's bytes are kept."""
        return self.folder / f"{sha256}.fil"

    def keep(self, data: bytes) -> str:
        """Keep a file's bytes and return their hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.find(sha256).exists():
            write_file(self.find(sha256), data)
        return sha256

    def add(self, one: LedgerImport) -> LedgerImport:
        """Add an import behind those before its number; no two can take the same place.

        Raises:
            ImportedAtOnce: another has taken it since.
        """
        before = self._paths()[: one.number - 1]
        previous = hashlib.sha256(read_file(before[-1])).hexdigest() if before else ""
        made = replace(one, previous=previous)
        try:
            create_file(self.folder / f"{made.number:04}.json", made.to_json())
        except FileExistsError as error:
            raise ImportedAtOnce from error
        return made

    def faults(self) -> Iterator[str]:
        """Say what has been changed or lost, a sentence each."""
        previous = ""
        for number, path in enumerate(self._paths(), start=1):
            try:
                data, one = read_file(path), _read(path)
            except SheetplanError as error:
                yield str(error)
                return
            if one.number != number or one.previous != previous:
                yield f"Inläsningen {path.name} följer inte på den före. {_RESTORE}"
            previous = hashlib.sha256(data).hexdigest()
            yield from self._file_faults(one)

    def _file_faults(self, one: LedgerImport) -> Iterator[str]:
        for imported in one.files:
            path = self.find(imported.sha256)
            try:
                whole = hashlib.sha256(read_file(path)).hexdigest() == imported.sha256
            except FileUnreadable as error:
                yield str(error)
                continue
            if not whole:
                yield f"Den inlästa filen {imported.file} har ändrats ({path.name}). {_RESTORE}"

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if _NAME.fullmatch(path.name))


def standing_among(imports: Sequence[LedgerImport], period_id: str) -> LedgerImport | None:
    """Return the import that holds for a period: the last one."""
    return next((one for one in reversed(imports) if one.period == period_id), None)


def ledger_record(year: Year) -> LedgerRecord:
    """Return a year's record."""
    return LedgerRecord(year.ledger)


def _read(path: Path) -> LedgerImport:
    try:
        data: dict[str, Any] = json.loads(read_file(path).decode("utf-8"))
        files = tuple(ImportedFile(**one) for one in data.pop("files"))
        committees = tuple(data.pop("committees"))
        when = datetime.fromisoformat(data.pop("imported_at"))
        return LedgerImport(files=files, imported_at=when, committees=committees, **data)
    except (ValueError, KeyError, TypeError) as error:
        raise ImportDamaged(path) from error
