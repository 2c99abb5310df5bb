"""What plan diff says of units, risks, measures and own tables.

- FD01: a row that is new, gone or has another name is told, as other nouns are.
- FD02: every field that differs is told with both values; a year that one plan lacks is not.
- FD03: a row of an own table is that of its own table, though another has one of the same name.
"""

from __future__ import annotations

import pytest

from sheetplan.cli.difference import difference_lines
from sheetplan.plan.comparing.difference import compare_plans
from tests.small_plan import Cells, compared, small_plan, told

UNIT = {"Enhets-id": "e1", "Nämnd-id": "ks", "Enhet": "Kommunkansliet"}
RISK = {"Risk-id": "r1", "Risk": "Brist på lärare", "Sannolikhet": "3", "Konsekvens": "4"}
MEASURE = {"Åtgärds-id": "a1", "Åtgärd": "Minskad inhyrning", "Effekt 2025": "12,5"}


def sentences(sheet: str, old: list[Cells], new: list[Cells]) -> list[str]:
    return [one.sentence for one in told(compared(sheet, old, new))]


def test_fd01_a_unit_is_new_gone_or_renamed() -> None:
    other = {**UNIT, "Enhets-id": "e2", "Enhet": "Räddningstjänsten"}
    assert sentences("Enheter", [UNIT], [UNIT]) == []
    assert sentences("Enheter", [UNIT], [UNIT, other]) == ["Finns inte i förra planen."]
    assert sentences("Enheter", [UNIT, other], [UNIT]) == ["Finns inte i den nya planen."]
    (said,) = sentences("Enheter", [UNIT], [{**UNIT, "Enhet": "Kommunkansliet och arkivet"}])
    assert said == "Hette ”Kommunkansliet”."


def test_fd02_every_field_that_differs_is_told() -> None:
    assert sentences("Risker", [RISK], [{**RISK, "Sannolikhet": "5", "Konsekvens": ""}]) == [
        "Sannolikhet är ”5”; förut ”3”.",
        "Konsekvens är ”tomt”; förut ”4”.",
    ]


def test_fd02_a_year_that_one_plan_lacks_is_not_compared() -> None:
    later = {"Åtgärds-id": "a1", "Åtgärd": "Minskad inhyrning", "Effekt 2026": "20"}
    assert sentences("Åtgärder", [MEASURE], [later]) == []
    assert sentences("Åtgärder", [MEASURE], [{**MEASURE, "Effekt 2025": "9"}]) == [
        "Effekt 2025 är ”9”; förut ”12,5”."
    ]


@pytest.mark.parametrize("order", [("t1", "t2"), ("t2", "t1")])
def test_fd03_rows_of_own_tables_go_with_their_table(order: tuple[str, str]) -> None:
    tables = [{"Tabell-id": name, "Tabell": title, "Fylls i av": "ks", "Sifferkolumner": "Antal"}
              for name, title in (("t1", "Sjukfrånvaro"), ("t2", "Personal"))]  # fmt: skip
    rows = [{"Rad-id": f"{t}-l", "Tabell-id": t, "Rad": "Lärare"} for t in ("t1", "t2")]
    turned = [{"Rad-id": f"x{at}", "Tabell-id": t, "Rad": "Lärare"} for at, t in enumerate(order)]
    old = small_plan(2025, {"Tabeller": tables, "Tabellrader": rows})
    new = small_plan(2026, {"Tabeller": tables, "Tabellrader": turned})
    difference = compare_plans(old, new)
    assert [one.sentence for one in told(difference)] == []
    (part,) = (p for p in difference.parts if p.sheets.row_class.key == "table_rows")
    pairs = {(part.sheets.old[p.old].id, part.sheets.new[p.new].id) for p in part.pairing.pairs}
    assert pairs == {(f"{t}-l", f"x{at}") for at, t in enumerate(order)}
    assert any("2 tabellrader: 2 lika" in line for line in difference_lines(difference))
