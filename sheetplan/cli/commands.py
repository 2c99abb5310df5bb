"""The commands: each calls one flow; flows are imported when they are run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sheetplan.cli import swedish
from sheetplan.cli.addin_commands import addin
from sheetplan.cli.answering import mended, now, say, say_json
from sheetplan.cli.excel_commands import excel
from sheetplan.cli.options import in_folder, of_period, with_json
from sheetplan.cli.progress import progress
from sheetplan.cli.report_commands import report
from sheetplan.cli.swedish import PROBLEMS


@click.group("sheetplan", cls=swedish.Group)
@click.version_option(message="sheetplan %(version)s", help="Visa versionen.")
def sheetplan() -> None:
    """Planering och uppföljning i Excel och Word för regioner och kommuner."""


sheetplan.add_command(excel)
sheetplan.add_command(addin)
sheetplan.add_command(report)


def main() -> None:
    """Run the command line."""
    swedish.run(sheetplan)


@sheetplan.command("new", cls=swedish.Command)
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
def new(folder: Path) -> int:
    """Gör en årsmapp med en tom plan som förklarar sig själv."""
    from sheetplan.cli import words
    from sheetplan.flows.new import new as run

    say(words.new_lines(run(folder)))
    return 0


@sheetplan.group("plan", cls=swedish.Group)
def plan() -> None:
    """Kontrollera planen eller jämför två planer."""


@plan.command("check", cls=swedish.Command)
@click.argument("plan_file", required=False, metavar="[PLAN]", type=click.Path(path_type=Path))
@in_folder
@with_json
def plan_check(plan_file: Path | None, folder: Path, *, as_json: bool) -> int:
    """Visa allt som är fel i planens arbetsbok."""
    from sheetplan.cli import words
    from sheetplan.flows.check_plan import check_plan
    from sheetplan.flows.year import find_year

    problems, held = check_plan(plan_file or find_year(folder).plan_file)
    if as_json:
        say_json(words.plan_data(problems, held))
    else:
        say(words.plan_lines(problems, held))
    return PROBLEMS if held.wrong or any(problem.is_error for problem in problems) else 0


@plan.command("diff", cls=swedish.Command)
@click.argument("old", metavar="GAMMAL", type=click.Path(path_type=Path))
@click.argument("new", metavar="NY", type=click.Path(path_type=Path))
@with_json
def plan_diff(old: Path, new: Path, *, as_json: bool) -> int:
    """Säg vad som har hänt mellan två planer: arbetsböcker eller årsmappar."""
    from sheetplan.cli import difference as said
    from sheetplan.flows.compare import compare

    difference = mended(lambda: compare(old, new))
    if as_json:
        say_json(said.difference_data(difference))
    else:
        say(said.difference_lines(difference))
    return 0


@sheetplan.command("issue", cls=swedish.Command)
@click.argument("period", metavar="PERIOD")
@click.option("--committee", multiple=True, metavar="NÄMND", help="Bara den nämndens egen.")
@click.option("--unit", multiple=True, metavar="ENHET", help="Bara den enheten.")
@in_folder
@with_json
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
        issued = mended(lambda: run(year, period, committee, unit, tell=tell))
    wrong = unreconciled(year)
    if as_json:
        say_json(words.issued_data(issued, wrong))
    else:
        say(words.issued_lines(issued, wrong))
    return 0


@sheetplan.command("check", cls=swedish.Command)
@click.argument("files", metavar="FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@in_folder
@with_json
def check(files: tuple[Path, ...], folder: Path, *, as_json: bool) -> int:
    """Säg vad receive skulle säga om filerna, utan att spara något."""
    from sheetplan.flows.receive import check_where

    return _answer(mended(lambda: check_where(folder, files)), as_json=as_json)


@sheetplan.command("receive", cls=swedish.Command)
@click.argument("files", metavar="[FIL | MAPP …]", nargs=-1, type=click.Path(path_type=Path))
@in_folder
@with_json
def receive(files: tuple[Path, ...], folder: Path, *, as_json: bool) -> int:
    """Ta emot ifyllda arbetsböcker, eller det som ligger i mappen inbox."""
    from sheetplan.flows.receive import receive as run
    from sheetplan.flows.year import find_year

    with progress(silent=as_json) as tell:
        receipts = mended(lambda: run(find_year(folder), files, now(), tell=tell))
    return _answer(receipts, as_json=as_json)


@sheetplan.command("import", cls=swedish.Command)
@click.argument("files", metavar="FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--control-sum",
    metavar="BELOPP",
    help="Summan av alla rader, som den står i redovisningen; helst med enhet: ”4356,50 tkr”.",
)
@of_period
@in_folder
@with_json
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
    done = mended(lambda: import_ledger(year, files, now(), period, control_sum))
    if as_json:
        say_json(ledger_words.import_data(done))
    else:
        say(ledger_words.import_lines(done))
    return PROBLEMS if done.outcome == "refused" else 0


def _answer(receipts: Any, *, as_json: bool) -> int:  # noqa: ANN401 - receipts, imported late
    from sheetplan.cli import words

    if as_json:
        say_json(words.receipt_data(receipts))
    else:
        say(words.receipt_lines(receipts))
    return PROBLEMS if any(receipt.outcome == "refused" for receipt in receipts) else 0


@sheetplan.command("status", cls=swedish.Command)
@of_period
@in_folder
@with_json
def status(period: str | None, folder: Path, *, as_json: bool) -> int:
    """Visa vilka nämnder som har lämnat in och vad som saknas."""
    from sheetplan.cli import words
    from sheetplan.flows.status import status as run
    from sheetplan.flows.year import find_year, latest_period, require_period, require_plan

    year = find_year(folder)
    plan_read = mended(lambda: require_plan(year))
    chosen = require_period(plan_read, period) if period else latest_period(year, plan_read)
    statuses = run(year, plan_read, chosen)
    if as_json:
        say_json(words.status_data(statuses, chosen.id))
    else:
        say(words.status_lines(statuses, chosen.name))
    return 0


@sheetplan.command("tables", cls=swedish.Command)
@of_period
@in_folder
@with_json
def tables(period: str | None, folder: Path, *, as_json: bool) -> int:
    """Sammanställ till en arbetsbok, med CSV och JSON bredvid."""
    from sheetplan.cli import words
    from sheetplan.flows.consolidate import consolidate
    from sheetplan.flows.year import find_year

    with progress(silent=as_json) as tell:
        made = mended(lambda: consolidate(find_year(folder), period, tell=tell))
    if as_json:
        say_json(made.data)
    else:
        say(words.table_lines(made))
    return 0


@sheetplan.command("trace", cls=swedish.Command)
@click.argument("row_id", metavar="ID")
@click.option("--committee", metavar="NÄMND", help="Bara den nämnden.")
@of_period
@in_folder
@with_json
def trace(
    row_id: str, committee: str | None, period: str | None, folder: Path, *, as_json: bool
) -> int:
    """Visa varifrån ett tal kommer: fil, blad, cell, vem och hur det räknats."""
    from sheetplan.cli import origin
    from sheetplan.flows.trace import trace as run
    from sheetplan.flows.year import find_year

    found = mended(lambda: run(find_year(folder), row_id, period, committee))
    if as_json:
        say_json(origin.trace_data(found))
    else:
        say(origin.trace_lines(found))
    return 0


@sheetplan.command("verify", cls=swedish.Command)
@in_folder
@with_json
def verify(folder: Path, *, as_json: bool) -> int:
    """Kontrollera att inget mottaget har ändrats eller försvunnit."""
    from sheetplan.cli import origin
    from sheetplan.flows.verify import verify as run
    from sheetplan.flows.year import find_year

    found = mended(lambda: run(find_year(folder)))
    if as_json:
        say_json(origin.verification_data(found))
    else:
        say(origin.verification_lines(found))
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
    say(words.demo_lines(made))
    return 0
