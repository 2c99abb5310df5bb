"""Series through folders and stores, and how the consolidated workbook shows them.

- SE01: a series goes back through the former plans: baselines, columns by year, returned outcomes.
- SE08: a former plan that is missing, unreadable, too late or goes in a circle stops nothing.
- SE09: the sheet has a row a segment and a chart of every row with three whole years.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.consolidate import Consolidated, consolidate
from sheetplan.flows.year import PLAN_FILE, Year
from sheetplan.plan.plan import PlanReading
from tests.conftest import tab_of
from tests.small_plan import small
from tests.submissions import add, received, value


def planned(folder: Path, plan: PlanReading | None, former: str | None = None) -> Year:
    """Write a plan that names its former one in a year's folder."""
    assert plan is not None
    assert plan.plan is not None
    folder.mkdir()
    settings = replace(plan.plan.settings, former_plan=former)
    (folder / PLAN_FILE).write_bytes(write_plan(replace(plan.plan, settings=settings)))
    return Year(folder)


def outcomes(year: Year, period: str, numbers: Mapping[str, str]) -> None:
    """Put a return in a year's store."""
    name = f"{year.root.name} {period}"
    add(
        year.store_file,
        replace(
            received(name),
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            file=f"hsn-{period}.xlsx",
            period=period,
            values=tuple(value(Decimal(number), row) for row, number in numbers.items()),
        ),
    )


@pytest.fixture(scope="module")
def two_years(
    before: PlanReading, after: PlanReading, tmp_path_factory: pytest.TempPathFactory
) -> Consolidated:
    """August 2026 of the bundled plan, with the outcomes of 2025 in its former folder."""
    root = tmp_path_factory.mktemp("Uppföljning å ä ö")
    old = planned(root / "2025", before)
    outcomes(old, "2025-08", {"hsn-2.1.1": "30"})
    outcomes(old, "2025-12", {"hsn-1.1.1": "66", "hsn-2.1.1": "31.4", "hsn-2.2.2": "5"})
    new = planned(root / "2026", after, "..\\2025")  # as people write it on Windows
    outcomes(new, "2026-08", {"hsn-2.1.1": "33", "hsn-2.2.1": "2000"})
    return consolidate(new, "2026-08")


def rows_of(made: Consolidated) -> dict[tuple[str, str], dict[str, str]]:
    text = (made.folder / "series.csv").read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {(row["Id"], row["Serie"]): row for row in rows}


def test_the_sheet_has_a_row_a_segment(two_years: Consolidated) -> None:  # SE09
    rows = rows_of(two_years)
    shown = rows["hsn-1.1.1", "Nu"]
    assert [shown[year] for year in ("2023", "2024", "2025")] == ["71", "68", "66"]
    assert shown["Utveckling"] == "minskar två år i rad, åt fel håll"
    assert shown["Källor"].endswith("2025: lämnat utfall i hsn-2025-12.xlsx")
    now = rows["hsn-2.1.1", "Nu"]
    assert now["jan–aug 2026"] == "33"
    assert now["Mot samma månader tidigare"] == ("högre än jan–aug 2025 (30\u00a0%), åt rätt håll")
    broken = rows["hsn-2.2.1", "Före brott"]
    assert (broken["Enhet"], broken["2023"], broken["2024"]) == ("%", "0", "")
    assert broken["Anmärkning"] == (
        "Brott: andel har blivit antal, enheten ”%” har blivit ”antal”. "
        "Jämförs inte med senare värden."
    )


def test_the_series_are_in_the_json(two_years: Consolidated) -> None:  # SE09
    data = json.loads((two_years.folder / "tables.json").read_text("utf-8"))
    one = next(one for one in data["series"] if one["id"] == "hsn-2.1.1")
    (segment,) = one["segments"]
    points = [(p["year"], p["period"], p["value"], p["source"]) for p in segment["points"]]
    assert points == [
        (2023, None, 28, "baseline"),
        (2024, None, 31, "baseline"),
        (2025, "2025-08", 30, "returned"),
        (2025, "2025-12", 31.4, "returned"),
        (2026, "2026-08", 33, "returned"),
    ]
    assert [p["used"] for p in segment["points"]] == [True, True, False, True, False]


def _parts_with(archive: zipfile.ZipFile, name: str, text: str) -> Iterator[etree._Element]:
    for part in sorted(archive.namelist()):
        data = archive.read(part)
        if part.startswith(name) and text.encode() in data:
            yield etree.fromstring(data)


