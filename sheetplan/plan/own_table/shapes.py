"""Ready-made tables of the committees' economy, staff and production: columns and rows.

A plan names one in the column Som and may say otherwise in any other. They are written as a plan
would write them, so what is made of an own table is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.own_table.table_terms import ALL_ROWS
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.words import AmountSign, Shape
from sheetplan.schema.column import columns_of

_ROW_ID = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class ReadyRow:
    """A row of a ready-made table; its id is told apart by the table's own when it is used."""

    id: str
    name: str
    computed: str | None = None
    sign: AmountSign | None = None


@dataclass(frozen=True)
class ReadyTable:
    """What a ready-made table gives where the plan leaves a cell blank.

    Attributes:
        unit: of its figures; nothing for the plan's unit of money.
    """

    row_label: str
    help: str
    figures: str = ""
    texts: str = ""
    unit: str = ""
    decimals: int = 0
    empty_rows: int = 0
    rows: tuple[ReadyRow, ...] = ()


_LABELS = {c.key: c.label for c in columns_of(EconomyAnswer)}
_LIKE_FRAMES = (
    "{budget}; {period_budget}; {outcome}; {last_outcome}; "
    "{change} = {outcome} i % mot {last_outcome}; {deviation} = {period_budget} − {outcome}; "
    "{previous_forecast} = förra gångens {forecast}; {forecast}; "
    "{forecast_deviation} = {budget} − {forecast}"
).format_map(_LABELS)
_MONTHS = "Jan; Feb; Mar; Apr; Maj; Jun; Jul; Aug; Sep; Okt; Nov; Dec"
DECIDED, ACHIEVED = "Beslutad effekt", "Uppnådd effekt"  # the columns that controls look at
_FROM_START = "Från årets början till periodens slut."
_PLUS, _MINUS = AmountSign.PLUS, AmountSign.MINUS

