"""The commands that build, install and look after the ribbon in Excel."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sheetplan.cli.swedish import PROBLEMS, Command, Group


@click.group("addin", cls=Group)
def addin() -> None:
    """Menyn Sheetplan i Excel: bygg, installera, ta bort, felsök."""


@addin.command("build", cls=Command)
@click.argument(
    "file", metavar="[FIL]", default=Path("sheetplan.xlam"), type=click.Path(path_type=Path)
)
def build(file: Path) -> int:
    """Bygg menyn till en fil, på vilken dator som helst."""
    from sheetplan.addin.building import build as run
    from sheetplan.flows.files import write_file

    write_file(file, run())
    click.echo(f"Menyn är byggd: {file}")
    return 0


@addin.command("install", cls=Command)
def install() -> int:
    """Installera menyn i Excels startmapp för den här användaren."""
    from sheetplan.addin.installing import install as run
    from sheetplan.addin.installing import start_places

    where = run(start_places(), sys.executable)
    click.echo(f"Menyn är installerad: {where}\nStarta om Excel, så finns fliken Sheetplan där.")
    return 0


@addin.command("uninstall", cls=Command)
def uninstall() -> int:
    """Ta bort menyn ur Excel."""
    from sheetplan.addin.installing import start_places
    from sheetplan.addin.installing import uninstall as run

    where = run(start_places())
    click.echo(f"Menyn är borttagen: {where}" if where else "Menyn var inte installerad.")
    return 0


@addin.command("doctor", cls=Command)
def doctor() -> int:
    """Säg vad som står i vägen för menyn och vad du kan göra."""
    from sheetplan.addin.doctor import judge
    from sheetplan.addin.facts import gather
    from sheetplan.addin.installing import start_places

    obstacles = judge(gather(start_places()))
    for obstacle in obstacles:
        click.echo(str(obstacle))
    stopped = any(obstacle.stops for obstacle in obstacles)
    if not stopped:
        click.echo("Inget står i vägen för menyn.")
    return PROBLEMS if stopped else 0
