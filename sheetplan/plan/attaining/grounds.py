"""Grounds for a colour: why an indicator has none, whatever its outcome is."""

from __future__ import annotations

import re

from sheetplan.plan.attaining.part import why_no_part
from sheetplan.plan.comparison import Side
from sheetplan.plan.growth import growth_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import Period
from sheetplan.plan.split import is_group
from sheetplan.plan.target import Form, Target, has_parts
from sheetplan.plan.words import Aggregation, Direction

_FOR_ALL = "Målet gäller alla grupper tillsammans."
_IN_WORDS = "Målet är skrivet i ord och bedöms av nämnden."
_ITSELF = re.compile(
    r"(?:utfallet |värdet )?(?:föregående|förra) (?:år(?:et)?|års utfall|årets utfall|års värde)|"
    r"utgångsvärdet?|indikatorn|indikatorns (?:eget )?(?:utfall|värde)(?: föregående år)?"
)
_DEFINITE = "(?:e?n|e?t|na|[aeo]rna)?"


def undecided(indicator: Indicator, period: Period) -> str:
    """Say why no status can be given whatever the outcome is, or nothing."""
    target = indicator.target
    if target is None:
        return "Planen har inget målvärde."
    if is_for_all(indicator):
        return _FOR_ALL
    in_words = indicator.is_text or target.form is Form.WORDS
    return (
        (_not_in_numbers(indicator, target) if in_words else "")
        or _no_direction(target, indicator.direction)
        or why_no_part(indicator, period)
    )


def is_for_all(indicator: Indicator) -> bool:
    """Tell whether a group's target is of all groups together: what a sum must reach."""
    target = indicator.target
    numbers = target is not None and target.form in {Form.NUMBER, Form.RANGE}
    return is_group(indicator) and indicator.aggregation is Aggregation.SUM and numbers


def _no_direction(target: Target, direction: Direction) -> str:
    if direction is Direction.UNDECIDED:
        return "Planen säger inte om högre eller lägre är bättre."
    if direction is Direction.RANGE and target.form is not Form.RANGE:
        return "Planen har inget intervall."
    if contradicts(target, direction):
        return f"Målet är ”{target.text}” men riktningen är ”{direction.label}”."
    return ""


def _not_in_numbers(indicator: Indicator, target: Target) -> str:
    """Say why words are not reckoned with, or nothing where they are a change of a known value."""
    if has_parts(target) and not indicator.is_text:
        return "Målet har flera delar. Varje del behöver en egen rad i planen."
    if indicator.is_text or growth_of(target) is None:
        return _IN_WORDS
    if not indicator.target_of:
        return "Målet är en andel eller förändring, men planen säger inte av vad."
    if not _is_of_itself(indicator, indicator.target_of):
        return f"Målet räknas på ”{indicator.target_of}”, som indikatorn inte mäter."
    if indicator.unit == "%":
        return "Det går inte att veta om målet är procent eller procentenheter."
    return ""


def _is_of_itself(indicator: Indicator, target_of: str) -> bool:
    """Tell whether a change is of the indicator's own earlier value."""
    said = " ".join(target_of.casefold().split()).rstrip(".")
    own = re.escape(" ".join(indicator.name.casefold().split()).rstrip("."))
    same = said == indicator.unit.casefold() or re.fullmatch(own + _DEFINITE, said)
    return bool(same or _ITSELF.fullmatch(said))


def contradicts(target: Target | None, direction: Direction) -> bool:
    """Tell whether a target's own words point the other way than the direction."""
    if target is None or direction not in {Direction.UP, Direction.DOWN}:
        return False
    asks_more = _asks_more(target)
    return asks_more is not None and asks_more is not (direction is Direction.UP)


def _asks_more(target: Target) -> bool | None:
    """Tell whether words ask for more or for less; None where they do not say."""
    growth = growth_of(target)
    bound = growth.bound if growth else target.bound
    if bound is not None and target.form is not Form.RANGE:
        return bound.is_lower
    comparison = target.comparison
    if comparison is None or comparison.side is Side.BETTER:
        return None
    return comparison.side is Side.HIGHER
