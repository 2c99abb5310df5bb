"""The published economy of a committee and of a region, typed into empty workbooks.

What comes out is reckoned from cells that somebody filled in, received and put together; nothing
is read from the bundled plan's own statements. Amounts that the documents have lost (their tables
were pictures) are invented so that the published deviations come out.

- ER01: result per frame and per cost type: −112 −33 −334 +144 = −335 and 56 −391 = −335.
- ER02: the simplified forecast is −502,5 and stands beside the committee's own, −550.
- ER03: hired staff: 81 gives 40,5 and 84 gives 42; together −26 since last year, −14 %.
- ER04: the achieved effect 137 of 593, called 35 %, is flagged with both bases.
- ER05: the region's result is 218; 3,5 % meets 3 %; 227,1 > 218, so nothing is reserved.
- ER06: the balance is wrong by −107 and +809, and the cash flow holds but for one rounding.
- ER07: the restoration table comes out, the oldest deficit first.
- ER08: a fault planted in any of the statements is found, where it stands.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year
from tests.command_line import run
from tests.conftest import (
    PERIOD,
    cell_of,
    changed,
    form_of,
    hand_in,
    issued_file,
    plan_changed,
    tab_of,
)
from tests.returns import sign
from tests.typed_plan import typed_year

PUBLISHED = Path(__file__).with_name("published_economy.md").read_text(encoding="utf-8")
SETTINGS = """
## Inställningar
| Uppgift | Värde |
|---|---|
| Planens id | region-2025 |
| Region eller kommun | Regionen |
| Planens namn | Regionplan 2025 |
| År | 2025 |
| Belopp i | mnkr |
| Gräns för uppfylls helt | 100% |
| Gräns för uppfylls delvis | 80% |
| Gränserna gäller från | 2025-01-01 |
| Gränsernas källa | Delårsrapport augusti 2025 |
| Kommentar krävs vid avvikelse över | 1% |
| Kontakt för frågor | Ekonomistaben |

## Perioder
| Period | Namn | Från | Till | Svar senast |
|---|---|---|---|---|
| 2025-08 | Delårsrapport augusti 2025 | 2025-01-01 | 2025-08-31 | 2025-09-17 |

## Mål
| Mål-id | Mål | Riktas till |
|---|---|---|
| m1 | En ekonomi i balans | hsn |

## Avstämningar
| Avstämnings-id | Avstämning | Ska vara | Beräknas som |
|---|---|---|---|
| effekt | Uppnådd effekt av åtgärder | 35% | 137 / 593 |

## Nämnder
| Nämnd-id | Nämnd |
|---|---|
"""
COMMITTEES = ("rf", "rs", "hsn", "run", "fhs", "pn", "rev", "kln")
# Of HSN's own tables, by their ids in the plan: rows, and what is typed under each header.
TYPED: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    "ramresultat": {
        "ramres-primar": {"Budget perioden": 48, "Utfall perioden": 160},
        "ramres-tand": {"Budget perioden": 62, "Utfall perioden": 95},
        "ramres-sjukhus": {"Budget perioden": 3806, "Utfall perioden": 4140},
        "ramres-anslag": {"Budget perioden": 440, "Utfall perioden": 296},
    },
    "kostnadsslag": {
        "slag-vard": {"Budget perioden": -560, "Utfall perioden": -544},
        "slag-patient": {"Budget perioden": -150, "Utfall perioden": -132},
        "slag-tand": {"Budget perioden": -190, "Utfall perioden": -139},
        "slag-bidrag": {"Budget perioden": -300, "Utfall perioden": -401},
        "slag-ovrint": {"Budget perioden": -300, "Utfall perioden": -340},
        "slag-personal": {"Budget perioden": 3700, "Utfall perioden": 4011},
        "slag-lakemedel": {"Budget perioden": 820, "Utfall perioden": 830},
        "slag-material": {"Budget perioden": 410, "Utfall perioden": 470},
        "slag-hjalpmedel": {"Budget perioden": 90, "Utfall perioden": 101},
        "slag-utomlan": {"Budget perioden": 230, "Utfall perioden": 221},
        "slag-ovrkost": {"Budget perioden": 606, "Utfall perioden": 614},
    },
    "hyrkostnad": {
        "hyr-primar": {"Kostnad": 81, "Samma tid året före": 85, "Merkostnad": 40.5},
        "hyr-sjukhus": {"Kostnad": 84, "Samma tid året före": 106, "Merkostnad": 42},
    },
}


@pytest.fixture(scope="module")
def committee(issued_once: Year, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is put together of HSN's workbook, issued empty, typed full and handed in."""
    year = Year(tmp_path_factory.mktemp("år") / "2025")
    shutil.copytree(issued_once.root, year.root)
    form = form_of(year, "hsn")

    def fill(book: Workbook) -> None:
        for sheet in form.sheets:
            rows = TYPED.get(sheet.table.id if sheet.table else "", {})
            keys = {column.label: column.key for column in sheet.columns}
            for row in sheet.rows:
                for label, value in rows.get(row.id, {}).items():
                    if keys[label] in row.asked:  # what the sheet reckons itself is not typed
                        cell_of(book, sheet.title, row.id, keys[label]).value = value
        for key, said in (("outcome", 4691), ("forecast", 7084), ("comment", "Påhittad.")):
            cell_of(book, "Ekonomi", "hsn", key).value = said
        sign(book)

    data = changed(issued_file(year, "hsn").read_bytes(), fill)
    receipt = hand_in(year, data, f"hsn-{PERIOD}.xlsx")
    assert receipt.outcome == "remarks", [str(one) for one in receipt.problems]
    return data_of(year)


