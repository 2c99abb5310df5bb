"""What a person read in from the ledger, for the entries that no sheet in Markdown can show."""

from __future__ import annotations

from collections.abc import Callable

from sheetplan.flows.answers import results_of
from sheetplan.flows.consolidate import gather
from sheetplan.flows.ledger_told import told_ledger
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, hand_in, returned
from tests.ledgers import (
    COST,
    HEAD,
    SAMPLE,
    SHEETS,
    TWO_FORMATS,
    lines,
    plan_bytes,
    read_in,
)
from tests.six_committees import OUTCOMES, answer, issued, plan_text

Act = Callable[[Year], tuple[Problem, ...]]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OTHER = "4010;2610;202508;Löner;1 000"
_WINDOWS = SHEETS.replace(
    "| Kostnader är plus | | |\n", "| Kostnader är plus | | Windows-1252 |\n"
)
_UTF8 = SHEETS.replace("| Kostnader är plus | | |\n", "| Kostnader är plus | | UTF-8 |\n")


def read(*files: bytes, sheets: str = SHEETS, control_sum: str | None = None) -> Act:
    """Read files in with a plan."""

    def act(year: Year) -> tuple[Problem, ...]:
        year.plan_file.write_bytes(plan_bytes(sheets))
        return read_in(year, *files, control_sum=control_sum).problems

    return act


def rows(*added: str, head: str = HEAD) -> Act:
    """Read in a file with these rows."""
    return read(lines(*added, head=head))


def again(first: bytes, second: bytes) -> Act:
    """Read in one file, and later another."""

    def act(year: Year) -> tuple[Problem, ...]:
        year.plan_file.write_bytes(plan_bytes())
        read_in(year, first)
        return read_in(year, second).problems

    return act


def differing(year: Year) -> tuple[Problem, ...]:
    """Let HSN answer, and read in a ledger with half a million more for pharmaceuticals."""
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    year.plan_file.write_bytes(plan_bytes())
    more = SAMPLE.read_text(encoding="utf-8").rpartition(";;;;Summa")[0]
    extra = "202508;2610;Sjukhus;5010;Läkemedel, öppenvård;500 000,00;1\n"
    read_in(year, f"{more}{extra}".encode())
    plan = require_plan(year)
    results = results_of(year, plan, require_period(plan, PERIOD))
    return told_ledger(year, results).problems


def plan_changed(year: Year) -> tuple[Problem, ...]:
    """Take accounts out of the plan after they have been read in."""
    year.plan_file.write_bytes(plan_bytes())
    read_in(year, lines(COST))
    year.plan_file.write_bytes(plan_bytes(SHEETS.replace("4000–4999", "4100–4999")))
    plan = require_plan(year)
    results = results_of(year, plan, require_period(plan, PERIOD))
    return told_ledger(year, results).problems


def untied(year: Year) -> tuple[Problem, ...]:
    """Let all six committees answer, with one öre less than the result budget says."""
    region = issued(year.root / "regionen", plan_text("−1 234 567 890,13"))
    for committee, outcome in OUTCOMES.items():
        answer(region, committee, outcome)
    return gather(region).economy.problems


LEDGER_ACTS: dict[str, Act] = {
    "RED-09": read(PDF),
    "RED-10": rows("4010;2610;5", head="Konto;Enhet;Summa"),
    "RED-11": rows(f"{COST};1", head=f"{HEAD};Belopp"),
    "RED-12": read(lines(COST).decode("utf-8").encode("mac_roman")),
    "RED-13": read(lines(COST).decode("utf-8").encode("cp1252"), sheets=_UTF8),
    "RED-14": read(lines(COST), sheets=_WINDOWS),
    "RED-15": rows(COST, '4010;2610;202508;"Arvoden;5', _OTHER),
    "RED-16": rows(COST, "4010;2610;202508;Resor; tåg;5"),
    "RED-17": rows(),
    "RED-18": rows(COST, "4010;2610;202508;Löner;ca 300", "4010;2610;202507;Löner;ca 300"),
    "RED-19": rows(COST, "4010;2610;202508;Löner;1.250"),
    "RED-20": rows(COST, ";2610;202508;Löner;5"),
    "RED-21": rows(COST, "8010;2610;202508;Räntor;5", "8010;2410;202508;Räntor;7"),
    "RED-22": rows(COST, "4010;7710;202508;Löner;5"),
    "RED-23": rows(COST, "4010;2610;aug;Löner;5"),
    "RED-24": rows(COST, "4010;2610;2024-08-31;Löner;5"),
    "RED-25": rows(COST, "4010;2610;202509;Löner;5 000"),
    "RED-26": rows(COST, _OTHER, _OTHER),
    "RED-27": rows(COST, _OTHER, COST, _OTHER),
    "RED-28": read(lines(COST, _OTHER), lines(_OTHER, COST)),
    "RED-29": again(lines(COST), lines(COST)),
    "RED-30": rows(COST, ";;;Summa 4010;4 356 000 000", _OTHER),
    "RED-31": rows(COST, _OTHER, ";;;Totalt;4 356 000 100"),
    "RED-32": rows(COST, "4010;2610;202508;Löner;=2*500"),
    "RED-33": rows(COST, "4010;2610;202508;Löner;12,50", "4010;2610;202507;Löner;12.50"),
    "RED-34": read(lines(COST).decode("utf-8").encode("cp850")),
    "RED-40": read(lines(COST, _OTHER), control_sum="4356000000"),
    "RED-41": rows("4010;2610;202508;Löner;4 356 000"),
    "RED-42": rows(COST, "3010;2610;202508;Såld vård;544 000 000"),
    "RED-43": again(lines(COST, "4010;1010;202508;Löner;5 000"), lines(COST)),
    "RED-44": read(lines("4010;2610;202508;Löner;4 356 000"), control_sum="4 356 000 kr"),
    "RED-45": read(lines("4010;2610;202508;Rättade löner;-5 000"), control_sum="-5 tkr"),
    "RED-46": read(
        lines(COST),
        b"Account;Cost centre;Net\n4010;2610;-5\n",
        sheets=TWO_FORMATS,
        control_sum="4 356 000 005",
    ),
    "RED-47": untied,
    "RED-50": differing,
    "RED-51": plan_changed,
}
