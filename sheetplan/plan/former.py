"""How a row says which row of the plan before it continues, whatever it is called now."""

from __future__ import annotations

from typing import Any

from sheetplan.schema.column import column
from sheetplan.schema.kinds import TEXT

NEW = "ny"


def former_id(example: str) -> Any:  # noqa: ANN401 - typed by the field's annotation
    """Declare the column that holds the id in the former plan, or ``ny``."""
    return column(
        TEXT,
        "Id i förra planen",
        help="Raden den fortsätter, om id eller namn är ett annat. ”ny” om den är ny.",
        example=example,
        default=None,
    )