def data_of(year: Year) -> Any:
    made = consolidate(year, PERIOD)
    return json.loads((made.folder / "tables.json").read_text("utf-8"), parse_float=Decimal)


def column(data: Any, table: str, label: str) -> dict[str, Any]:
    """Return a column of one of HSN's tables, by row."""
    rows = (row for row in data["tables"] if row["table"] == table)
    return {row["id"]: row["values"][label] for row in rows}


def test_result_per_frame_and_cost_type(committee: Any) -> None:  # ER01
    of = column(committee, "ramresultat", "Avvikelse perioden")
    named = [of[f"ramres-{name}"] for name in ("primar", "tand", "sjukhus", "anslag", "summa")]
    assert named == [-112, -33, -334, 144, -335]
    of = column(committee, "kostnadsslag", "Avvikelse perioden")
    assert (of["slag-intakter"], of["slag-kostnader"], of["slag-netto"]) == (56, -391, -335)
    assert (of["slag-personal"], of["slag-vard"]) == (-311, -16)
    assert of["slag-patient"] + of["slag-tand"] == -69
    frame = next(row for row in committee["budget"] if row["id"] == "hsn")
    assert (frame["period_budget"], frame["deviation"]) == (4356, -335)


def test_the_simplified_forecast_beside_the_committees_own(committee: Any) -> None:  # ER02
    (one,) = committee["forecasts"]
    assert (one["linear"], one["own"]) == (Decimal("-502.5"), -550)


def test_hired_staff(committee: Any) -> None:  # ER03
    cost, more = (column(committee, "hyrkostnad", h) for h in ("Kostnad", "Merkostnad"))
    assert {cost[row]: more[row] for row in ("hyr-primar", "hyr-sjukhus")} == {
        81: Decimal("40.5"), 84: 42,
    }  # fmt: skip
    assert [more[row] / cost[row] for row in ("hyr-primar", "hyr-sjukhus")] == [Decimal("0.5")] * 2
    less = column(committee, "hyrkostnad", "Förändring")["hyr-summa"]
    before = column(committee, "hyrkostnad", "Samma tid året före")["hyr-summa"]
    share = column(committee, "hyrkostnad", "Förändring i procent")["hyr-summa"]
    assert (less, round(less / before * 100), round(share)) == (-26, -14, -14)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A region's plan, typed into an empty one."""
    committees = "".join(f"| {one} | Nämnden {one} |\n" for one in COMMITTEES)
    return typed_year(
        tmp_path_factory.mktemp("region") / "2025", f"{SETTINGS}{committees}\n{PUBLISHED}"
    )


def checked(year: Year) -> Any:
    return json.loads(run(year.root, "plan", "check", "--json").stdout, parse_float=Decimal)


def wrong(data: Any) -> dict[str, Any]:
    """Return what does not agree, by where its total stands."""
    return {r["place"]: r for r in data["reconciliations"] if r["verdict"] == "wrong"}


def test_the_achieved_effect_is_flagged(region: Year) -> None:  # ER04
    (effect,) = [r for r in checked(region)["reconciliations"] if r["identity"] == "effekt"]
    assert effect["verdict"] == "wrong"
    said = run(region.root, "plan", "check").stdout.replace("\u00a0", " ")
    assert "137 / 593 = 23,1 %, men här står 35 %" in said
    assert "8/12 av 593" in said


