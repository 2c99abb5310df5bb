"""The year's folder: where its plan, workbooks, returns, reports and store are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.excel.reader import read_workbook
from sheetplan.flows.files import read_file
from sheetplan.plan.plan import Plan, PlanReading, read_plan
from sheetplan.plan.settings import Period
from sheetplan.schema.problem import Problem, has_errors

PLAN_FILE = "plan.xlsx"


class NoYear(SheetplanError):
    """No folder with a plan was found."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"Ingen {PLAN_FILE} finns i ”{start}” eller mapparna ovanför. "
            "Gå till årets mapp eller ange den med --folder."
        )


class PlanFaulty(SheetplanError):
    """The plan has errors, which must be mended first."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        errors = sum(problem.is_error for problem in problems)
        super().__init__(f"Planen ”{path}” har {errors} fel som måste rättas först.")
        self.problems = problems


class NoPeriod(SheetplanError):
    """The plan has no such period."""

    def __init__(self, period_id: str, plan: Plan) -> None:
        known = ", ".join(period.id for period in plan.periods)
        super().__init__(f"Perioden ”{period_id}” finns inte i planen. Välj bland {known}.")


class NotIssued(SheetplanError):
    """Nothing has been issued yet."""

    def __init__(self) -> None:
        super().__init__("Inget är utskickat än. Kör först: sheetplan issue PERIOD")


class NoCommittee(SheetplanError):
    """The plan has no such committee."""

    def __init__(self, committee_id: str, plan: Plan) -> None:
        known = ", ".join(committee.id for committee in plan.committees)
        super().__init__(f"Nämnden ”{committee_id}” finns inte i planen. Välj bland {known}.")


class NoUnit(SheetplanError):
    """The plan has no such unit that gets a form."""

    def __init__(self, unit_id: str, plan: Plan) -> None:
        known = [r.unit.id for r in plan.respondents if r.unit]
        near = get_close_matches(unit_id, known, 3)
        hint = f" Menas {' eller '.join(near)}?" if near else ""
        super().__init__(f"Enheten ”{unit_id}” finns inte bland dem som får en arbetsbok.{hint}")


class FolderTaken(SheetplanError):
    """The folder holds something else; nothing in it is touched."""

    def __init__(self, folder: Path, command: str) -> None:
        super().__init__(
            f"Mappen ”{folder}” innehåller redan något. "
            f"Ange en mapp som inte finns: sheetplan {command} MAPP"
        )


def require_free(folder: Path, command: str) -> None:
    """Make sure that a folder is not there, or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder, command)


@dataclass(frozen=True)
class Year:
    """A year's folder."""

    root: Path

    @property
    def plan_file(self) -> Path:
        """The plan workbook."""
        return self.root / PLAN_FILE

    @property
    def issued(self) -> Path:
        """Workbooks that were sent out, a folder a period."""
        return self.root / "issued"

    @property
    def inbox(self) -> Path:
        """Where returned workbooks are put."""
        return self.root / "inbox"

    @property
    def returns(self) -> Path:
        """Copies with remarks to send back, a folder a period."""
        return self.root / "returns"

    @property
    def archive(self) -> Path:
        """Received bytes, named by their hash."""
        return self.root / "archive"

    @property
    def ledger(self) -> Path:
        """What was read from the ledger: imports by number, files by their hash."""
        return self.root / "ledger"

    @property
    def tables(self) -> Path:
        """Consolidated workbooks with CSV and JSON, a folder a period."""
        return self.root / "tables"

    @property
    def reports(self) -> Path:
        """Word reports."""
        return self.root / "report"

    @property
    def template(self) -> Path:
        """The year's own Word template, used where it exists."""
        return self.root / "delarsrapport-mall.docx"

    @property
    def store_file(self) -> Path:
        """The store, unless the folder names a database."""
        return self.root / "sheetplan.db"

    @property
    def address_file(self) -> Path:
        """The file that names the database where the store lies, if it lies in one."""
        return self.root / "sheetplan.toml"


def find_year(start: Path) -> Year:
    """Find the year's folder at or above a folder, the way git finds its own."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PLAN_FILE).is_file():
            return Year(folder)
    raise NoYear(start)


def read_plan_file(path: Path) -> PlanReading:
    """Read a plan workbook with all its problems."""
    workbook = read_workbook(read_file(path), path.name)
    if isinstance(workbook, Problem):
        return PlanReading(None, (workbook,))
    reading = read_plan(workbook.grids, path.name)
    return replace(reading, problems=(*workbook.remarks, *reading.problems))


def require_plan(year: Year) -> Plan:
    """Return the year's plan, or raise with all that is wrong with it."""
    return require_reading(year)[0]


def require_reading(year: Year) -> tuple[Plan, PlanReading]:
    """Return the year's plan with the places of its rows, or raise as ``require_plan``."""
    reading = read_plan_file(year.plan_file)
    if reading.plan is None or has_errors(reading.problems):
        raise PlanFaulty(year.plan_file, reading.problems)
    return reading.plan, reading


def require_period(plan: Plan, period_id: str) -> Period:
    """Return one of the plan's periods."""
    period = plan.period(period_id)
    if period is None:
        raise NoPeriod(period_id, plan)
    return period


def latest_period(year: Year, plan: Plan) -> Period:
    """Return the last period that workbooks were issued for."""
    issued = [p for p in plan.periods if (year.issued / p.id).is_dir()]
    if not issued:
        raise NotIssued
    return max(issued, key=lambda p: p.id)
