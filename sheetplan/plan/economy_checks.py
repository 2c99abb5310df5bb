"""What amounts in a return must agree about: controls, units, signs, comments and shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.amount_sheet import OTHER_UNIT, AmountSheet, compared
from sheetplan.plan.controls import Control, Known, controls_of, frame_columns, known_in
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.form import Form, FormRow
from sheetplan.plan.odd_amounts import check_odd
from sheetplan.plan.receiving import Received, spoken
from sheetplan.plan.rules import return_rules
from sheetplan.plan.share_checks import check_shares, effect_of
from sheetplan.plan.words import Agreement, AmountSign
from sheetplan.schema.kinds import HUNDRED, plain_number
from sheetplan.schema.numbers import NBSP, show_number
from sheetplan.schema.problem import Place, Problem

_LOW, _HIGH = 500, 2000  # times: what is taken for a thousand
_THOUSAND = 1000
_SMALLER, _LARGER = {"mnkr": "tkr", "tkr": "kr"}, {"tkr": "mnkr", "mnkr": "mdkr"}


def check_economy(form: Form, received: Received, computed: Known) -> Iterator[Problem]:
    """Check all amounts: of the frames, and of the region's own tables."""
    if form.unit is not None:
        return
    known = known_in(form, received.values, computed)
    for sheet in form.sheets:
        here = AmountSheet(form, received, known, sheet)
        if sheet.answer is EconomyAnswer or sheet.table is not None:
            yield from _controls(here, controls_of(form, sheet))
            slips = [*_units(here), *_signs(here)]
            yield from slips
            yield from check_odd(here, {problem.place for problem in slips})
        if sheet.table is not None:
            yield from _explained(here)
    yield from check_shares(form, received, known)
    yield from _overtyped(form, received, known)


def _overtyped(form: Form, received: Received, known: Known) -> Iterator[Problem]:
    """A number in place of a formula is asked about if the formula gives another."""
    for key, found in received.typed_over.items():
        sheet, wanted = form.sheet(key[0]), known.get(key)
        is_money = sheet is not None and (sheet.answer is EconomyAnswer or sheet.table is not None)
        if not is_money or key in form.said or not isinstance(wanted, Decimal):
            continue
        assert sheet is not None  # noqa: S101 - asked above
        kind = sheet.kind(next(row for row in sheet.rows if row.id == key[1]), key[2])
        if kind.show(found) == kind.show(wanted):
            continue
        effect = effect_of(form, known, key)
        if effect is not None:
            facts = effect.facts(kind.show(found))
            yield Problem(return_rules.RETURN_SHARE_BASE, received.reckoned_at[key], facts)
        else:
            facts = {"found": kind.show(found), "wanted": kind.show(wanted)}
            yield Problem(return_rules.RETURN_OVERTYPED, received.reckoned_at[key], facts)


def _controls(here: AmountSheet, controls: Sequence[Control]) -> Iterator[Problem]:
    """Tell of the controls that differ; of one that follows from another only by itself."""
    differing = [c for c in controls if c.judge(here.known).agreement is Agreement.DIFFERS]
    for control in differing:
        if control.pairs:
            yield from _parts(here, control)
        elif not control.follows or all(other.follows for other in differing):
            yield _apart(here, control)


def _other_unit(here: AmountSheet, control: Control, found: Decimal, wanted: Decimal) -> Problem:
    """A sum a thousand times what it shall be is most likely in the other unit."""
    row = next(row for row in here.sheet.rows if row.id == control.left[0][1])
    place = here.received.reckoned_at.get(control.left[0], Place(sheet=here.sheet.title))
    unit = here.unit(row, control.left[0][2])
    facts = _facts(found, wanted, unit)
    facts |= {
        "found": here.shown(row, control.left[0][2], found),
        "wanted": here.shown(row, control.left[0][2], wanted),
        "label": control.wanted,
    }
    return Problem(return_rules.RETURN_THOUSANDFOLD_ROW, place, facts)


