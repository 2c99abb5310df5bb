"""What the whole organisation's statutory interim report must hold, and what is seen of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from sheetplan.plan.assessment import Restoration
from sheetplan.plan.bridging import TiedTotal
from sheetplan.plan.noun import COMMITTEE, Noun
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import Held
from sheetplan.plan.settings import Period
from sheetplan.plan.statement import BalanceLine, IncomeLine, Line
from sheetplan.schema.numbers import decimals_of, show_number
from sheetplan.tables.duties import (
    ACT,
    ACT_CONTENT,
    Checklist,
    Duty,
    asked,
    held,
    named,
)
from sheetplan.tables.results import Results

_SHORTEST, _LONGEST = 6, 8  # months: half and two thirds of a year
_MONTHS_TO_HAND_OVER = 2
_GOAL = Noun("finansiellt mål", "det finansiella målet", "finansiella mål", "de finansiella målen")


def region_checklist(
    results: Results, figures: Held, made: Restoration | None, tied: Sequence[TiedTotal]
) -> Checklist:
    """List what the law asks of the region's interim report (delårsrapport)."""
    organisation = results.plan.settings.organisation
    duties = tuple(_region(results, figures, made, tied))
    return Checklist(f"Checklista: {results.period.name}, {organisation}", duties)


def _region(
    results: Results, figures: Held, made: Restoration | None, tied: Sequence[TiedTotal]
) -> Iterator[Duty]:
    period = results.period
    yield _time(period)
    yield asked(f"Rapporten är överlämnad senast {_handed_over(period)}.", ACT, "")
    yield _statement(
        figures, IncomeLine, "Resultaträkning med jämförelse mot budget och förra året."
    )
    yield _statement(figures, BalanceLine, "Balansräkning med jämförelse mot årets början.")
    yield asked("De kommunala koncernföretagen är med.", ACT)
    yield _balance(made)
    yield _financial_goals(figures)
    yield asked("En samlad bedömning av god ekonomisk hushållning.", ACT_CONTENT)
    yield _returned(results)
    yield _tied(tied)


def _time(period: Period) -> Duty:
    months = period.ends.month - period.starts.month + 1
    text = f"Rapporten omfattar {_SHORTEST}–{_LONGEST} månader av året."
    return held(
        text, ACT, done=_SHORTEST <= months <= _LONGEST, found=f"Den omfattar {months} månader."
    )


def _handed_over(period: Period) -> date:
    """Return the last day of the second month after a period."""
    ahead = period.ends.month - 1 + _MONTHS_TO_HAND_OVER
    year, month = period.ends.year + ahead // 12, ahead % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _statement(figures: Held, line: type[Line], text: str) -> Duty:
    table = figures.figures.table(line.sheet)
    if table is None:
        return asked(text, ACT, f"Planen har inga belopp på bladet {line.sheet}.")
    wrong = [one for one in figures.wrong if one.place.startswith(f"{line.sheet}!")]
    if wrong:
        return held(text, ACT, done=False, found=f"{len(wrong)} summor i planens {line.sheet} "
            "stämmer inte. Se sammanställningen.")  # fmt: skip
    return asked(
        text, ACT, f"Planens {line.sheet} går att räkna efter. Utfallet bedömer du själv."
    )


def _balance(made: Restoration | None) -> Duty:
    text = "Balanskravet är bedömt på helårsprognosen, med det som ska återställas och när."
    if made is None:
        found = "Planen har inga rader för balanskravet."
        return asked(text, ACT_CONTENT, found)
    last = [*made.years.values()][-1]
    rest = show_number(last.closing, decimals_of(last.closing)) if last.left else "inget"
    late = " Något återställs för sent." if last.overdue else ""
    found = f"Enligt planen återstår {rest} att återställa efter {last.year}.{late}"
    return asked(text, ACT_CONTENT, found)


def _financial_goals(figures: Held) -> Duty:
    goals = {one.goal.name: one for one in figures.goals}
    without = [name for name, one in goals.items() if one.met is None]
    found = named(_GOAL, without, len(goals), "Bedömning")
    return held("Varje finansiellt mål är utvärderat.", ACT_CONTENT, done=not without, found=found)


def _returned(results: Results) -> Duty:
    every = [c for c in results.plan.committees if results.plan.frames_of(c.id)]
    in_store = {committee.id for committee in results.returned}
    without = [c.name for c in every if c.id not in in_store]
    found = named(COMMITTEE, without, len(every), "Svar")
    return held("Alla nämnder som har en ram ingår.", ACT, done=not without, found=found)


def _tied(tied: Sequence[TiedTotal]) -> Duty:
    text = "Nämndernas belopp är tillsammans organisationens nettokostnad."
    if not tied:
        return asked(text, ACT, "Planen har ingen rad att stämma av mot.")
    wrong = [one.column for one in tied if one.judgement.verdict is Verdict.WRONG]
    found = (
        f"Det skiljer i {', '.join(wrong)}." if wrong else "Ramarna går ihop med resultatbudgeten."
    )
    return held(text, ACT, done=not wrong, found=found)
