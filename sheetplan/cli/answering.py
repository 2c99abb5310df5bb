"""How commands answer: in lines, as JSON, and with all that is wrong with a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

import click

T = TypeVar("T")


def say(lines: Iterable[str]) -> None:
    """Write lines."""
    for line in lines:
        click.echo(line)


def say_json(data: object) -> None:
    """Write data for other programs."""
    from sheetplan.flows.export import as_json

    click.echo(as_json(data))


def mended(flow: Callable[[], T]) -> T:
    """Run a flow; a plan with errors is answered with all of them."""
    from sheetplan.cli import words
    from sheetplan.flows.year import PlanFaulty

    try:
        return flow()
    except PlanFaulty as error:
        for line in words.problem_lines(error.problems):
            click.echo(line, err=True)
        raise


def now() -> datetime:
    """Return the time of day, where the person is."""
    return datetime.now(UTC).astimezone()
