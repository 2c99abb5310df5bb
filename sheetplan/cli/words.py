"""What the commands say: answers as Swedish lines and as the JSON that scripts rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sheetplan.plan.counting import counted
from sheetplan.plan.noun import COMMITTEE, UNIT
from sheetplan.plan.progress import form_progress
from sheetplan.plan.reconciling.equation import Verdict, sum_line
from sheetplan.plan.reconciling.explanation import Fault
from sheetplan.plan.reconciling.identities import Held, Reconciliation
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.problem import Problem, has_errors
from sheetplan.tables.returns import OUTCOMES, ReturnStatus

if TYPE_CHECKING:  # the flows are imported by the command that runs them
    from sheetplan.flows.consolidate import Consolidated
    from sheetplan.flows.demo import Demo
    from sheetplan.flows.issue import IssuedWorkbook
    from sheetplan.flows.receive import Receipt
    from sheetplan.flows.year import Year

_SHOWN, _FEW = 20, 5
_CELLS = 5  # named where the same is wrong in many


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Say each problem on a line, the first twenty, and count the rest."""
    for problem in problems[:_SHOWN]:
        sign = "✖" if problem.is_error else "•"
        yield f"  {sign} {problem}"
    if len(problems) > _SHOWN:
        yield f"  … och {len(problems) - _SHOWN} till."


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as data."""
    return {
        "code": problem.rule.code,
        "severity": "error" if problem.is_error else "remark",
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "label": problem.place.label,
        "message": problem.message,
    }


def new_lines(year: Year) -> Iterator[str]:
    """Say what was made and what to do first."""
    yield f"Årsmappen är gjord: {year.root}"
    yield f"  Öppna {year.plan_file.name} i Excel och börja på bladet Börja här."
    yield "  Kontrollera planen: sheetplan plan check"
    yield "  Skicka ut: sheetplan issue PERIOD"


def plan_lines(problems: Sequence[Problem], held: Held) -> Iterator[str]:
    """Say what is wrong with a plan, whether its figures agree and whether it keeps its goals."""
    by_sheet: dict[str, list[Problem]] = {}
    for problem in problems:
        by_sheet.setdefault(problem.place.sheet or "Filen", []).append(problem)
    most = Counter({sheet: len(found) for sheet, found in by_sheet.items()}).most_common(3)
    where = ", ".join(f"{count} på {sheet}" for sheet, count in most)
    at = f", {'flest: ' if len(by_sheet) > len(most) else ''}{where}" if problems else ""
    failed = f" {_failed(len(held.wrong))}." if held.wrong else ""
    yield f"Planen har {counted(problems)}{at}.{failed}"
    for sheet, found in by_sheet.items():
        yield ""
        yield f"{sheet} ({counted(found)})"
        yield from _in_sheet(found)
    if problems:
        yield ""
    if has_errors(problems):
        yield "Avstämningarna görs när felen är rättade."
    if held.reconciliations:
        counts = Counter(one.verdict for one in held.reconciliations)
        parts = (f"{counts[verdict]} {verdict.label.lower()}" for verdict in Verdict)
        noun = "avstämning" if len(held.reconciliations) == 1 else "avstämningar"
        yield f"{len(held.reconciliations)} {noun}: {', '.join(parts)}."
    told: set[Fault] = set()
    for one in held.wrong:
        yield from _wrong_lines(one, told)
    for goal in held.goals:
        said = {True: "uppfylls", False: "uppfylls inte", None: "bedöms inte"}[goal.met]
        yield f"{goal.goal.name}, {goal.column}: {goal.shown} mot {goal.goal.target.text}: {said}."


def _in_sheet(problems: Sequence[Problem]) -> Iterator[str]:
    """Write problems under the heading of their sheet; what is the same on many rows once."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.rule.code, problem.place.label, problem.message)
        alike.setdefault(key, []).append(problem)
    for first, *others in alike.values():
        sign = "✖" if first.is_error else "•"
        cells = [problem.place.cell for problem in others]
        more = f" och {len(cells) - _CELLS} till" if len(cells) > _CELLS else ""
        also = f" Samma sak i {', '.join(cells[:_CELLS])}{more}." if cells else ""
        yield f"  {sign} {replace(first, place=replace(first.place, sheet=''))}{also}"


