"""The region's own word for something, in the four forms that Swedish sentences need."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.schema.cell import Cell
from sheetplan.schema.kinds import Kind, Reading, as_found


@dataclass(frozen=True)
class Noun:
    """A noun's forms: ``ett delmål``, ``delmålet``, ``flera delmål``, ``delmålen``."""

    one: str
    the: str
    many: str
    all: str

    @property
    def title(self) -> str:
        """The plain form as a heading or a label."""
        return self.one[:1].upper() + self.one[1:]

    @property
    def titles(self) -> str:
        """The plural as a heading or the name of a sheet."""
        return self.many[:1].upper() + self.many[1:]

    def counted(self, number: int, of: int | None = None) -> str:
        """Count them: ``1 delmål``, ``1 av 2 delmål``."""
        named = self.one if (number if of is None else of) == 1 else self.many
        return f"{number} {named}" if of is None else f"{number} av {of} {named}"


GOAL = Noun("mål", "målet", "mål", "målen")
SUBGOAL = Noun("delmål", "delmålet", "delmål", "delmålen")
INDICATOR = Noun("indikator", "indikatorn", "indikatorer", "indikatorerna")
UNIT = Noun("enhet", "enheten", "enheter", "enheterna")
REPORTING = Noun(
    "rapporterande enhet",
    "den rapporterande enheten",
    "rapporterande enheter",
    "de rapporterande enheterna",
)
COMMITTEE = Noun("nämnd", "nämnden", "nämnder", "nämnderna")


@dataclass(frozen=True)
class NounKind(Kind):
    """A cell that holds a noun's four forms with commas between them."""

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return (
            "ordets fyra former med komma emellan, till exempel delmål, delmålet, delmål, delmålen"
        )

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``."""
        forms = [" ".join(part.split()).lower() for part in str(cell.value).split(",")]
        if len(forms) == 4 and all(forms):  # noqa: PLR2004
            return Reading(Noun(*forms))
        return self.refuse(as_found(cell))

    def show(self, value: object) -> str:
        """As ``Kind.show``."""
        if not isinstance(value, Noun):
            return ""
        return f"{value.one}, {value.the}, {value.many}, {value.all}"
