"""The economy of the whole organisation as data for other programs."""

from __future__ import annotations

from typing import Any

from sheetplan.flows.region_economy import RegionEconomy
from sheetplan.plan.assessment import ReserveYear
from sheetplan.plan.balancing import Deficit, RestorationYear
from sheetplan.plan.bridging import Bridge, TiedTotal
from sheetplan.plan.finance import FinancialGoal
from sheetplan.plan.reconciling.figures import FigureRow
from sheetplan.plan.reconciling.identities import Reconciliation
from sheetplan.plan.statement import STATEMENTS
from sheetplan.plan.words import Status
from sheetplan.schema.kinds import HUNDRED
from sheetplan.tables.forecasts import METHODS, FrameForecast
from sheetplan.tables.statements import goal_held, totals_of
from sheetplan.tables.tied_outcomes import TiedOutcome

Data = dict[str, Any]


def economy_data(economy: RegionEconomy) -> Data:
    """Return the economy in the shape that scripts rely on; shares are 1 for 100 %."""
    held, told = economy.held, economy.restoration
    tables = [table for line in STATEMENTS if (table := held.figures.table(line.sheet))]
    lines = [(table.sheet, row) for table in tables for row in table.rows]
    return {
        "bridge": [_bridge(one) for one in economy.bridges],
        "tied_totals": [_tied(one) for one in economy.tied],
        "tied_outcomes": [_tied_outcome(one) for one in economy.outcomes],
        "statements": [_line(sheet, row, totals_of(held, row)) for sheet, row in lines],
        "financial_goals": [_goal(economy, goal) for goal in economy.plan.financial_goals],
        "restoration": [_year(one) for one in (told.years.values() if told else ())],
        "reserve": [_reserve(one) for one in economy.reserves],
        "forecasts": [_forecast(one) for one in economy.forecasts],
    }


def _bridge(one: Bridge) -> Data:
    return {
        "committee": one.committee.id if one.committee else None,
        "amounts": dict(one.amounts),
        "rounding": one.rounding if one.is_whole else None,
        "unexplained": one.unexplained if one.is_whole else None,
    }


def _tied(one: TiedTotal) -> Data:
    return {
        "year": one.year,
        "column": one.column,
        "committees": [committee.id for committee in one.committees],
        "frames": one.frames,
        "net_cost": one.printed,
        "verdict": one.judgement.verdict.key,
        "bound": one.judgement.bound,
    }


def _tied_outcome(one: TiedOutcome) -> Data:
    return {
        "period": one.period.id,
        "outcomes": {committee.id: amount for committee, amount in one.outcomes},
        "sum": one.total,
        "net_cost": one.net_cost,
        "difference": one.difference,
        "verdict": one.judgement.verdict.key if one.judgement else None,
    }


def _line(sheet: str, row: FigureRow, held: list[Reconciliation]) -> Data:
    return {
        "id": row.id,
        "sheet": sheet,
        "name": row.name,
        "amounts": {header: figure.value for header, figure in row.figures.items()},
        "reconciliations": [
            {
                "identity": one.identity,
                "column": one.equation.column,
                "verdict": one.verdict.key,
                "difference": one.difference,
                "bound": one.bound,
            }
            for one in held
        ],
    }


def _goal(economy: RegionEconomy, goal: FinancialGoal) -> Data:
    one = goal_held(economy.held, goal)
    statuses = {True: Status.MET, False: Status.NOT_MET, None: Status.UNDECIDED}
    value = None if one is None else one.value / HUNDRED if one.is_share else one.value
    return {
        "id": goal.id,
        "target": goal.target.text,
        "column": one.column if one else None,
        "value": value,
        "status": (statuses[one.met] if one else Status.UNDECIDED).key,
    }


def _year(one: RestorationYear) -> Data:
    return {
        "year": one.year,
        "opening": one.opening,
        "restored": [_deficit(deficit) for deficit in one.restored],
        "left": [_deficit(deficit) for deficit in one.left],
        "closing": one.closing,
        "overdue": [deficit.year for deficit in one.overdue],
    }


def _deficit(one: Deficit) -> Data:
    return {"year": one.year, "amount": one.amount, "due": one.due}


def _reserve(one: ReserveYear) -> Data:
    return {
        "year": one.year,
        "result": one.result,
        "adjusted_result": one.adjusted,
        "taxes_and_grants": one.taxes_and_grants,
        "share": one.room.share / HUNDRED,
        "is_share_known": one.room.is_share_known,
        "threshold": one.room.threshold,
        "restored": one.room.restored,
        "ceiling": one.room.ceiling,
        "room": one.room.room,
    }


def _forecast(one: FrameForecast) -> Data:
    return {
        "id": one.frame.id,
        "committee": one.committee.id,
        "period": one.period.id,
        "period_deviation": one.period_deviation,
        "linear": one.linear,
        "seasonal": one.seasonal,
        "own": one.own,
        "former": one.former,
        "final": one.final,
        "errors": {method: one.error(method) for method in METHODS},
    }
