"""Where every kind of table of plans and reports is kept: the manual's list, in code.

A table is written in the plan workbook, filled in in the committees' workbooks, or both. What the
fixed sheets do not hold becomes a table of the region's own, with an example of how to declare it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.finance import Ownership
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, GoalText, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.measure import Measure
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.returns import (
    AssignmentAnswer,
    IndicatorAnswer,
    SubgoalAnswer,
)
from sheetplan.plan.settings import Settings
from sheetplan.plan.statement import (
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    RestorationLine,
)
from sheetplan.plan.words import Shape
from sheetplan.schema.column import Row


@dataclass(frozen=True)
class Home:
    """Where a kind of table is kept.

    Attributes:
        name: what people call it.
        plan: the sheets of the plan workbook.
        form: the sheets of the committees' workbooks.
        example: how it is declared as a table of the region's own, where it is one.
        rows: the example's rows.
    """

    name: str
    plan: tuple[type[Row], ...] = ()
    form: tuple[type[Row], ...] = ()
    example: PlanTable | None = None
    rows: tuple[PlanTableRow, ...] = ()


def _own(name: str, example: PlanTable, *rows: str, plan: tuple[type[Row], ...] = ()) -> Home:
    """Return the home of an own table; a row that is a sum is written ``Summa = Resor``."""
    made = []
    for number, row in enumerate(rows, start=1):
        label, _, computed = row.partition(" = ")
        made.append(
            PlanTableRow(
                id=f"{example.id}-{number}",
                table=example.id,
                name=label,
                computed=computed or None,
            )
        )
    return Home(name, plan=plan, example=example, rows=tuple(made))


_COMMITTEE = ("hsn",)

HOMES = (
    Home("Indikatorer", (Indicator,), (IndicatorAnswer,)),
    Home("Uppdrag som de planeras", (Assignment,)),
    Home("Uppdrag som de följs upp, med analys", form=(AssignmentAnswer,)),
    Home("Riktade uppdrag, med många adressater", (Assignment,), (AssignmentAnswer,)),
    Home("Sammanfattning av mål, delmål och prognos", (Goal, Subgoal), (SubgoalAnswer,)),
    Home("Teckenförklaringar för mål och indikatorer", (Settings,)),
    _own(
        "Avvikelseanalys: område, orsak och aktivitet",
        PlanTable(id="avv", title="Avvikelseanalys", to=_COMMITTEE, shape=Shape.DEVIATIONS),
    ),
    Home("Ramar per nämnd med varav-rader", (Frame,), (EconomyAnswer,)),
    Home("Resultatbudget", (IncomeLine,)),
    Home("Balansbudget", (BalanceLine,)),
    Home("Redovisningens filer, konton och ansvar", (LedgerFormat, AccountGroup, LedgerUnit)),
    Home("Kassaflöde", (CashFlowLine,)),
    Home("Återställande enligt balanskravet", (RestorationLine,)),
    Home("Investeringar och avskrivningar", (InvestmentLine,)),
    Home("Ägarandelar", (Ownership,)),
    _own(
        "Resultat per politisk ram",
        PlanTable(id="ram", title="Resultat per ram", to=_COMMITTEE, shape=Shape.FRAME_RESULT),
        "Primärvård",
        "Tandvård",
        "Sjukhusvård",
        "Administration",
        "Anslag",
        "Summa = Resultat per ram",
    ),
    _own(
        "Kostnadsslag",
        PlanTable(id="slag", title="Kostnadsslag", to=_COMMITTEE, shape=Shape.COST_TYPES),
    ),
    _own(
        "Åtgärder med beslutad och uppnådd effekt",
        PlanTable(id="eff", title="Effekt av åtgärder", to=_COMMITTEE, shape=Shape.MEASURES),
        plan=(Measure,),
    ),
    _own(
        "Vårdplatser per månad och rullande tolv månader",
        PlanTable(id="plats", title="Vårdplatser", to=_COMMITTEE, shape=Shape.PRODUCTION),
    ),
    _own(
        "Inhyrd personal, kostnad och merkostnad",
        PlanTable(
            id="hyrkost",
            title="Kostnad för inhyrd personal",
            to=_COMMITTEE,
            shape=Shape.HIRED_STAFF,
        ),
    ),
    _own(
        "Inhyrd personal, andel av personalkostnaden (R12)",
        PlanTable(
            id="hyr",
            title="Inhyrd personal",
            to=_COMMITTEE,
            row_label="Yrkesgrupp",
            figures="R12 i fjol; R12 i år",
            unit="%",
            decimals=1,
        ),
        "Läkare",
        "Sjuksköterskor",
    ),
    _own(
        "Resekostnader per konto",
        PlanTable(
            id="resa",
            title="Resekostnader",
            to=_COMMITTEE,
            row_label="Konto",
            figures="Utfall i fjol; Utfall i år",
            unit="tkr",
        ),
        "Tåg",
        "Flyg",
        "Bil",
        "Summa = Resekostnader",
    ),
    _own(
        "Personal: antal anställda",
        PlanTable(id="pers", title="Antal anställda", to=_COMMITTEE, shape=Shape.STAFF),
    ),
    _own(
        "Sjukfrånvaro efter kön, ålder och yrke",
        PlanTable(id="sjuk", title="Sjukfrånvaro", to=_COMMITTEE, shape=Shape.SICK_LEAVE),
    ),
    Home("Målens förväntade effekter, Agenda 2030 och styrande dokument", (GoalText,)),
)
