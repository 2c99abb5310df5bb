"""Where a report's figures come from: which files, received when, and who signed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheetplan.plan.committee import Respondent
from sheetplan.plan.noun import UNIT
from sheetplan.tables.table import Table, words

SOURCES = "sources"  # the table's key
SHOWN = 12  # characters of a hash; enough to tell the files of a year apart


@dataclass(frozen=True)
class Received:
    """A file that stands, as it was received; ``received_at`` in the time of the place."""

    respondent: Respondent
    file: str
    received_at: datetime
    signed: str
    signed_on: date | None
    sha256: str


def origin_table(received: Sequence[Received]) -> Table | None:
    """A row a committee, and how many units' files theirs rest on; None where there are none."""
    own = [one for one in received if one.respondent.unit is None]
    units = [one for one in received if one.respondent.unit is not None]
    if not own and not units:
        return None
    columns = (
        words("committee", "Nämnd", 24),
        words("file", "Fil", 24),
        words("received", "Mottagen", 15),
        words("signed", "Undertecknad av", 26),
        words("signed_on", "Undertecknad", 13),
        words("sha256", "Kontrollsumma", 16),
    )
    rows = tuple(
        (one.respondent.committee.name, _name(one.file), f"{one.received_at:%Y-%m-%d %H:%M}",
         _without_addresses(one.signed) or None, one.signed_on, one.sha256[:SHOWN])
        for one in own
    )  # fmt: skip
    note = f"Kontrollsumman är de första {SHOWN} tecknen av filens SHA-256."
    return Table(SOURCES, "Varifrån kommer siffran?", columns, rows, note=f"{note}{_units(units)}")


def _units(units: Sequence[Received]) -> str:
    if not units:
        return ""
    days = sorted(one.received_at.date() for one in units)
    when = f"{days[0]}" if days[0] == days[-1] else f"{days[0]} till {days[-1]}"
    return (
        f" Till grund ligger också arbetsböcker från {UNIT.counted(len(units))}, mottagna {when}."
    )


def _name(file: str) -> str:
    """Return a file's name without the folders that it may have come with."""
    return re.split(r"[/\\]", file)[-1]


def _without_addresses(signed: str) -> str:
    """Leave out addresses: they are nobody's business outside."""
    kept = (word for word in signed.split() if "@" not in word and "://" not in word)
    return " ".join(kept).rstrip(",")
