"""How many problems there are, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.schema.problem import Problem


def counted(problems: Sequence[Problem]) -> str:
    """Count errors and remarks in words."""
    errors = sum(problem.is_error for problem in problems)
    remarks = len(problems) - errors
    parts = [f"{errors} fel"] if errors else []
    parts += [f"{remarks} {'anmärkning' if remarks == 1 else 'anmärkningar'}"] if remarks else []
    return " och ".join(parts) or "inga anmärkningar"
