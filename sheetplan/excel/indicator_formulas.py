"""An indicator's formulas: the core's rules for ratio, status and compound targets in Excel.

Numbers that stand in no cell of the row, such as a range's ends, are written into the formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.excel.grid import area_of
from sheetplan.plan.attaining.aim import HUNDRED, is_strict
from sheetplan.plan.attaining.grounds import undecided
from sheetplan.plan.attaining.part import decides, part_of
from sheetplan.plan.attaining.reference import is_higher_better, known_reference
from sheetplan.plan.comparison import Comparison
from sheetplan.plan.form import Form
from sheetplan.plan.growth import Growth, growth_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.target import Bound, Target
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.words import Direction, Formula, Status

Where = Mapping[str, str]  # column key → the row's cell, as "I7"


def mark(status: Status) -> str:
    """Return a status as a text in a formula."""
    return f'"{status.mark}"'


@dataclass(frozen=True)
class _Aim:
    """A number to reach, as the core's ``Aim``, in cells and numbers.

    Attributes:
        fit: what must hold for there to be a ratio; nothing where it always may be.
    """

    outcome: str
    target: str
    is_up: bool
    is_strict: bool
    formula: Formula
    start: str
    fit: str = ""

    @property
    def ratio(self) -> str:
        """The formula of the ratio, without the equals sign."""
        outcome, target = self.outcome, self.target
        numbers = f"ISNUMBER({outcome})" + (f",{self.fit}" if self.fit else "")
        if self.formula is Formula.DISTANCE:
            if not self.start:
                return '""'
            way = f"ROUND({target}-{self.start},9){'>' if self.is_up else '<'}0"
            gone = f"({outcome}-{self.start})/({target}-{self.start})"
            return f'IF(AND({numbers}),IF({way},{gone},""),"")'
        made = f"{outcome}/{target}"
        if not self.is_up:
            mirrored = self.formula is Formula.MIRROR
            made = f"2-{outcome}/{target}" if mirrored else f"{target}/{outcome}"
        return f'IF(AND({numbers}),IF(AND({outcome}>0,{target}>0),{made},""),"")'

    def status(self, form: Form, ratio: str) -> str:
        """The status by the ratio's cell; without a ratio the outcome meets the number itself."""
        equal = mark(Status.PARTLY if self.is_strict else Status.MET)
        better = f"{self.outcome}{'>' if self.is_up else '<'}{self.target}"
        direct = (
            f"IF({self.outcome}={self.target},{equal},"
            f"IF({better},{mark(Status.MET)},{mark(Status.NOT_MET)}))"
        )
        return _by_threshold(form, ratio, direct, is_strict=self.is_strict)


