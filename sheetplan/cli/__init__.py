"""The command line: one flow a command, its answer in Swedish or as JSON."""

from __future__ import annotations

from sheetplan.cli.commands import main

__all__ = ["main"]