SHAPES = {
    Shape.FRAME_RESULT: ReadyTable(
        "Ram",
        f"Nettokostnad, som ett positivt tal. {_FROM_START} Plus i avvikelsen är bättre än "
        "budget.",
        _LIKE_FRAMES,
        _LABELS["comment"],
        decimals=1,
    ),
    Shape.COST_TYPES: ReadyTable(
        "Kostnadsslag",
        f"{_FROM_START} Skriv intäkter med minus och kostnader med plus, så är plus i avvikelsen "
        "alltid bättre än budget.",
        _LIKE_FRAMES,
        _LABELS["comment"],
        decimals=1,
        rows=(
            ReadyRow("avgifter", "Patientavgifter och andra avgifter", sign=_MINUS),
            ReadyRow("vardintakter", "Såld vård", sign=_MINUS),
            ReadyRow("bidrag", "Statsbidrag och projektbidrag", sign=_MINUS),
            ReadyRow("ovrint", "Övriga intäkter", sign=_MINUS),
            ReadyRow("intakter", "Summa intäkter", "avgifter + vardintakter + bidrag + ovrint"),
            ReadyRow("personal", "Egen personal", sign=_PLUS),
            ReadyRow("inhyrd", "Inhyrd personal", sign=_PLUS),
            ReadyRow("lakemedel", "Läkemedel", sign=_PLUS),
            ReadyRow("material", "Material", sign=_PLUS),
            ReadyRow("kopt", "Köpt vård och verksamhet", sign=_PLUS),
            ReadyRow("lokaler", "Lokaler och teknik", sign=_PLUS),
            ReadyRow("ovrkost", "Övriga kostnader", sign=_PLUS),
            ReadyRow(
                "kostnader",
                "Summa kostnader",
                "personal + inhyrd + lakemedel + material + kopt + lokaler + ovrkost",
            ),
            ReadyRow("netto", "Nettokostnad", "intakter + kostnader"),
        ),
    ),
    Shape.DEVIATIONS: ReadyTable(
        "Avvikelseområde",
        "Varför ekonomin avviker och vad ni gör åt det. Skriv egna områden på de tomma raderna.",
        texts="Orsak till avvikelsen; Aktivitet",
        empty_rows=6,
        rows=(
            ReadyRow("personal", "Personal"),
            ReadyRow("lakemedel", "Läkemedel"),
            ReadyRow("material", "Material"),
            ReadyRow("intakter", "Intäkter"),
        ),
    ),
    Shape.MEASURES: ReadyTable(
        "Åtgärd",
        "Beslutad effekt gäller hela året och uppnådd effekt till periodens slut. Andelarna är av "
        "hela beloppet och av periodens del.",
        f"{DECIDED}; Periodens del = periodens del av {DECIDED}; {ACHIEVED}; "
        f"Återstår = {DECIDED} − {ACHIEVED}; "
        f"Andel av hela beloppet = {ACHIEVED} i % av {DECIDED}; "
        f"Andel av periodens del = {ACHIEVED} i % av Periodens del",
        "Kommentar",
        decimals=1,
        empty_rows=10,
        rows=(ReadyRow("ovriga", "Övriga åtgärder"), ReadyRow("summa", "Summa", ALL_ROWS)),
    ),
    Shape.HIRED_STAFF: ReadyTable(
        "Verksamhet",
        f"{_FROM_START} Merkostnaden är en del av kostnaden och räknas ut.",
        "Kostnad; Samma tid året före; Förändring = Kostnad − Samma tid året före; "
        "Förändring i procent = Kostnad i hela % mot Samma tid året före; "
        "Merkostnad = 50 % av Kostnad",
        decimals=1,
        empty_rows=4,
        rows=(ReadyRow("summa", "Summa", ALL_ROWS),),
    ),
    Shape.STAFF: ReadyTable(
        "Yrkesgrupp",
        f"Genomsnittligt antal anställda. {_FROM_START}",
        "Kvinnor; Män; Totalt = Kvinnor + Män; Totalt året före; "
        "Förändring = Totalt − Totalt året före; "
        "Förändring i procent = Totalt i % mot Totalt året före",
        unit="antal",
        rows=(
            ReadyRow("lakare", "Läkare"),
            ReadyRow("ssk", "Sjuksköterskor"),
            ReadyRow("usk", "Undersköterskor"),
            ReadyRow("adm", "Administrativ personal"),
            ReadyRow("ovriga", "Övriga"),
            ReadyRow("summa", "Summa", ALL_ROWS),
        ),
    ),
    Shape.SICK_LEAVE: ReadyTable(
        "Ålder och yrkesgrupp",
        "Andel av ordinarie arbetstid, rullande tolv månader. Långtid är från dag 15.",
        "Kvinnor; Män; Totalt; Varav långtid = del av Totalt; Totalt året före",
        unit="%",
        decimals=1,
        rows=(
            ReadyRow("alla", "Alla"),
            ReadyRow("29", "29 år och yngre"),
            ReadyRow("49", "30–49 år"),
            ReadyRow("50", "50 år och äldre"),
            ReadyRow("lakare", "Läkare"),
            ReadyRow("ssk", "Sjuksköterskor"),
            ReadyRow("usk", "Undersköterskor"),
            ReadyRow("ovriga", "Övriga"),
        ),
    ),
    Shape.PRODUCTION: ReadyTable(
        "Mått",
        "Vårdplatser: snitt per dag i månaden. Besök: antal i månaden. Månader efter perioden "
        "lämnas tomma.",
        f"{_MONTHS}; Rullande 12 månader",
        unit="antal",
        rows=(
            ReadyRow("platser", "Disponibla vårdplatser"),
            ReadyRow("platserfore", "Disponibla vårdplatser, året före"),
            ReadyRow("platserdiff", "Förändring, vårdplatser", "platser − platserfore"),
            ReadyRow("besok", "Besök"),
            ReadyRow("besokfore", "Besök, året före"),
            ReadyRow("besokdiff", "Förändring, besök", "besok − besokfore"),
        ),
    ),
}


def shaped(table: PlanTable, money: str) -> PlanTable:
    """Return a table with what its shape gives in the cells that are left blank."""
    ready = SHAPES.get(table.shape) if table.shape else None
    if ready is None:
        return table
    own = table.figures or table.texts  # whoever writes columns writes all of them
    return replace(
        table,
        row_label=table.row_label or ready.row_label,
        figures=table.figures if own else ready.figures,
        texts=table.texts if own else ready.texts,
        unit=table.unit or ready.unit or (money if ready.figures else None),
        decimals=ready.decimals if table.decimals is None else table.decimals,
        empty_rows=ready.empty_rows if table.empty_rows is None else table.empty_rows,
        help=table.help or ready.help,
    )


def shaped_rows(table: PlanTable, rows: Iterable[PlanTableRow]) -> Sequence[PlanTableRow]:
    """Return a table's rows: those that the plan has, otherwise those of its shape."""
    own = [row for row in rows if row.table == table.id]
    if own or table.shape is None:
        return own
    return [_row(table.id, row) for row in SHAPES[table.shape].rows]


def _row(table: str, row: ReadyRow) -> PlanTableRow:
    computed = row.computed
    if computed and computed != ALL_ROWS:
        computed = _ROW_ID.sub(lambda found: f"{table}.{found[0]}", computed)
    return PlanTableRow(
        id=f"{table}.{row.id}", table=table, name=row.name, computed=computed, sign=row.sign
    )
