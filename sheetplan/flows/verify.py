"""Verify (kontrollera): the store's chain, the archive's bytes, and each against the other.

What cannot be seen from within: that somebody has removed the newest events and their files from
the archive as well, or has written the whole store anew. The last event's hash, noted elsewhere
at the time, shows both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheetplan.flows.archive import Archive, is_whole
from sheetplan.flows.files import FileUnreadable
from sheetplan.flows.ledger_record import ledger_record
from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import Year, require_plan
from sheetplan.store.register import Register

_RESTORE = "Återställ den från en säkerhetskopia."


@dataclass(frozen=True)
class Verification:
    """What was gone through and found.

    Attributes:
        register: what the store says it has received.
        faults: what is broken, a sentence each.
        remarks: what is no fault but should be known, a sentence each.
    """

    register: Register
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def verify(year: Year) -> Verification:
    """Go through all that a year has received."""
    with open_store(year, require_plan(year)) as store:
        faults = store.verify()
        register = store.register()
    archive = Archive(year.archive)
    remarks = tuple(_remarks(archive, register))
    found = (*faults, *_archive_faults(archive, register), *ledger_record(year).faults())
    return Verification(register, found, remarks)


def _archive_faults(archive: Archive, register: Register) -> Iterator[str]:
    for one in register.entries:
        path = archive.find(one.sha256)
        if path is None:
            yield (
                f"Filen till {one} saknas i arkivet. {_RESTORE} "
                "Att ta emot samma fil igen lägger också tillbaka den."
            )
            continue
        try:
            if not is_whole(path, one.sha256):
                yield f"Filen till {one} har ändrats i arkivet ({path.name}). {_RESTORE}"
        except FileUnreadable as error:
            yield str(error)
    known = {one.sha256 for one in register.entries}
    for sha256, path in archive.received().items():
        if sha256 not in known:
            yield (
                f"Arkivet har filen {path.name} men lagret har ingen inlämning med den. Filen är "
                "ditlagd för hand, eller så har lagret förlorat sina senaste händelser: återställ "
                "lagret från en säkerhetskopia."
            )


def _remarks(archive: Archive, register: Register) -> Iterator[str]:
    known = {one.sha256 for one in register.entries}
    for sha256, path in archive.aside().items():
        if sha256 not in known:
            yield (
                f"En mottagning avbröts innan filen var lagrad ({path.name}). Ta emot den igen "
                "från inbox: sheetplan receive"
            )
    for path in archive.strange():
        yield f"”{path.name}” i arkivet är ingen mottagen fil och kan tas bort."
