"""A region of six committees, typed into an empty plan, and what each of them answers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year
from tests.conftest import cell_of, changed, hand_in
from tests.returns import sign
from tests.typed_plan import type_in, typed_year

PERIOD = "2026-08"
# Net costs to the end of August in kronor; together 1 234 567 890,12.
OUTCOMES = {
    "rs": "401 000 250,10", "hsn": "612 345 678,99", "run": "98 765 432,01",
    "kn": "87 654 321,55", "pn": "4 802 207,47", "rev": "30 000 000,00",
}  # fmt: skip
TOTAL = Decimal("1234567890.12")
BASE = {"rs": 600, "hsn": 900, "run": 150, "kn": 130, "pn": 7, "rev": 45}
MOVED = {"rs": "−7,25", "hsn": "5,25", "run": "0", "kn": "2", "pn": "0", "rev": "0"}
PLAN = """
## Inställningar
| Uppgift | Värde |
|---|---|
| Planens id | norra-2026 |
| Region eller kommun | Norra regionen |
| Planens namn | Plan 2026 |
| År | 2026 |
| Belopp i | {money} |
| Gräns för uppfylls helt | 100% |
| Gräns för uppfylls delvis | 80% |
| Gränserna gäller från | 2026-01-01 |
| Gränsernas källa | Påhittat beslut |
| Kommentar krävs vid avvikelse över | 5% |
| Kontakt för frågor | Ekonomistaben |
| Påhittade värden | Ja |

## Perioder
| Period | Namn | Från | Till | Svar senast |
|---|---|---|---|---|
| 2026-08 | Delårsrapport 2026 | 2026-01-01 | 2026-08-31 | 2026-09-15 |

## Nämnder
| Nämnd-id | Nämnd |
|---|---|
{committees}
## Mål
| Mål-id | Mål | Riktas till |
|---|---|---|
| m1 | Ekonomi i balans | {all} |

## Ramar
| Ram-id | Nämnd-id | Ram | Budget året före | Omfördelning | Budget |
|---|---|---|---|---|---|
{frames}
## Resultatbudget
| Rad-id | Rad | Slag | Budget 2026 | Utfall t.o.m. 2026-08 |
|---|---|---|---|---|
| netto | Verksamhetens nettokostnad | Verksamhetens nettokostnad | −1 832 000 000,00 | {net} |
"""


def plan_text(net: str = "−1 234 567 890,12") -> str:
    frames = (
        f"| {c} | {c} | {c} | {base} 000 000,00 | {_millions(MOVED[c])} | {_budget(c)} |\n"
        for c, base in BASE.items()
    )
    committees = "".join(f"| {c} | Nämnden {c} |\n" for c in BASE)
    return PLAN.format(
        money="kr", committees=committees, all=", ".join(BASE), frames="".join(frames), net=net
    )


def _millions(text: str) -> str:
    whole, _, part = text.partition(",")
    return f"{whole} {part.ljust(3, '0')} 000,00" if text != "0" else "0,00"


def _budget(committee: str) -> str:
    moved = Decimal(MOVED[committee].replace("−", "-").replace(",", "."))
    return f"{(BASE[committee] + moved) * 1_000_000:.2f}".replace(".", ",")


def issued(folder: Path, text: str) -> Year:
    year = typed_year(folder, text)
    issue(year, PERIOD)
    return year


def answer(year: Year, committee: str, outcome: str) -> None:
    """Type a committee's outcome and forecast, sign and send the workbook in."""
    data = (year.issued / PERIOD / f"{committee}-{PERIOD}.xlsx").read_bytes()

    def fill(book: Any) -> None:
        for key in ("outcome", "forecast"):
            cell = cell_of(book, "Ekonomi", committee, key)
            type_in(book["Ekonomi"], cell.row, cell.column, outcome)
        cell_of(book, "Ekonomi", committee, "comment").value = "Påhittad kommentar."
        sign(book)

    receipt = hand_in(year, changed(data, fill), f"{committee}-{PERIOD}.xlsx")
    assert receipt.outcome != "refused", [str(problem) for problem in receipt.problems]
