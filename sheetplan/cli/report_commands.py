"""The commands on Word reports: written, updated, checked, as a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from sheetplan.cli.answering import mended, now, say, say_json
from sheetplan.cli.options import in_folder, of_period, on_file, with_json
from sheetplan.cli.swedish import PROBLEMS, Command, Group

_WHOSE_PLAN = "Säg också vilken nämnd det gäller: sheetplan report --plan --committee NÄMND"


@click.group("report", cls=Group, invoke_without_command=True)
@click.option(
    "--committee", metavar="NÄMND", help="Nämndens id, till exempel hsn. Annars alla tillsammans."
)
@click.option("--plan", "planned", is_flag=True, help="Nämndens plan i stället för uppföljning.")
@click.option("--template", type=click.Path(path_type=Path), metavar="FIL", help="En annan mall.")
@of_period
@in_folder
@with_json
@click.pass_context
def report(  # noqa: PLR0913 - an argument an option
    ctx: click.Context,
    committee: str | None,
    template: Path | None,
    period: str | None,
    folder: Path,
    *,
    planned: bool,
    as_json: bool,
) -> int:
    """Skriv en rapport i Word: nämndens, alla nämnders tillsammans eller nämndens plan."""
    from sheetplan.cli import report_words
    from sheetplan.flows.report import plan_report
    from sheetplan.flows.report import report as run
    from sheetplan.flows.year import find_year

    if ctx.invoked_subcommand:
        return 0
    year = find_year(folder)
    if planned and committee is None:
        raise click.UsageError(_WHOSE_PLAN, ctx)
    if planned:
        written = mended(lambda: plan_report(year, str(committee), template))
    else:
        written = mended(lambda: run(year, committee, period, template))
    if as_json:
        say_json(report_words.report_data(written, committee))
    else:
        say(report_words.report_lines(written))
    return 0


@report.command("update", cls=Command)
@on_file
@click.option("--track", is_flag=True, help="Skriv ändringarna som spårade ändringar i Word.")
@in_folder
@with_json
def update(file: Path, folder: Path, *, track: bool, as_json: bool) -> int:
    """Skriv nya siffror i en rapport som ni har arbetat i, och rör inget annat."""
    from sheetplan.cli import report_words
    from sheetplan.flows.update_report import update_report
    from sheetplan.flows.year import find_year

    done = mended(lambda: update_report(find_year(folder), file, now(), track=track))
    if as_json:
        say_json(report_words.update_data(done))
    else:
        say(report_words.update_lines(done))
    return PROBLEMS if report_words.needs_a_person(done.refreshed) else 0


@report.command("check", cls=Command)
@on_file
@in_folder
@with_json
def check(file: Path, folder: Path, *, as_json: bool) -> int:
    """Visa det som ska rättas före publicering: siffror som inte stämmer, luckor och annat."""
    from sheetplan.cli import report_words
    from sheetplan.flows.check_report import check_report
    from sheetplan.flows.year import find_year

    checked = mended(lambda: check_report(find_year(folder), file))
    if as_json:
        say_json(report_words.check_data(checked))
    else:
        say(report_words.check_lines(checked))
    return PROBLEMS if checked.problems else 0


@report.command("pdf", cls=Command)
@on_file
@with_json
def pdf(file: Path, *, as_json: bool) -> int:
    """Gör en PDF med taggar för hjälpmedel av rapporten som den nu är (kräver LibreOffice)."""
    from sheetplan.flows.report_pdf import report_pdf

    made = mended(lambda: report_pdf(file))
    if as_json:
        say_json({"file": str(made)})
    else:
        say([f"PDF:en är skriven: {made}"])
    return 0