def _wrong_lines(one: Reconciliation, told: set[Fault]) -> Iterator[str]:
    """Say what is wrong and why; a fault that is ``told`` already is not explained again."""
    difference, bound = plain_number(one.difference), plain_number(one.bound)
    yield (
        f"  ✖ {one.place}, {one.label}: {sum_line(one.equation)}. Skillnaden är {difference}, "
        f"och avrundning kan förklara högst {bound}."
    )
    faults = {diagnosis.fault for diagnosis in one.explained[:1]}
    if faults:
        yield "    Troligen samma fel som ovan." if faults <= told else f"    {one.diagnosis}"
    told |= faults


def plan_data(problems: Sequence[Problem], held: Held) -> dict[str, Any]:
    """Return what is wrong with a plan in the shape that scripts rely on."""
    return {
        "problems": [problem_data(problem) for problem in problems],
        "reconciliations": [
            {
                "identity": one.identity,
                "place": one.place,
                "verdict": one.verdict.key,
                "difference": one.difference,
                "bound": one.bound,
                "diagnosis": one.diagnosis,
            }
            for one in held.reconciliations
        ],
        "financial_goals": [
            {
                "id": one.goal.id,
                "name": one.goal.name,
                "column": one.column,
                "value": one.value,
                "target": one.goal.target.text,
                "met": one.met,
            }
            for one in held.goals
        ],
    }


def issued_lines(issued: Sequence[IssuedWorkbook], wrong: int) -> Iterator[str]:
    """Say which workbooks were written, and how many of the plan's reconciliations fail.

    Those of units are counted, unless they are few.
    """
    own = [one for one in issued if one.respondent.unit is None]
    units = [one for one in issued if one.respondent.unit is not None]
    if own:
        noun = "arbetsbok skriven" if len(own) == 1 else "arbetsböcker skrivna"
        yield f"{len(own)} {noun} i {own[0].path.parent}:"
        yield from map(_issued_line, own)
    for folder, group in groupby(units, key=lambda one: one.path.parent):
        written = list(group)
        one = len(written) == 1
        said = "arbetsbok till en enhet skriven" if one else "arbetsböcker till enheter skrivna"
        yield f"{len(written)} {said} i {folder}:"
        yield from map(_issued_line, written[:_FEW])
        if len(written) > _FEW:
            yield f"  … och {len(written) - _FEW} till."
    if wrong:
        yield f"Obs: {_failed(wrong)} i planen. Se vilka med sheetplan plan check."


def _issued_line(one: IssuedWorkbook) -> str:
    asked = form_progress(one.form, {}).asked
    about = f"{one.respondent.name} ({asked} uppgifter, utskick {one.number})"
    return f"  {one.path.name:<22} {about}"


def _failed(wrong: int) -> str:
    return f"{wrong} {'avstämning' if wrong == 1 else 'avstämningar'} stämmer inte"


def issued_data(issued: Sequence[IssuedWorkbook], wrong: int) -> dict[str, Any]:
    """Return the issued workbooks as data."""
    return {
        "files": [
            {"file": str(one.path), "committee": one.respondent.committee.id,
             "unit": one.respondent.unit.id if one.respondent.unit else None,
             "period": one.form.period.id, "number": one.number}
            for one in issued
        ],
        "unreconciled": wrong,
    }  # fmt: skip


def receipt_lines(receipts: Sequence[Receipt]) -> Iterator[str]:
    """Say what became of each file, and why."""
    if not receipts:
        yield "Inga filer att ta emot. Lägg dem i mappen inbox eller ange dem i kommandot."
    for receipt in receipts:
        mark = OUTCOMES[receipt.outcome]
        yield f"{mark} – {receipt.file}: {counted(receipt.problems)}"
        yield from problem_lines(receipt.problems)
        if receipt.copy is not None:
            yield f"  Kopia att skicka tillbaka: {receipt.copy}"


def receipt_data(receipts: Sequence[Receipt]) -> dict[str, Any]:
    """Return the receipts in the shape that scripts rely on."""
    return {
        "files": [
            {
                "file": receipt.file,
                "outcome": receipt.outcome,
                "committee": receipt.committee,
                "unit": receipt.unit,
                "period": receipt.period,
                "problems": [problem_data(problem) for problem in receipt.problems],
                "copy": str(receipt.copy) if receipt.copy else None,
            }
            for receipt in receipts
        ]
    }


