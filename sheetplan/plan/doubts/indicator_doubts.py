"""What an indicator leaves in doubt: its unit, direction and target against its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from sheetplan.plan.attaining.grounds import contradicts
from sheetplan.plan.doubts.row_at import RowAt
from sheetplan.plan.doubts.wording import Wish, wish_in_goal, wish_in_name
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.rules import plan_rules, sheet_rules
from sheetplan.plan.settings import Period
from sheetplan.plan.target import Form, is_relative
from sheetplan.plan.words import Aggregation, Direction, IndicatorKind
from sheetplan.schema.kinds import HUNDRED, plain_number
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.problem import Problem

_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
_PLACEHOLDERS = {"-", "–", "−", "?", ".", "..", "x", "saknas", "okänd", "oklart", "enhet"}
_PER_CENT = {"procent", "procentandel", "proc", "proc.", "pct", "%-andel"}
_MEASURED = {"%", "dagar", "dygn", "timmar", "minuter", "veckor", "månader", "kr", "tkr", "mnkr"}
_UNITS = {"kronor": "kr", "mkr": "mnkr"}
_COMPARES = re.compile(
    r"\brike(?:t|ts)\b|genomsnitt|\bsnitt|median|medelvärde|jämför|i nivå med|föregående|förra|"
    r"lika (?:bra|hög|låg)|fjol|tidigare|"
    r"\b(?:högre|lägre|bättre|sämre|fler|färre|mer|mindre) än\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"föregående|förra|fjol|tidigare|\b(?:19|20)\d\d\b", re.IGNORECASE)
_HUNDREDFOLD = range(50, 200)  # times more, and two per cent figures are not in the same unit
_BENCHMARK_YEARS = 2


def _shown(value: Decimal, indicator: Indicator) -> str:
    return f"{plain_number(value)}{NBSP + '%' if indicator.unit == '%' else ''}"


def _question(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    if indicator.question:
        question = indicator.question.rstrip(".")
        yield at.problem(plan_rules.PLAN_QUESTION, "question", question=question)


def _unit_is_one(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    unit = indicator.unit.casefold()
    if unit in _PLACEHOLDERS or unit in _PER_CENT:
        wanted = "%" if unit in _PER_CENT else "enheten, till exempel %, antal eller timmar"
        yield at.problem(sheet_rules.UNIT_UNCLEAR, "unit", unit=indicator.unit, wanted=wanted)


def _unit_fits_name(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """An indicator that is called a count is not measured in per cent, nor the other way."""
    word = indicator.name.split(maxsplit=1)[0]
    is_count, is_share = word.startswith("Antal"), word.startswith("Andel")
    is_percent = indicator.unit == "%" or indicator.unit.casefold() in _PER_CENT
    if (is_count and is_percent) or (is_share and not is_percent):
        facts = {"unit": indicator.unit, "word": word, "name": at.cell("name")}
        yield at.problem(plan_rules.PLAN_UNIT, "unit", **facts)


def _unit_fits_target(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    target, unit = indicator.target, indicator.unit.casefold()
    said = _UNITS.get(target.unit, target.unit) if target else ""
    own = "%" if unit in _PER_CENT else _UNITS.get(unit, unit)
    if target and said in _MEASURED and said not in own:
        facts = {"target": target.text, "unit": indicator.unit, "place": at.cell("unit")}
        yield at.problem(sheet_rules.TARGET_UNIT, "target", **facts)


def _target_is_set(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """An open question has its own remark."""
    if indicator.target is None and not indicator.question:
        yield at.problem(plan_rules.PLAN_TARGET_MISSING, "target")


def _target_has_baseline(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    number = indicator.target is not None and indicator.target.number is not None
    if number and indicator.baseline is None:
        facts = {"target": indicator.target.text if indicator.target else ""}
        yield at.problem(plan_rules.PLAN_BASELINE_MISSING, "baseline", **facts)


def _target_is_no_weaker(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """A target that is worse than what is already reached asks for nothing."""
    target = indicator.target.number if indicator.target else None
    if target is None or indicator.baseline is None or indicator.kind is IndicatorKind.TEXT:
        return
    if contradicts(indicator.target, indicator.direction):
        return  # that is told instead
    up, down = indicator.direction is Direction.UP, indicator.direction is Direction.DOWN
    if (up and target < indicator.baseline) or (down and target > indicator.baseline):
        facts = {
            "target": indicator.target.text if indicator.target else "",
            "baseline": _shown(indicator.baseline, indicator),
            "place": at.cell("baseline"),
        }
        yield at.problem(plan_rules.PLAN_TARGET_WEAK, "target", **facts)


def _name_is_its_own(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """Two of one name are told apart only by the committee that answers for each."""
    for index, other in enumerate(at.found.rows[: at.index]):
        if isinstance(other, Indicator) and _same_name(indicator, other):
            theirs, ours = (_committee(one, at) for one in (other, indicator))
            if theirs == ours:
                facts = {"other": at.found.place(index, "name").cell}
                yield at.problem(plan_rules.PLAN_NAME_DOUBLE, "name", **facts)
                return


def _same_name(one: Indicator, other: Indicator) -> bool:
    return one.name.casefold().split() == other.name.casefold().split()


def _committee(indicator: Indicator, at: RowAt) -> object:
    return indicator.committee or at.other(Subgoal, indicator.subgoal, "committee")[0]


def _bound_fits_direction(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    if indicator.target and contradicts(indicator.target, indicator.direction):
        facts = {
            "target": indicator.target.text,
            "direction": indicator.direction.label,
            "place": at.cell("direction"),
        }
        yield at.problem(plan_rules.PLAN_BOUND, "target", **facts)


def _wish(indicator: Indicator, at: RowAt) -> tuple[Wish | None, str]:
    """Return what the indicator's or the goal's name wants of the figure, and where it says so."""
    if indicator.kind is IndicatorKind.TEXT:
        return None, ""
    own = wish_in_name(indicator.name)
    if own:
        return own, at.cell("name")
    above = Subgoal if indicator.subgoal else Goal
    goal, place = at.other(above, indicator.subgoal or indicator.goal, "name")
    return wish_in_goal(str(goal or ""), indicator.name), place


def _direction_fits_words(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    wish, place = _wish(indicator, at)
    if wish and indicator.direction is _OPPOSITE[wish.direction]:
        facts = {"direction": indicator.direction.label, "word": wish.word, "place": place}
        yield at.problem(plan_rules.PLAN_DIRECTION, "direction", **facts)


def _outcomes_follow_words(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """The two latest outcomes have not gone the other way than the words want."""
    known = {int(year): value for year, value in indicator.outcomes.items()}
    if indicator.baseline is not None and indicator.baseline_year:
        known.setdefault(indicator.baseline_year, indicator.baseline)
    wish, place = _wish(indicator, at)
    if wish is None or len(known) < 2:  # noqa: PLR2004 - from one to another
        return
    before, last = sorted(known)[-2:]
    gain = known[last] - known[before]
    if gain and (gain > 0) is not (wish.direction is Direction.UP):
        facts = {
            "before": f"{_shown(known[before], indicator)} ({before})",
            "last": f"{_shown(known[last], indicator)} ({last})",
            "word": wish.word,
            "place": place,
        }
        key = f"outcomes.{last}" if str(last) in indicator.outcomes else "baseline"
        yield at.problem(plan_rules.PLAN_OUTCOMES, key, **facts)


def _range_fits_direction(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    target, direction = indicator.target, indicator.direction
    if target is None or indicator.kind is IndicatorKind.TEXT:
        return
    is_number = target.form is Form.NUMBER and direction is Direction.RANGE
    is_range = target.form is Form.RANGE and direction in _OPPOSITE
    if is_number or is_range:
        facts = {
            "target": target.text,
            "direction": direction.label,
            "place": at.cell("direction"),
        }
        yield at.problem(plan_rules.PLAN_RANGE, "target", **facts)


def _words_have_comparison(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """A target that compares needs what it compares with, its date and its source."""
    target = indicator.target
    if target is None or target.form not in {Form.COMPARED, Form.WORDS}:
        return
    if not _COMPARES.search(target.text):
        return
    if _EARLIER.search(target.text) and indicator.baseline is not None:
        return
    wanted = {
        "benchmark": "jämförelsevärde",
        "benchmark_date": "datum",
        "benchmark_source": "källa",
    }
    missing = [key for key in wanted if getattr(indicator, key) is None]
    if missing:
        cells = [at.cell(key) for key in missing if key in at.found.columns]
        facts = {
            "target": target.text,
            "missing": _listed([wanted[key] for key in missing]),
            "places": _listed(cells) or "en kolumn med rubriken Jämförelsevärde",
        }
        yield at.problem(plan_rules.PLAN_COMPARISON, "target", **facts)


def _listed(words: list[str]) -> str:
    return " och ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _says_of_what(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    if indicator.target and is_relative(indicator.target) and not indicator.target_of:
        yield at.problem(plan_rules.PLAN_TARGET_OF, "target", target=indicator.target.text)


def _is_not_hundredfold(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """Two figures in per cent are about as large, and one below 1 has its sign."""
    target, baseline = indicator.target, indicator.baseline
    if indicator.unit != "%" or target is None or target.number is None:
        return
    number = target.number
    reason = ""
    if 0 < number < 1 and not target.unit:
        reason = f"talet har inget procenttecken men enheten i {at.cell('unit')} är %"
        wanted = f"{plain_number(number * HUNDRED)}{NBSP}%"
    elif baseline and number and round(max(number / baseline, baseline / number)) in _HUNDREDFOLD:
        reason = f"utgångsvärdet i {at.cell('baseline')} är {_shown(baseline, indicator)}"
        other = number * HUNDRED if number < baseline else number / HUNDRED
        wanted = f"{plain_number(other)}{NBSP}%"
    if reason:
        facts = {"target": target.text, "reason": reason, "wanted": wanted}
        yield at.problem(plan_rules.PLAN_HUNDREDFOLD, "target", **facts)


def _is_possible(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """Target and baseline are within the lowest and highest possible value."""
    target = indicator.target.number if indicator.target else None
    for key, value in (("target", target), ("baseline", indicator.baseline)):
        too_low = indicator.minimum is not None and value is not None and value < indicator.minimum
        limit = indicator.minimum if too_low else indicator.maximum
        if value is None or limit is None or not (too_low or value > limit):
            continue
        facts = {
            "value": _shown(value, indicator),
            "limit": _shown(limit, indicator),
            "place": at.cell("minimum" if too_low else "maximum"),
        }
        yield at.problem(plan_rules.PLAN_LIMIT, key, **facts)


def _benchmark_is_fresh(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    day = indicator.benchmark_date
    if day is not None and at.year and day < date(at.year - _BENCHMARK_YEARS, 1, 1):
        facts = {"date": day.isoformat(), "year": str(at.year)}
        yield at.problem(plan_rules.PLAN_BENCHMARK_OLD, "benchmark_date", **facts)


def _is_due_some_time(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    periods = [row for row in at.sheets[Period].rows if isinstance(row, Period)]
    if periods and not any(indicator.is_due(period) for period in periods):
        said = indicator.periodicity.label
        yield at.problem(plan_rules.PLAN_NEVER_DUE, "periodicity", periodicity=said)


def _flow_is_spread(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """A flow that is followed within the year needs to know how its target is spread."""
    number = indicator.target is not None and indicator.target.number is not None
    is_within_year = len(indicator.periodicity.months) > 1
    if (
        number
        and is_within_year
        and indicator.kind is IndicatorKind.FLOW
        and not indicator.profile
    ):
        facts = {"place": at.cell("kind"), "periodicity": indicator.periodicity.label}
        yield at.problem(plan_rules.PLAN_PROFILE, "profile", **facts)


def _shares_are_not_summed(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    is_share = indicator.kind in {IndicatorKind.SHARE, IndicatorKind.INDEX}
    if is_share and indicator.aggregation is Aggregation.SUM:
        facts = {"kind": indicator.kind.label, "place": at.cell("kind")}
        yield at.problem(plan_rules.PLAN_SHARES_SUMMED, "aggregation", **facts)


INDICATOR_DOUBTS: tuple[Callable[[Indicator, RowAt], Iterator[Problem]], ...] = (
    _question,
    _unit_is_one,
    _unit_fits_name,
    _unit_fits_target,
    _target_is_set,
    _target_has_baseline,
    _target_is_no_weaker,
    _name_is_its_own,
    _bound_fits_direction,
    _direction_fits_words,
    _outcomes_follow_words,
    _range_fits_direction,
    _words_have_comparison,
    _says_of_what,
    _is_not_hundredfold,
    _is_possible,
    _benchmark_is_fresh,
    _is_due_some_time,
    _flow_is_spread,
    _shares_are_not_summed,
)
