"""What ``verify`` and ``trace`` say: whether the received holds, and where a number came from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sheetplan.cli.ledger_words import traced_data, traced_lines
from sheetplan.plan.excerpt import excerpt
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import rounded

if TYPE_CHECKING:  # the flows are imported by the command that runs them
    from sheetplan.flows.trace import Trace, TracedReturn, TracedRow
    from sheetplan.flows.verify import Verification

_STANDINGS = {"standing": "Gäller", "superseded": "Ersatt av en senare", "refused": "Avvisad"}
_DECIMALS = 6  # of a number that goes on
_LONGEST = 90  # of a text that is shown on a line


def verification_lines(found: Verification) -> Iterator[str]:
    """Say what was gone through, what is broken and what should be known."""
    count = len(found.register.entries)
    if not count and not found.faults:
        yield "Inget är mottaget än, så det finns inget att kontrollera."
    elif found.faults:
        yield f"{len(found.faults)} fel bland {_submissions(count)}:"
    else:
        alike = "den togs emot, med sin fil" if count == 1 else "de togs emot, med sina filer"
        yield f"{_submissions(count)} är som när {alike}."
    yield from (f"  ✖ {said}" for said in found.faults)
    yield from (f"  • {said}" for said in found.remarks)
    if found.register.last_hash:
        yield f"Sista händelsens hash: {found.register.last_hash}"


def verification_data(found: Verification) -> dict[str, Any]:
    """Return the same as data."""
    return {
        "submissions": len(found.register.entries),
        "faults": list(found.faults),
        "remarks": list(found.remarks),
        "last_hash": found.register.last_hash or None,
    }


def _submissions(count: int) -> str:
    return "1 inlämning" if count == 1 else f"{count} inlämningar"


def trace_lines(found: Trace) -> Iterator[str]:
    """Say where the numbers of a row came from: the plan, the files, the sums."""
    if found.plan:
        yield f"{found.id} i planen, {found.plan_file.name}:"
        for cell in found.plan:
            yield f"  {cell.place.label}: {cell.shown} – {cell.place.sheet}!{cell.place.cell}"
    for row in found.rows:
        yield ""
        yield from _row_lines(found, row)
    if not found.rows:
        yield f"Ingen nämnd tillfrågas om {found.id} för {found.period.name}."
    yield from traced_lines(found.ledger)


def _row_lines(found: Trace, row: TracedRow) -> Iterator[str]:
    yield f"{row.committee.name}, {found.period.name}, bladet {row.sheet}: {row.name}"
    if row.derivations:
        yield "  Räknat på det som gäller:"
    for derived in row.derivations:
        how = f". {derived.reason}" if derived.reason else ""
        if derived.calculation and not derived.reason:
            how = f" = {derived.calculation}"
        yield f"    {derived.label}: {derived.shown}{how}"
        for name, value in derived.inputs:
            yield f"      {name}: {_near(value)}"
    if not row.returns:
        yield "  Inget är inlämnat."
    for one in reversed(row.returns):
        yield from _return_lines(found, one)


def _near(value: Decimal) -> str:
    """Write a number with at most six decimals; a sign says where there are more."""
    near = rounded(value, _DECIMALS)
    return plain_number(value) if near == value else f"≈ {plain_number(near)}"


def _return_lines(found: Trace, one: TracedReturn) -> Iterator[str]:
    own = one.submission
    when = f"{own.received_at.astimezone():%Y-%m-%d %H:%M}"
    unit = f", enheten {own.unit}" if own.unit else ""
    yield f"  {_STANDINGS[one.standing]}: {own.file}{unit}, mottagen {when}, utskick {own.number}"
    signed = ", ".join(filter(None, (own.signed_name, own.signed_title, str(own.signed_on or ""))))
    yield f"    Undertecknad av: {signed or '–'}"
    for cell in one.cells:
        shown = excerpt(cell.shown, _LONGEST)
        yield f"    {cell.label}: {shown} – {cell.stored.tab}!{cell.stored.cell}"
    if not one.cells:
        told = "Inget ur en avvisad fil räknas." if one.standing == "refused" else "Inget svar."
        yield f"    {told}"
    root = found.plan_file.parent
    where = one.archived.relative_to(root).as_posix() if one.archived else "saknas i arkivet"
    yield f"    Filens kopia: {where}"
    yield f"    Filens sha256: {own.sha256}"


def trace_data(found: Trace) -> dict[str, Any]:
    """Return the same as data."""
    return {
        "id": found.id,
        "period": found.period.id,
        "plan": [
            {"label": cell.place.label, "value": cell.shown, "sheet": cell.place.sheet,
             "cell": cell.place.cell}
            for cell in found.plan
        ],
        "rows": [_row_data(row) for row in found.rows],
        "ledger": traced_data(found.ledger),
    }  # fmt: skip


def _row_data(row: TracedRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "name": row.name,
        "committee": row.committee.id,
        "computed": [
            {"column": one.key, "label": one.label, "value": one.shown,
             "calculation": one.calculation or None, "reason": one.reason or None,
             "inputs": [{"name": name, "value": value} for name, value in one.inputs]}
            for one in row.derivations
        ],
        "returns": [_return_data(one) for one in row.returns],
    }  # fmt: skip


def _return_data(one: TracedReturn) -> dict[str, Any]:
    own = one.submission
    return {
        "standing": one.standing,
        "outcome": own.outcome,
        "unit": own.unit or None,
        "file": own.file,
        "sha256": own.sha256,
        "archived": one.archived is not None,
        "issue_number": own.number,
        "received_at": own.received_at.isoformat(),
        "signed_name": own.signed_name or None,
        "signed_title": own.signed_title or None,
        "signed_on": own.signed_on.isoformat() if own.signed_on else None,
        "values": [
            {"column": cell.stored.column, "label": cell.label, "shown": cell.shown,
             "value": _plain(cell.stored.value), "sheet": cell.stored.tab,
             "cell": cell.stored.cell}
            for cell in one.cells
        ],
    }  # fmt: skip


def _plain(value: object) -> object:
    return value if isinstance(value, str | Decimal) else str(value)