def status_lines(statuses: Sequence[ReturnStatus], period: str) -> Iterator[str]:
    """Say where each committee stands, what is left to do first; then the units."""
    own = [s for s in statuses if s.respondent.unit is None]
    yield f"{period}: {COMMITTEE.counted(_back(own), len(own))} har lämnat in."
    for outcome in ("refused", "missing", "remarks", "accepted"):
        yield from (_status_line(s) for s in own if s.outcome == outcome)
    units = [s for s in statuses if s.respondent.unit is not None]
    for committee, group in groupby(units, key=lambda s: s.respondent.committee.name):
        yield from _unit_lines(committee, list(group))


def _unit_lines(committee: str, units: Sequence[ReturnStatus]) -> Iterator[str]:
    """Say how many units of a committee have answered, and name those that have not."""
    yield f"{committee}: {UNIT.counted(_back(units), len(units))} har lämnat in."
    for outcome in ("refused", "missing"):
        these = [s for s in units if s.outcome == outcome]
        yield from map(_status_line, these[:_SHOWN])
        if len(these) > _SHOWN:
            yield f"  … och {len(these) - _SHOWN} till."
    counts = Counter(s.outcome for s in units)
    if counts["remarks"]:
        yield f"  {counts['remarks']} togs emot med anmärkningar."
    late = sum(bool(s.days_late) for s in units)
    if late:
        yield f"  {late} kom efter sista svarsdagen."


def _back(statuses: Sequence[ReturnStatus]) -> int:
    return sum(s.outcome in {"accepted", "remarks"} for s in statuses)


def _status_line(s: ReturnStatus) -> str:
    when = f", {s.received_at:%Y-%m-%d}" if s.received_at else ""
    late = f", {s.late}" if s.late else ""
    return f"  {OUTCOMES[s.outcome]!s:<28} {s.respondent.name} ({s.progress}{when}{late})"


def status_data(statuses: Sequence[ReturnStatus], period: str) -> dict[str, Any]:
    """Return where each committee stands; ``missing`` counts unanswered items."""
    return {
        "period": period,
        "returns": [
            {
                "committee": s.respondent.committee.id,
                "unit": s.respondent.unit.id if s.respondent.unit else None,
                "outcome": s.outcome,
                "received_at": s.received_at.isoformat() if s.received_at else None,
                "missing": s.progress.asked - s.progress.filled,
            }
            for s in statuses
        ],
    }


def table_lines(made: Consolidated) -> Iterator[str]:
    """Say what the tables come to."""
    yield f"Sammanställning: {made.workbook}"
    if made.results.plan.settings.warning:
        yield f"  {made.results.plan.settings.warning}"
    yield from (f"  {line}" for line in made.overview)


def demo_lines(demo: Demo) -> Iterator[str]:
    """Say what the demo wrote and what to open first."""
    root = demo.year.root
    outcomes = Counter(receipt.outcome for receipt in demo.receipts)
    refused = ", ".join(r.file for r in demo.receipts if r.outcome == "refused")
    yield f"Klart. Allt ligger i {root}"
    yield ""
    yield "Öppna först:"
    yield f"  1. {demo.report.relative_to(root)}  – nämndens delårsrapport i Word"
    yield f"  2. {demo.consolidated.workbook.relative_to(root)}  – tabellerna för controllern"
    first = next(one for one in demo.issued if one.respondent.id == demo.report_committee)
    yield f"  3. {first.path.relative_to(root)}  – arbetsboken som nämnden fyller i"
    yield ""
    yield "Det här gjordes:"
    yield f"  Planen lästes: {demo.year.plan_file.name}, {counted(demo.remarks)} (plan check)."
    yield f"  {len(demo.issued)} arbetsböcker skickades ut, {len(demo.receipts)} kom tillbaka."
    yield (
        f"  {outcomes['accepted'] + outcomes['remarks']} togs emot, varav {outcomes['remarks']} "
        f"med anmärkningar; {outcomes['refused']} avvisades ({refused})."
    )
    rows = sum(file.count for file in demo.imported.files)
    told = next(line for line in demo.consolidated.overview if "redovisningen" in line)
    yield f"  Ur redovisningen lästes {rows} rader: {told}"
    yield ""
    yield "Planen är Region Västerbottens för 2025. Utfall, bedömningar, texter och bokföring är"
    yield "påhittade."
    yield "Prova sedan i mappen: sheetplan plan check, sheetplan status, sheetplan check inbox,"
    yield "sheetplan report (alla nämnder), sheetplan report --plan --committee hsn"
