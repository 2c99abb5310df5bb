"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def in_folder(command: F) -> F:
    """Let a command be told where the year is."""
    return click.option(
        "--folder",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="MAPP",
        help="Årets mapp, om du inte står i den.",
    )(command)


def with_json(command: F) -> F:
    """Let a command answer other programs."""
    return click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")(command)


def of_period(command: F) -> F:
    """Let a command be told which period."""
    return click.option(
        "--period", metavar="PERIOD", help="Till exempel 2025-08. Annars den senaste."
    )(command)


def on_file(command: F) -> F:
    """Let a command take one file."""
    return click.argument("file", metavar="FIL", type=click.Path(path_type=Path))(command)