def _apart(here: AmountSheet, control: Control) -> Problem:
    judged = control.judge(here.known)
    place = here.received.reckoned_at.get(control.left[0], Place(sheet=here.sheet.title))
    is_money = here.unit_of(control.left[0]) in OTHER_UNIT
    if is_money and judged.left and judged.right and _is_thousandfold(judged.left, judged.right):
        return _other_unit(here, control, judged.left, judged.right)
    amounts = {"found": judged.left, "right": judged.right, "difference": judged.difference}
    facts = {key: show_number(value, control.decimals) for key, value in amounts.items()
             if value is not None}  # fmt: skip
    facts |= {"name": control.name, "wanted": control.wanted}
    return Problem(return_rules.RETURN_CONTROL, place, facts)


def _parts(here: AmountSheet, control: Control) -> Iterator[Problem]:
    rows = {row.id: row for row in here.sheet.rows}
    for part, whole in control.larger(here.known):
        row, other = rows[part[1]], rows[whole[1]]
        values = [here.amount(r, key[2]) for r, key in ((row, part), (other, whole))]
        found, wanted = (
            here.shown(r, key[2], value) if value is not None else ""
            for r, key, value in zip((row, other), (part, whole), values, strict=True)
        )
        is_row = part[1] != whole[1]
        name = spoken(here.sheet, row.id) if is_row else here.label(part[2])
        at = here.place(other, whole[2])
        place = at.cell or f"raden ”{spoken(here.sheet, other.id)}”"
        facts = {"part": name, "found": found, "whole": wanted, "place": place}
        yield Problem(return_rules.RETURN_PART_LARGER, here.place(row, part[2]), facts)


def _units(here: AmountSheet) -> Iterator[Problem]:
    """An amount a thousand times what it is held against may be in the other unit."""
    for row in here.sheet.rows:
        told = set[str]()
        for column, others in compared(here.sheet).items():
            for other in others:
                pair = _suspect(here, row, column, other)
                if pair is not None and pair[0] not in told:
                    told.add(pair[0])
                    yield _thousandfold(here, row, *pair)


def _suspect(here: AmountSheet, row: FormRow, one: str, other: str) -> tuple[str, str] | None:
    """Return the cell that may be in another unit and the one that it is held against."""
    values = here.amount(row, one), here.amount(row, other)
    if here.unit(row, one) not in OTHER_UNIT or not all(values):
        return None
    first, second = (abs(value) for value in values if value is not None)
    if not _is_thousandfold(first, second):
        return None
    large, small = (one, other) if first > second else (other, one)
    is_large = here.unit(row, one) == "mnkr" or here.is_apart(row, large)
    suspect, against = (large, small) if is_large else (small, large)
    return (suspect, against) if here.asked(row, suspect) else None


def _is_thousandfold(one: Decimal, other: Decimal) -> bool:
    """Tell whether one of two amounts is about a thousand times the other."""
    large, small = sorted((abs(one), abs(other)), reverse=True)
    return _LOW <= large / small <= _HIGH


def _thousandfold(here: AmountSheet, row: FormRow, suspect: str, against: str) -> Problem:
    value, wanted = here.amount(row, suspect), here.amount(row, against)
    assert value is not None  # noqa: S101 - it was compared
    assert wanted is not None  # noqa: S101 - as above
    facts = _facts(value, wanted, here.unit(row, suspect))
    facts |= {
        "found": here.shown(row, suspect, value),
        "wanted": here.shown(row, against, wanted),
        "label": here.label(against),
    }
    is_frame = here.sheet.answer is EconomyAnswer
    rule = return_rules.RETURN_THOUSANDFOLD if is_frame else return_rules.RETURN_THOUSANDFOLD_ROW
    return Problem(rule, here.place(row, suspect), facts)


