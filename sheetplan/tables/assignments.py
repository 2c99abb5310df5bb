"""Tables of assignments as followed up."""

from __future__ import annotations

from dataclasses import replace

from sheetplan.plan.words import Status
from sheetplan.tables.goals import mark
from sheetplan.tables.results import AssignmentResult, Results
from sheetplan.tables.table import Table, TableValue, words

NOTHING = "Ej redovisat"


def assignment_table(results: Results) -> Table:
    """Every assignment as each committee reports it."""
    columns = (
        words("committee", "Nämnd", 24),
        words("giver", "Från", 18),
        words("receiver", "Till", 24),
        words("assignment", "Uppdrag", 44),
        words("status", "Status", 18),
        words("ends", "Slutdatum", 12),
        words("periodicity", "Periodicitet", 16),
        words("analysis", "Analys", 60),
    )
    rows = tuple(
        (r.committee.name, r.assignment.giver, r.assignment.receiver, r.assignment.text,
         _status(r), r.assignment.ends, _periodicity(r), r.analysis)
        for r in results.assignments
    )  # fmt: skip
    about = "Varje uppdrag med status, slutdatum och nämndens analys."
    return Table("assignments", f"Uppdrag {results.period.label}", columns, rows, about=about)


def _status(r: AssignmentResult) -> TableValue:
    """The committee's word; where it has none, when the assignment is followed up, if later."""
    waits = replace(Status.NOT_DUE.mark, word=r.waits) if r.waits else NOTHING
    return mark(r.status) or waits


def _periodicity(r: AssignmentResult) -> str | None:
    return r.assignment.periodicity.label if r.assignment.periodicity else None


def assignment_groups(results: Results) -> tuple[Table, ...]:
    """A committee's assignments, a table per giver and receiver, as the report shows them."""
    groups: dict[tuple[str, str], list[AssignmentResult]] = {}
    for r in results.assignments:
        groups.setdefault((r.assignment.giver, r.assignment.receiver), []).append(r)
    columns = (
        words("status", "Status", 15),
        words("assignment", "Uppdrag", 34),
        words("analysis", "Analys", 46),
        words("when", "Periodicitet och slutdatum", 17),
    )
    return tuple(
        Table(
            f"assignments-{number}",
            f"Uppdrag från {_lower(giver)} till {_lower(receiver)}",
            columns,
            tuple(_group_row(r) for r in own),
        )
        for number, ((giver, receiver), own) in enumerate(groups.items(), start=1)
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _group_row(r: AssignmentResult) -> tuple[TableValue, ...]:
    text = r.assignment.text
    if r.assignment.addressees:
        text += f"\nRiktas till {_lower(r.assignment.addressees)}"
    when = [w for w in (_periodicity(r), r.assignment.ends and r.assignment.ends.isoformat()) if w]
    return (_status(r), text, r.analysis or None, "\n".join(when) or None)
