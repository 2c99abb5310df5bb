"""Where the trial aims in each respondent's workbook, and what a trial is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sheetplan.plan.computing import Key
from tests.conftest import UNIT
from tests.trial_book import Book

Cell = tuple[str, str]


@dataclass(frozen=True)
class Spot:
    """Where to aim in one respondent's workbook; the form's cells stand by sheet and address."""

    who: str
    number: Cell
    number_key: Key
    choice: Cell
    choice_key: Key
    text: Cell
    text_key: Key
    label: Cell
    table: str
    day: str
    ready: str


RF = Spot(
    "rf",
    ("Ekonomi", "E6"),
    ("economy", "rf", "outcome"),
    ("Uppdrag", "F7"),
    ("assignments", "rf-9", "status"),
    ("Uppdrag", "G7"),
    ("assignments", "rf-9", "analysis"),
    ("Uppdrag", "D7"),
    "Uppdrag",
    "B25",
    "B26",
)
HSN = Spot(
    "hsn",
    ("Ekonomi", "E6"),
    ("economy", "hsn", "outcome"),
    ("Delmål", "F6"),
    ("subgoals", "hsn-1.1", "current"),
    ("Delmål", "I6"),
    ("subgoals", "hsn-1.1", "analysis"),
    ("Delmål", "C6"),
    "Delmål",
    "B37",
    "B38",
)
TALLMON = Spot(
    UNIT,
    ("Indikatorer", "F6"),
    ("indicators", "hsn-2.4.1", "numerator"),
    ("Delmål", "D7"),
    ("subgoals", "hsn-1.2", "current"),
    ("Delmål", "E7"),
    ("subgoals", "hsn-1.2", "analysis"),
    ("Delmål", "C7"),
    "Delmål",
    "B26",
    "B27",
)
SPOTS = {spot.who: spot for spot in (RF, HSN, TALLMON)}

Values = Mapping[Key, object]


@dataclass(frozen=True)
class Trial:
    """One thing that happens to a workbook.

    Attributes:
        act: what happens; it changes the book, or returns other bytes.
        says: the code and place of each thing that must be said, and nothing else.
        values: the answers that are read otherwise than they were; None is no answer.
        kept: texts that must be in the store or in the copy.
        file: the name that the file comes back with.
    """

    name: str
    spot: Spot
    act: Callable[[Book], bytes | None]
    says: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    file: str = ""


def place(cell: Cell) -> str:
    """Return an address as people see it."""
    return "!".join(cell)