def _facts(value: Decimal, wanted: Decimal, unit: str) -> dict[str, str]:
    """Say an amount in its unit and in the one that it may be in: a smaller one if it is large."""
    is_more = abs(value) > abs(wanted)
    other = _SMALLER[unit] if is_more else _LARGER[unit]
    read = value / _THOUSAND if is_more else value * _THOUSAND
    return {
        "how": "mer" if is_more else "mindre",
        "unit": unit,
        "as_written": f"{plain_number(value)}{NBSP}{unit}",
        "as_other": f"{plain_number(value)}{NBSP}{other}, alltså {plain_number(read)}{NBSP}{unit}",
    }


def _signs(here: AmountSheet) -> Iterator[Problem]:
    """Amounts have the sign of their row; one that has not may be a correction, all may not."""
    for column in here.sheet.columns:
        signed = [(row, sign, value) for row in here.sheet.rows
                  for sign, value in [(_sign(here, row, column.key), here.amount(row, column.key))]
                  if sign and value and here.asked(row, column.key)]  # fmt: skip
        turned = [one for one in signed if (one[1] is AmountSign.PLUS) is not (one[2] > 0)]
        if len(turned) > 1 and len(turned) == len(signed):
            row, sign, value = turned[0]
            facts = {"count": str(len(turned)), "found": here.shown(row, column.key, value),
                     "wanted": _convention({one[1] for one in signed})}  # fmt: skip
            yield Problem(return_rules.RETURN_SIGNS, here.place(row, column.key), facts)
            continue
        for row, sign, value in turned:
            facts = {"found": here.shown(row, column.key, value),
                     "row": spoken(here.sheet, row.id), "wanted": _convention({sign})}  # fmt: skip
            yield Problem(return_rules.RETURN_SIGN, here.place(row, column.key), facts)


def _sign(here: AmountSheet, row: FormRow, column: str) -> AmountSign | None:
    """Return the sign that an amount shall have, by the plan; a frame's as its budget's."""
    if here.sheet.table is None:
        budget = row.given.get("budget")
        if column not in {"outcome", "forecast"} or not isinstance(budget, Decimal) or not budget:
            return None
        return AmountSign.PLUS if budget > 0 else AmountSign.MINUS
    if any(own.sign for own in here.sheet.table.rows):
        return next((own.sign for own in here.sheet.table.rows if own.id == row.id), None)
    own = frame_columns(here.sheet.table)
    keys = [own[key].key for key in ("period_budget", "budget") if key in own]
    budget = next((value for key in keys if (value := here.amount(row, key))), None)
    if budget is None or column not in {own[k].key for k in ("outcome", "forecast") if k in own}:
        return None
    return AmountSign.PLUS if budget > 0 else AmountSign.MINUS


def _convention(signs: set[AmountSign]) -> str:
    """Say how the signs are on a sheet."""
    if len(signs) > 1:
        return "intäkter med minus och kostnader med plus"
    return "positiva belopp" if AmountSign.PLUS in signs else "negativa belopp"


def _explained(here: AmountSheet) -> Iterator[Problem]:
    """A deviation above the plan's threshold has a comment in a table like the frames' too."""
    assert here.sheet.table is not None  # noqa: S101 - asked of own tables only
    own = frame_columns(here.sheet.table)
    limit = here.form.plan.settings.comment_above
    if not {"comment", "deviation", "period_budget"} <= own.keys():
        return
    comment = own["comment"].key
    for row in here.sheet.rows:
        deviation = here.amount(row, own["deviation"].key)
        part = here.amount(row, own["period_budget"].key)
        told = here.received.values.get(here.key(row, comment))
        if deviation is None or not part or told or not here.asked(row, comment):
            continue
        share = abs(deviation) * HUNDRED / abs(part)
        if share > limit:
            shown = {"found": show_number(share, 1, "%"), "limit": show_number(limit, 1, "%")}
            yield Problem(return_rules.RETURN_COMMENT, here.place(row, comment), shown)