def test_every_row_with_three_years_has_its_chart(two_years: Consolidated) -> None:  # SE09
    tab = tab_of(load_workbook(two_years.workbook), "Trender")
    rows = {tab.cell(row, 2).value: row for row in range(5, tab.max_row + 1)}
    drawn = {chart.anchor._from.row + 1 for chart in tab._charts}  # type: ignore[attr-defined]  # noqa: SLF001
    assert drawn == {rows["hsn-1.1.1"], rows["hsn-2.1.1"], rows["hsn-2.2.2"]}
    with zipfile.ZipFile(two_years.workbook) as archive:
        drawing = next(_parts_with(archive, "xl/drawings/drawing", "Linjediagram"))
        chart = next(_parts_with(archive, "xl/charts/chart", "lineChart"))
    said = [frame.get("descr") for frame in drawing.iter("{*}cNvPr")]
    assert said[0] == (
        "Linjediagram. Andel barn och unga som triageras till första linjen: 2023: 71\u00a0%, "
        "2024: 68\u00a0%, 2025: 66\u00a0%. Minskar två år i rad, åt fel håll."
    )
    row = rows["hsn-1.1.1"]
    references = [element.text for element in chart.iter("{*}f")]
    assert references == [
        f"'Trender'!$C${row}", "'Trender'!$F$4:$H$4", f"'Trender'!$F${row}:$H${row}",
        f"'Trender'!$E${row}",
    ]  # fmt: skip
    assert [point.findtext("{*}v") for point in chart.iter("{*}pt")][-4:-1] == [
        "0.71", "0.68", "0.66",
    ]  # fmt: skip


def test_a_plan_with_one_year_of_values_has_no_sheet(
    before: PlanReading, tmp_path: Path
) -> None:  # SE09
    made = consolidate(planned(tmp_path / "2025", before), "2025-08")
    assert "Trender" not in load_workbook(made.workbook).sheetnames
    assert not (made.folder / "series.csv").exists()


def problems_of(year: Year, period: str = "2026-08") -> list[str]:
    made = consolidate(year, period)
    return [line for line in made.overview if "[PLAN-5" in line]


@pytest.mark.parametrize(
    ("former", "code"),
    [("../2024", "PLAN-50"), ("x" * 5000, "PLAN-50"), ("../öst", "PLAN-51"), (".", "PLAN-52"),
     ("../trasig", "PLAN-53")],
)  # fmt: skip
def test_a_former_plan_of_no_use_stops_nothing(
    after: PlanReading, tmp_path: Path, former: str, code: str
) -> None:  # SE08
    planned(tmp_path / "öst", after)
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / PLAN_FILE).write_bytes(b"")
    (said,) = problems_of(planned(tmp_path / "2026", after, former))
    assert said.endswith(f"[{code}]")


def test_plans_that_lead_back_to_one_another_are_followed_once(
    before: PlanReading, after: PlanReading, tmp_path: Path
) -> None:  # SE08
    planned(tmp_path / "2025", before, "../2026")
    new = planned(tmp_path / "2026", after, "../2025")
    (said,) = problems_of(new)
    assert said.startswith("2025/plan.xlsx (Förra planens mapp): ”../2026” leder tillbaka")
    assert rows_of(consolidate(new, "2026-08"))["hsn-1.1.1", "Nu"]["2023"] == "71"


def test_a_store_that_cannot_be_read_leaves_the_plans_own_values(
    before: PlanReading, after: PlanReading, tmp_path: Path
) -> None:  # SE08
    old = planned(tmp_path / "2025", before)
    old.store_file.write_bytes(b"inte en databas")
    new = planned(tmp_path / "2026", after, "../2025")
    (said,) = problems_of(new)
    assert said.endswith("[PLAN-54]")
    assert rows_of(consolidate(new, "2026-08"))["hsn-1.1.1", "Nu"]["2023"] == "71"


def test_the_chain_goes_on_through_every_plan(tmp_path: Path) -> None:  # SE01
    previous = None
    for year in (2024, 2025, 2026):
        planned(tmp_path / str(year), small(year, Utgångsvärde=str(year - 1960)), previous)
        previous = f"../{year}"
    made = consolidate(Year(tmp_path / "2026"), "2026-12")
    (row,) = rows_of(made).values()
    assert [row[year] for year in ("2023", "2024", "2025")] == ["64", "65", "66"]
    assert row["Utveckling"] == "ökar två år i rad, åt rätt håll"
