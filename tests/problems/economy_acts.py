"""What a person did to the amounts of a return, for the entries about the economy."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook import Workbook

from sheetplan.flows.receive import check
from sheetplan.flows.year import Year
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, Change, Typed, cell_of, changed, returned, tab_of

Act = Callable[[Year], tuple[Problem, ...]]
COSTS, OUTCOME = "Intäkter och kostnader", "col_utfall_perioden"
FRAMES = ("rs", "rs-primarvard", "rs-tandvard", "rs-avskrivningar", "rs-pension")


def typed(sheet: str, row: str, key: str, value: Typed, committee: str = "hsn") -> Act:
    """Type one cell of a filled-in workbook and send it in."""

    def change(book: Workbook) -> None:
        cell_of(book, sheet, row, key).value = value

    return filled(change, committee)


def filled(change: Change, committee: str) -> Act:
    """Change a filled-in workbook by hand and send it in."""

    def act(year: Year) -> tuple[Problem, ...]:
        year.inbox.mkdir(exist_ok=True)
        path = year.inbox / f"{committee}-{PERIOD}.xlsx"
        path.write_bytes(changed(returned(year, committee), change))
        return check(year, [path])[0].problems

    return act


def sorted_without_ids(book: Workbook) -> None:
    """Turn the rows of a table round, all but the hidden column that tells which they are."""
    tab = tab_of(book, "Resultat per ram")
    rows = [[tab.cell(row, col).value for col in range(2, 13)] for row in range(6, 10)]
    for number, row in enumerate(reversed(rows), start=6):
        for col, value in enumerate(row, start=2):
            tab.cell(number, col).value = value


def turned(book: Workbook) -> None:
    """Write every outcome as costs are written where they are negative."""
    for frame in FRAMES:
        cell = cell_of(book, "Ekonomi", frame, "outcome")
        assert isinstance(cell.value, int | float)
        cell.value = -cell.value


ECONOMY_ACTS: dict[str, Act] = {
    "INL-80": typed(COSTS, "slag-ovrkost", OUTCOME, 618),
    "INL-81": typed("Sjukfrånvaro", "sjuk-alla", "col_varav_långtid", 0.068),
    "INL-82": typed("Ekonomi", "rf", "outcome", 11_250, "rf"),
    "INL-83": typed("Hyrpersonal, kostnad", "hyr-primar", "col_kostnad", 81_000),
    "INL-84": filled(turned, "rs"),
    "INL-85": typed(COSTS, "slag-hjalpmedel", OUTCOME, -101),
    "INL-86": typed("Åtgärdsplaner", "atgplan-summa", "col_andel_av_hela_beloppet", 0.35),
    "INL-87": typed(COSTS, "slag-kostnader", OUTCOME, 6250),
    "INL-95": typed(
        "Avvikelseanalys", "avvik-material", "col_aktivitet", "Ansvarig: 850314-0009."
    ),
    "INL-96": filled(sorted_without_ids, "hsn"),
    "INL-97": typed("Hyrpersonal, kostnad", "hyr-summa", "col_merkostnad", "ca 80, se bilaga"),
    "INL-98": typed("Antal anställda", "anst-ssk", "col_män", -330),
    "INL-99": typed("Hyrpersonal, kostnad", "hyr-sjukhus", "col_kostnad", 8.4),
}