@dataclass(frozen=True)
class IndicatorFormulas:
    """The formulas of one indicator's row."""

    form: Form
    indicator: Indicator
    where: Where

    def all(self) -> dict[str, str]:
        """Return the formulas by column key, with the equals sign."""
        made = {key: f"={text}" for key, text in self._own().items()}
        if "joint" in self.where:
            made["joint"] = f"={self._joint()}"
        return made

    def _own(self) -> dict[str, str]:
        target = self.indicator.target
        if not self.indicator.is_due(self.form.period):
            return {}
        if target is None or undecided(self.indicator, self.form.period):
            return {"status": self._undecided()}
        growth, comparison = growth_of(target), target.comparison
        if growth:
            return self._grown(growth)
        if comparison:
            return {"status": self._if_told(self._compared(comparison))}
        return self._range(target) if target.form is TargetForm.RANGE else self._number(target)

    def _undecided(self) -> str:
        told, status = self.where["outcome"], mark(Status.UNDECIDED)
        if self.indicator.is_text:
            return f'IF({self.where["outcome_text"]}<>"",{status},{mark(Status.NO_DATA)})'
        return f"IF(ISNUMBER({told}),{status},{mark(Status.NO_DATA)})"

    def _if_told(self, judged: str) -> str:
        return f"IF(ISNUMBER({self.where['outcome']}),{judged},{mark(Status.NO_DATA)})"

    def _literal(self, value: Decimal | None) -> str:
        """Write a value in the indicator's unit as its cells hold it: 72 % is 0.72."""
        scale = HUNDRED if self.indicator.unit == "%" else 1
        return f"{(value or Decimal(0)) / scale:f}"

    def _aim(self, target: str, start: str, *, strict: bool, fit: str = "") -> _Aim:
        is_up = self.indicator.direction is Direction.UP
        formula = self.indicator.formula
        return _Aim(self.where["outcome"], target, is_up, strict, formula, start, fit)

    def _number(self, target: Target) -> dict[str, str]:
        strict, baseline = is_strict(target), self.where.get("baseline", "")
        fit = f"ISNUMBER({baseline})" if self.indicator.formula is Formula.DISTANCE else ""
        cell = self._literal(target.number) if strict else self.where["target"]
        aim = self._aim(cell, baseline, strict=strict, fit=fit)
        made = {"ratio": aim.ratio}
        part, key = part_of(self.indicator, self.form.period), "ratio"
        if part is not None:
            start = f"{baseline}{_times(part.share)}" if baseline else ""
            in_part = self._aim(self.where["period_target"], start, strict=strict, fit=fit)
            made["period_ratio"] = in_part.ratio
            if decides(self.indicator, self.form.period):
                aim, key = in_part, "period_ratio"
        made["status"] = self._if_told(aim.status(self.form, self.where[key]))
        return made

    def _range(self, target: Target) -> dict[str, str]:
        outcome, low, high = self.where["outcome"], *map(self._literal, (target.low, target.high))
        inside = f"AND({outcome}>={low},{outcome}<={high})"
        nearer = f"IF({outcome}<{low},{outcome}/{low},{high}/{outcome})"
        fit = f'IF(OR({inside},{outcome}<=0,{low}<=0),"",{nearer})'
        ratio = f'IF(ISNUMBER({outcome}),{fit},"")'
        outside = _by_threshold(self.form, self.where["ratio"], mark(Status.NOT_MET))
        return {
            "ratio": ratio,
            "status": self._if_told(f"IF({inside},{mark(Status.MET)},{outside})"),
        }

    def _reference(self) -> str:
        """Return what the outcome is compared with: a cell to fill in, or what the plan knows."""
        known = known_reference(self.indicator, self.form.period)
        return self.where["comparison"] if known is None else self._literal(known.value)

    def _compared(self, comparison: Comparison) -> str:
        outcome, reference = self.where["outcome"], self._reference()
        better = ">" if is_higher_better(comparison.side, self.indicator.direction) else "<"
        equal = mark(Status.MET if comparison.is_equal_enough else Status.PARTLY)
        same = f"IF({outcome}={reference},{equal},{mark(Status.NOT_MET)})"
        judged = f"IF({outcome}{better}{reference},{mark(Status.MET)},{same})"
        return f"IF(ISNUMBER({reference}),{judged},{mark(Status.NO_DATA)})"

    def _grown(self, growth: Growth) -> dict[str, str]:
        """A change in per cent makes a number of the value that it is reckoned on."""
        reference = self._reference()
        factor = 1 + growth.percent / HUNDRED
        fit = f"N({reference})>0"
        strict = growth.bound in {Bound.ABOVE, Bound.BELOW}
        aim = self._aim(f"({reference}*{factor:f})", reference, strict=strict, fit=fit)
        judged = f"IF({fit},{aim.status(self.form, self.where['ratio'])},{mark(Status.UNDECIDED)})"
        known = f"IF(ISNUMBER({reference}),{judged},{mark(Status.NO_DATA)})"
        return {"ratio": aim.ratio, "status": self._if_told(known)}

    def _joint(self) -> str:
        """The worst of the parts of a compound target; its own status where it is whole."""
        own = self.where["status"]
        sheet = self.form.sheet("indicators")
        if sheet is None or not self.indicator.compound_key:
            return own
        keys = ("subgoal_id", "compound")
        part = "*".join(f"({area_of(sheet, key)}={self.where[key]})" for key in keys)
        statuses = area_of(sheet, "status")

        def count(status: str) -> str:
            return f"SUMPRODUCT({part}*({statuses}={status}))"

        good = f"{count(mark(Status.MET))}+{count(mark(Status.PARTLY))}"
        some = f"IF({good}=SUMPRODUCT({part}),{mark(Status.PARTLY)},{mark(Status.NO_DATA)})"
        mixed = f"IF({count(mark(Status.NOT_MET))}>0,{mark(Status.NOT_MET)},{some})"
        return f"IF({count(own)}=SUMPRODUCT({part}),{own},{mixed})"


def _times(share: Fraction) -> str:
    return f"*{share.numerator}/{share.denominator}"


def _by_threshold(form: Form, ratio: str, otherwise: str, *, is_strict: bool = False) -> str:
    """Twelve digits, since 64.8/81 is a hair under 0.8 in binary."""
    settings = form.plan.settings
    met, partly = (f"{limit / HUNDRED:f}" for limit in (settings.met, settings.partly))
    enough = ">" if is_strict else ">="
    below = f"IF(ROUND({ratio},12)>={partly},{mark(Status.PARTLY)},{mark(Status.NOT_MET)})"
    judged = f"IF(ROUND({ratio},12){enough}{met},{mark(Status.MET)},{below})"
    return f"IF(ISNUMBER({ratio}),{judged},{otherwise})"
