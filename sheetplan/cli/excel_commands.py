"""The commands on the workbook that is open in Excel."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sheetplan.cli.swedish import PROBLEMS, Command


class ActionCommand(Command):
    """A command whose help lists the actions, made from their own table."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the actions and then the options."""
        from sheetplan.addin.actions import ACTIONS

        with formatter.section("Funktioner"):
            formatter.write_dl([(one.name, f"{one.label}. {one.tip}") for one in ACTIONS])
        super().format_options(ctx, formatter)


@click.command("excel", cls=ActionCommand)
@click.argument("action", metavar="FUNKTION")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="MAPP",
    help="Årets mapp, om arbetsboken ligger någon annanstans.",
)
@click.option("--period", metavar="PERIOD", help="Till exempel 2025-08.")
@click.option("--committee", metavar="NÄMND", help="Bara den nämndens rapport.")
def excel(action: str, folder: Path | None, period: str | None, committee: str | None) -> int:
    """Kör en funktion på arbetsboken som är öppen i Excel."""
    from sheetplan.addin.perform import perform
    from sheetplan.addin.wish import Wish

    now = datetime.now(UTC).astimezone()
    said = perform(action, Wish(now, folder, period, committee))
    click.echo(said.sentence)
    return 0 if said.in_order else PROBLEMS