def test_result_goal_and_reserve(region: Year) -> None:  # ER05
    issue(region, PERIOD)
    data = data_of(region)
    lines = {one["id"]: one["amounts"].get("Budget 2025") for one in data["statements"]}
    assert [lines[f"res-{row}"] for row in ("skatter", "verksamhet", "arets")] == [11357, 399, 218]
    (goal,) = [one for one in data["financial_goals"] if one["id"] == "fin-resultat"]
    assert (goal["status"], round(goal["value"], 3)) == ("met", Decimal("0.035"))
    (reserve,) = data["reserve"]
    assert (round(reserve["threshold"], 1), reserve["result"]) == (Decimal("227.1"), 218)
    assert (reserve["room"], reserve["is_share_known"]) == (0, False)
    tied = {one["year"]: one["verdict"] for one in data["tied_totals"]}
    assert tied[2025] in {"exact", "rounding"}


def test_balance_and_cash_flow(region: Year) -> None:  # ER06
    found = checked(region)["reconciliations"]
    of = {
        sheet: [r for r in found if r["place"].startswith(sheet)]
        for sheet in ("Balansbudget", "Kassaflöde", "Ramar")
    }
    assert sorted(r["difference"] for r in of["Balansbudget"] if r["verdict"] == "wrong") == [
        -107,
        809,
    ]
    verdicts = [r["verdict"] for r in of["Kassaflöde"]]
    assert (verdicts.count("rounding"), verdicts.count("wrong")) == (1, 0)
    (near,) = [r for r in of["Kassaflöde"] if r["verdict"] == "rounding"]
    assert abs(near["difference"]) == 1
    verdicts = [r["verdict"] for r in of["Ramar"] if r["identity"].startswith("frame-row")]
    assert (verdicts.count("exact"), verdicts.count("rounding"), len(verdicts)) == (4, 10, 14)


def test_restoration(region: Year) -> None:  # ER07
    issue(region, PERIOD)
    years = data_of(region)["restoration"]
    assert [one["closing"] for one in years] == [239, 637, 589, 241, 0]
    assert [[(d["year"], d["amount"]) for d in one["restored"]] for one in years[2:]] == [
        [(2023, 48)], [(2023, 191), (2024, 157)], [(2024, 241)],
    ]  # fmt: skip
    assert [one["overdue"] for one in years] == [[]] * 5
    tab = load_workbook(region.tables / PERIOD / f"sammanstallning-{PERIOD}.xlsx")["Balanskrav"]
    shown = {row[0].value: [c.value for c in row[1:6]] for row in tab.iter_rows(min_row=5)}
    assert shown["Varav från 2024, återställs senast 2027"] == [0, -398, -398, -241, 0]


@dataclass(frozen=True)
class Fault:
    """A published figure, what is typed in its place, and what is said of why."""

    sheet: str
    row: str
    header: str
    value: int
    cause: str


FAULTS = (
    Fault("Resultatbudget", "res-arets", "Budget 2025", 281, "bytt plats"),
    Fault("Resultatbudget", "res-skatter", "Budget 2025", 11375, "bytt plats"),
    Fault("Balansbudget", "bal-till", "Budget 2025", 16130, "bytt plats"),
    Fault("Balansbudget", "bal-ek", "Plan 2026", -3140, "Tecknet"),
    Fault("Kassaflöde", "kas-arets", "Plan 2027", -58, "Tecknet"),
    Fault("Kassaflöde", "kas-ut", "Plan 2028", 546, ""),  # nothing tells why
    Fault("Balanskrav", "krav-ut", "Plan 2026", -214, "bytt plats"),
    Fault("Ramar", "hsn", "Budget", 6354, "bytt plats"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one.row} {one.header}")
def test_a_planted_fault_is_found(region: Year, tmp_path: Path, fault: Fault) -> None:  # ER08
    year = Year(tmp_path / "2025")
    year.root.mkdir()
    year.plan_file.write_bytes(region.plan_file.read_bytes())
    plan_changed(year, fault.sheet, fault.row, fault.header, fault.value)
    before, after = wrong(checked(region)), wrong(checked(year))
    new = [one for place, one in after.items() if place not in before]
    tab = tab_of(load_workbook(year.plan_file), fault.sheet)
    (cell,) = [c.coordinate for line in tab.iter_rows() for c in line if c.value == fault.value]
    said = " ".join(f"{one['place']} {one['diagnosis']}" for one in new)
    assert cell in said
    assert fault.cause in said
