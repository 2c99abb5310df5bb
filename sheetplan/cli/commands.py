"""The commands: each calls one flow; flows are imported when they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from sheetplan.cli import swedish
from sheetplan.cli.progress import progress
from sheetplan.cli.swedish import PROBLEMS

F = TypeVar("F", bound=Callable[..., Any])
_WHOSE_PLAN = "Säg också vilken nämnd det gäller: sheetplan report --plan --committee NÄMND"


@click.group("sheetplan", cls=swedish.Group)
@click.version_option(message="sheetplan %(version)s", help="Visa versionen.")
def sheetplan() -> None:
    """Planering och uppföljning i Excel och Word för regioner och kommuner."""


def main() -> None:
    """Run the command line."""
    swedish.run(sheetplan)


def _folder(command: F) -> F:
    return click.option(
        "--folder",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="MAPP",
        help="Årets mapp, om du inte står i den.",
    )(command)


def _json(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")(command)


def _period(command: F) -> F:
    return click.option(
        "--period", metavar="PERIOD", help="Till exempel 2025-08. Annars den senaste."
    )(command)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _say_json(data: object) -> None:
    from sheetplan.flows.export import as_json

    click.echo(as_json(data))


@sheetplan.command("new", cls=swedish.Command)
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
def new(folder: Path) -> int:
    """Gör en årsmapp med en tom plan som förklarar sig själv."""
    from sheetplan.cli import words
    from sheetplan.flows.new import new as run

    _say(words.new_lines(run(folder)))
    return 0


@sheetplan.group("plan", cls=swedish.Group)
def plan() -> None:
    """Kontrollera planen eller jämför två planer."""


@plan.command("check", cls=swedish.Command)
@click.argument("plan_file", required=False, metavar="[PLAN]", type=click.Path(path_type=Path))
@_folder
@_json
def plan_check(plan_file: Path | None, folder: Path, *, as_json: bool) -> int:
    """Visa allt som är fel i planens arbetsbok."""
    from sheetplan.cli import words
    from sheetplan.flows.series import former_problems
    from sheetplan.flows.year import find_year, read_plan_file
    from sheetplan.plan.doubts.meaning import check_meaning
    from sheetplan.plan.reconciling.identities import hold

    path = plan_file or find_year(folder).plan_file
    reading = read_plan_file(path)
    held = hold(reading)
    found = (*check_meaning(reading), *held.problems, *former_problems(path.parent, reading))
    problems = reading.arranged((*reading.problems, *found))
    if as_json:
        _say_json(words.plan_data(problems, held))
    else:
        _say(words.plan_lines(problems, held))
    return PROBLEMS if held.wrong or any(problem.is_error for problem in problems) else 0


@plan.command("diff", cls=swedish.Command)
@click.argument("old", metavar="GAMMAL", type=click.Path(path_type=Path))
@click.argument("new", metavar="NY", type=click.Path(path_type=Path))
@_json
def plan_diff(old: Path, new: Path, *, as_json: bool) -> int:
    """Säg vad som har hänt mellan två planer: arbetsböcker eller årsmappar."""
    from sheetplan.cli import difference as said
    from sheetplan.flows.compare import compare

    difference = _mended(lambda: compare(old, new))
    if as_json:
        _say_json(said.difference_data(difference))
    else:
        _say(said.difference_lines(difference))
    return 0


@sheetplan.command("issue", cls=swedish.Command)
@click.argument("period", metavar="PERIOD")
@click.option("--committee", multiple=True, metavar="NÄMND", help="Bara den nämndens egen.")
@click.option("--unit", multiple=True, metavar="ENHET", help="Bara den enheten.")
@_folder
@_json
def issue(
    period: str, committee: tuple[str, ...], unit: tuple[str, ...], folder: Path, *, as_json: bool
) -> int:
    """Skriv en arbetsbok till varje nämnd och enhet för perioden, till exempel 2025-08."""
    from sheetplan.cli import words
    from sheetplan.flows.issue import issue as run
    from sheetplan.flows.issue import unreconciled
    from sheetplan.flows.year import find_year

    year = find_year(folder)
    with progress(silent=as_json) as tell:
        issued = _mended(lambda: run(year, period, committee, unit, tell=tell))
    wrong = unreconciled(year)
    if as_json:
        _say_json(words.issued_data(issued, wrong))
    else:
        _say(words.issued_lines(issued, wrong))
    return 0


@sheetplan.command("check", cls=swedish.Command)
@click.argument("files", metavar="FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@_folder
@_json
def check(files: tuple[Path, ...], folder: Path, *, as_json: bool) -> int:
    """Säg vad receive skulle säga om filerna, utan att spara något."""
    from sheetplan.flows.receive import check_where

    return _answer(_mended(lambda: check_where(folder, files)), as_json=as_json)


@sheetplan.command("receive", cls=swedish.Command)
@click.argument("files", metavar="[FIL | MAPP …]", nargs=-1, type=click.Path(path_type=Path))
@_folder
@_json
def receive(files: tuple[Path, ...], folder: Path, *, as_json: bool) -> int:
    """Ta emot ifyllda arbetsböcker, eller det som ligger i mappen inbox."""
    from sheetplan.flows.receive import receive as run
    from sheetplan.flows.year import find_year

    with progress(silent=as_json) as tell:
        receipts = _mended(lambda: run(find_year(folder), files, _now(), tell=tell))
    return _answer(receipts, as_json=as_json)


@sheetplan.command("import", cls=swedish.Command)
@click.argument("files", metavar="FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--control-sum", metavar="BELOPP", help="Summan av alla rader, som den står i redovisningen."
)
@_period
@_folder
@_json
def import_files(
    files: tuple[Path, ...],
    control_sum: str | None,
    period: str | None,
    folder: Path,
    *,
    as_json: bool,
) -> int:
    """Läs in periodens filer ur redovisningen, alla på en gång, och visa kontrollsummor."""
    from sheetplan.cli import ledger_words
    from sheetplan.flows.import_ledger import import_ledger
    from sheetplan.flows.year import find_year

    year = find_year(folder)
    done = _mended(lambda: import_ledger(year, files, _now(), period, control_sum))
    if as_json:
        _say_json(ledger_words.import_data(done))
    else:
        _say(ledger_words.import_lines(done))
    return PROBLEMS if done.outcome == "refused" else 0


def _answer(receipts: Any, *, as_json: bool) -> int:  # noqa: ANN401 - receipts, imported late
    from sheetplan.cli import words

    if as_json:
        _say_json(words.receipt_data(receipts))
    else:
        _say(words.receipt_lines(receipts))
    return PROBLEMS if any(receipt.outcome == "refused" for receipt in receipts) else 0


@sheetplan.command("status", cls=swedish.Command)
@_period
@_folder
@_json
def status(period: str | None, folder: Path, *, as_json: bool) -> int:
    """Visa vilka nämnder som har lämnat in och vad som saknas."""
    from sheetplan.cli import words
    from sheetplan.flows.status import status as run
    from sheetplan.flows.year import find_year, latest_period, require_period, require_plan

    year = find_year(folder)
    plan_read = _mended(lambda: require_plan(year))
    chosen = require_period(plan_read, period) if period else latest_period(year, plan_read)
    statuses = run(year, plan_read, chosen)
    if as_json:
        _say_json(words.status_data(statuses, chosen.id))
    else:
        _say(words.status_lines(statuses, chosen.name))
    return 0


@sheetplan.command("tables", cls=swedish.Command)
@_period
@_folder
@_json
def tables(period: str | None, folder: Path, *, as_json: bool) -> int:
    """Sammanställ till en arbetsbok, med CSV och JSON bredvid."""
    from sheetplan.cli import words
    from sheetplan.flows.consolidate import consolidate
    from sheetplan.flows.year import find_year

    with progress(silent=as_json) as tell:
        made = _mended(lambda: consolidate(find_year(folder), period, tell=tell))
    if as_json:
        _say_json(made.data)
    else:
        _say(words.table_lines(made))
    return 0


@sheetplan.command("report", cls=swedish.Command)
@click.option(
    "--committee", metavar="NÄMND", help="Nämndens id, till exempel hsn. Annars alla tillsammans."
)
@click.option("--plan", "planned", is_flag=True, help="Nämndens plan i stället för uppföljning.")
@click.option("--template", type=click.Path(path_type=Path), metavar="FIL", help="En annan mall.")
@_period
@_folder
@_json
def report(  # noqa: PLR0913 - an argument an option
    committee: str | None,
    template: Path | None,
    period: str | None,
    folder: Path,
    *,
    planned: bool,
    as_json: bool,
) -> int:
    """Skriv en rapport i Word: nämndens, alla nämnders tillsammans eller nämndens plan."""
    from sheetplan.cli import words
    from sheetplan.flows.report import plan_report
    from sheetplan.flows.report import report as run
    from sheetplan.flows.year import find_year

    year = find_year(folder)
    if planned and committee is None:
        raise click.UsageError(_WHOSE_PLAN)
    if planned:
        written = _mended(lambda: plan_report(year, str(committee), template))
    else:
        written = _mended(lambda: run(year, committee, period, template))
    if as_json:
        omitted = list(written.omitted)
        _say_json({"file": str(written.path), "committee": committee, "omitted": omitted})
    else:
        _say(words.report_lines(written))
    return 0


@sheetplan.command("trace", cls=swedish.Command)
@click.argument("row_id", metavar="ID")
@click.option("--committee", metavar="NÄMND", help="Bara den nämnden.")
@_period
@_folder
@_json
def trace(
    row_id: str, committee: str | None, period: str | None, folder: Path, *, as_json: bool
) -> int:
    """Visa varifrån ett tal kommer: fil, blad, cell, vem och hur det räknats."""
    from sheetplan.cli import origin
    from sheetplan.flows.trace import trace as run
    from sheetplan.flows.year import find_year

    found = _mended(lambda: run(find_year(folder), row_id, period, committee))
    if as_json:
        _say_json(origin.trace_data(found))
    else:
        _say(origin.trace_lines(found))
    return 0


@sheetplan.command("verify", cls=swedish.Command)
@_folder
@_json
def verify(folder: Path, *, as_json: bool) -> int:
    """Kontrollera att inget mottaget har ändrats eller försvunnit."""
    from sheetplan.cli import origin
    from sheetplan.flows.verify import verify as run
    from sheetplan.flows.year import find_year

    found = _mended(lambda: run(find_year(folder)))
    if as_json:
        _say_json(origin.verification_data(found))
    else:
        _say(origin.verification_lines(found))
    return PROBLEMS if found.faults else 0


@sheetplan.command("demo", cls=swedish.Command)
@click.argument(
    "folder", metavar="[MAPP]", default=Path("workbooks/demo"), type=click.Path(path_type=Path)
)
def demo(folder: Path) -> int:
    """Kör allt ovanför på en riktig plan och visa vad som skrevs."""
    from sheetplan.cli import words
    from sheetplan.flows.demo import demo as run

    with progress() as tell:
        made = run(folder, tell=tell)
    _say(words.demo_lines(made))
    return 0


def _mended(flow: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the flow returns
    """Run a flow; a plan with errors is answered with all of them."""
    from sheetplan.cli import words
    from sheetplan.flows.year import PlanFaulty

    try:
        return flow()
    except PlanFaulty as error:
        for line in words.problem_lines(error.problems):
            click.echo(line, err=True)
        raise


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
