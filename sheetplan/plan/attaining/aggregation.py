"""Aggregation (sammanvägning): units' values made into one, by the plan's way and by no other.

Percentages are never averaged: a share over units is the sum of numerators over the sum of
denominators. What is not in a total is named. Source: domain rules for aggregation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.attaining.aim import HUNDRED, decimal_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.noun import Noun
from sheetplan.plan.words import Aggregation, IndicatorKind

_NOT = "Ej aggregerbar:"


@dataclass(frozen=True)
class UnitValue:
    """What a unit reports: a value, or what it is made of.

    Attributes:
        unit: the unit's id.
        value: in the indicator's unit, 72 for 72 %.
        weight: how much the value counts, such as its number of answers.
    """

    unit: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None


@dataclass(frozen=True)
class Aggregate:
    """One value for many units.

    Attributes:
        value: None where the units cannot be put together.
        included: the units in it.
        missing: the units that have reported nothing.
        left_out: the units that have reported what cannot be used, each with why.
        reason: why there is no value, or how it was made.
    """

    value: Decimal | None
    included: tuple[str, ...]
    missing: tuple[str, ...]
    left_out: Mapping[str, str]
    reason: str

    def told(self, noun: Noun) -> str:
        """Say how many units are in it, of all: ``6 av 8 nämnder``."""
        expected = len(self.included) + len(self.missing) + len(self.left_out)
        return noun.counted(len(self.included), expected)


def aggregate(
    indicator: Indicator, units: Sequence[str], reported: Sequence[UnitValue]
) -> Aggregate:
    """Put units' values together; ``units`` are those that should report."""
    left_out: dict[str, str] = {}
    usable: list[UnitValue] = []
    way = _WAYS.get(indicator.aggregation)
    for unit, values in _by_unit(units, reported).items():
        why_not = _why_not(unit, values, units) or (way.why_not(values[0]) if way else "")
        if why_not:
            left_out[unit] = why_not
        else:
            usable.append(values[0])
    told = {one.unit for one in reported if not _is_blank(one)}
    missing = tuple(unit for unit in dict.fromkeys(units) if unit not in told)
    refused = _refused(indicator) or ("" if usable else _nothing(left_out, way))
    value = None if refused or way is None else way.total(usable, indicator)
    if value is None:
        refused = refused or f"{_NOT} nämnaren eller vikten är 0 för alla."
        return Aggregate(None, (), missing, left_out | _with(usable, refused), refused)
    included = tuple(one.unit for one in usable)
    return Aggregate(value, included, missing, left_out, indicator.aggregation.label + ".")


def _with(usable: Sequence[UnitValue], refused: str) -> dict[str, str]:
    return dict.fromkeys((one.unit for one in usable), refused)


def _by_unit(units: Sequence[str], reported: Sequence[UnitValue]) -> dict[str, list[UnitValue]]:
    """Group what is reported, in the order of the units; what is said twice alike is one."""
    order = [*units, *(one.unit for one in reported)]
    found: dict[str, list[UnitValue]] = {unit: [] for unit in dict.fromkeys(order)}
    for one in reported:
        if not _is_blank(one) and one not in found[one.unit]:
            found[one.unit].append(one)
    return {unit: values for unit, values in found.items() if values}


def _is_blank(one: UnitValue) -> bool:
    return one == UnitValue(one.unit)


def _why_not(unit: str, values: Sequence[UnitValue], units: Sequence[str]) -> str:
    if unit not in units:
        return "hör inte till dem som ska rapportera"
    return "har rapporterat olika värden två gånger" if len(values) > 1 else ""


def _refused(indicator: Indicator) -> str:
    """Say why the plan's way cannot be used at all, or nothing."""
    if indicator.aggregation is Aggregation.NONE:
        return f"{_NOT} planen säger att värdena inte läggs ihop."
    if indicator.is_text:
        return f"{_NOT} utfallen är i ord."
    share = indicator.kind in {IndicatorKind.SHARE, IndicatorKind.INDEX} or indicator.unit == "%"
    if share and indicator.aggregation is Aggregation.SUM:
        return f"{_NOT} andelar och index läggs inte ihop."
    return ""


def _nothing(left_out: Mapping[str, str], way: _Way | None) -> str:
    reasons = {*left_out.values()}
    if way is not None and way.lacking in reasons:
        return f"{_NOT} {way.lacking}."
    return f"{_NOT} inget värde går att använda." if left_out else "Ingen har rapporterat."


@dataclass(frozen=True)
class _Way:
    """A way to put values together.

    Attributes:
        lacking: what is said of a unit that lacks what the way needs.
        why_not: says why a unit's value cannot be used, or nothing.
        total: reckons; None where it has no meaning.
    """

    lacking: str
    why_not: Callable[[UnitValue], str]
    total: Callable[[Sequence[UnitValue], Indicator], Decimal | None]


def _lacks_value(one: UnitValue) -> str:
    return "värde saknas" if one.value is None else ""


def _lacks_parts(one: UnitValue) -> str:
    """A share needs its parts; nothing of nothing adds nothing."""
    if one.numerator is None or one.denominator is None:
        return _RATIO_LACKS
    if one.denominator < 0:
        return "nämnaren är mindre än 0"
    is_odd = one.denominator == 0 and one.numerator != 0
    return "nämnaren är 0 men täljaren är det inte" if is_odd else ""


def _lacks_weight(one: UnitValue) -> str:
    if one.weight is None:
        return _WEIGHT_LACKS
    if one.weight < 0:
        return "vikten är mindre än 0"
    return "värde saknas" if one.value is None and one.weight > 0 else ""


def _sum(values: Sequence[UnitValue], indicator: Indicator) -> Decimal:
    del indicator
    return decimal_of(sum((Fraction(one.value or 0) for one in values), Fraction(0)))


def _ratio(values: Sequence[UnitValue], indicator: Indicator) -> Decimal | None:
    above = sum((Fraction(one.numerator or 0) for one in values), Fraction(0))
    below = sum((Fraction(one.denominator or 0) for one in values), Fraction(0))
    scale = HUNDRED if indicator.unit == "%" else 1
    return decimal_of(above * scale / below) if below else None


def _weighted(values: Sequence[UnitValue], indicator: Indicator) -> Decimal | None:
    del indicator
    pairs = [(Fraction(one.value or 0), Fraction(one.weight or 0)) for one in values]
    whole = sum((weight for _, weight in pairs), Fraction(0))
    above = sum((value * weight for value, weight in pairs), Fraction(0))
    return decimal_of(above / whole) if whole else None


def _lowest(values: Sequence[UnitValue], indicator: Indicator) -> Decimal:
    del indicator
    return min(one.value for one in values if one.value is not None)


def _highest(values: Sequence[UnitValue], indicator: Indicator) -> Decimal:
    del indicator
    return max(one.value for one in values if one.value is not None)


_RATIO_LACKS = "en andel vägs inte samman utan täljare och nämnare"
_WEIGHT_LACKS = "ett medel vägs inte samman utan vikter"
_WAYS = {
    Aggregation.SUM: _Way("värde saknas", _lacks_value, _sum),
    Aggregation.RATIO: _Way(_RATIO_LACKS, _lacks_parts, _ratio),
    Aggregation.WEIGHTED: _Way(_WEIGHT_LACKS, _lacks_weight, _weighted),
    Aggregation.MINIMUM: _Way("värde saknas", _lacks_value, _lowest),
    Aggregation.MAXIMUM: _Way("värde saknas", _lacks_value, _highest),
}
