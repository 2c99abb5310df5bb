"""What amounts in a return must agree about: controls, units, signs, comments and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.controls import Control, Key, Known, controls_of, frame_columns, known_in
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.own_table.table_terms import Way
from sheetplan.plan.receiving import Received, spoken
from sheetplan.plan.rules import return_rules
from sheetplan.plan.share_checks import check_shares, effect_of
from sheetplan.plan.words import Agreement, AmountSign
from sheetplan.schema.kinds import HUNDRED, Number, plain_number
from sheetplan.schema.numbers import NBSP, rounded, show_number
from sheetplan.schema.problem import Place, Problem

_LOW, _HIGH = 500, 2000  # times: what is taken for a thousand
_THOUSAND = 1000
_MOST = 3  # decimals of a small amount
_OTHER_UNIT = {"mnkr": "tkr", "tkr": "mnkr"}
_COMPARED = {  # an amount of the frames' columns, and what it is held against
    "outcome": ("period_budget", "last_outcome"),
    "forecast": ("budget", "outcome"),
    "period_budget": ("last_outcome",),
}


@dataclass(frozen=True)
class _Sheet:
    """A sheet of amounts that came back."""

    form: Form
    received: Received
    known: Known
    sheet: FormSheet

    def key(self, row: FormRow, column: str) -> Key:
        return (self.sheet.answer.key, row.id, column)

    def amount(self, row: FormRow, column: str) -> Decimal | None:
        value = self.known.get(self.key(row, column))
        return value if isinstance(value, Decimal) else None

    def place(self, row: FormRow, column: str) -> Place:
        return self.received.places.get(self.key(row, column), Place(sheet=self.sheet.title))

    def asked(self, row: FormRow, column: str) -> bool:
        return self.key(row, column) in self.received.places

    def label(self, column: str) -> str:
        return next(c.label for c in self.sheet.columns if c.key == column)

    def shown(self, row: FormRow, column: str, value: Decimal) -> str:
        """Write an amount with the decimals it has, though no fewer than its cell shows."""
        kind = self.sheet.kind(row, column)
        unit = kind.unit if isinstance(kind, Number) else ""
        near = 1 if abs(value) >= 1 else _MOST
        text = (
            kind.show(value) if rounded(value, 1) == value else plain_number(rounded(value, near))
        )
        return f"{text}{NBSP}{unit}" if unit in _OTHER_UNIT else text


def check_economy(form: Form, received: Received, computed: Known) -> Iterator[Problem]:
    """Check all amounts: of the frames, and of the region's own tables."""
    if form.unit is not None:
        return
    known = known_in(form, received.values, computed)
    for sheet in form.sheets:
        here = _Sheet(form, received, known, sheet)
        if sheet.answer is EconomyAnswer or sheet.table is not None:
            yield from _controls(here, controls_of(form, sheet))
            yield from _units(here)
            yield from _signs(here)
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


def _controls(here: _Sheet, controls: Sequence[Control]) -> Iterator[Problem]:
    """Tell of the controls that differ; of one that follows from another only by itself."""
    differing = [c for c in controls if c.judge(here.known).agreement is Agreement.DIFFERS]
    for control in differing:
        if control.pairs:
            yield from _parts(here, control)
        elif not control.follows or all(other.follows for other in differing):
            yield _apart(here, control)


def _apart(here: _Sheet, control: Control) -> Problem:
    judged = control.judge(here.known)
    amounts = {"found": judged.left, "right": judged.right, "difference": judged.difference}
    facts = {key: show_number(value, control.decimals) for key, value in amounts.items()
             if value is not None}  # fmt: skip
    facts |= {"name": control.name, "wanted": control.wanted}
    place = here.received.reckoned_at.get(control.left[0], Place(sheet=here.sheet.title))
    return Problem(return_rules.RETURN_CONTROL, place, facts)


def _parts(here: _Sheet, control: Control) -> Iterator[Problem]:
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


def _units(here: _Sheet) -> Iterator[Problem]:
    """An amount a thousand times what it is held against may be in the other unit."""
    for row in here.sheet.rows:
        told = set[str]()
        for column, others in _compared(here.sheet).items():
            for other in others:
                pair = _suspect(here, row, column, other)
                if pair is not None and pair[0] not in told:
                    told.add(pair[0])
                    yield _thousandfold(here, row, *pair)


def _compared(sheet: FormSheet) -> Mapping[str, Sequence[str]]:
    """Return the columns of amounts that are held against each other."""
    if sheet.table is None:
        return _COMPARED
    own = frame_columns(sheet.table)
    found = {
        own[key].key: [own[other].key for other in others if other in own]
        for key, others in _COMPARED.items()
        if key in own
    }
    for column in sheet.table.figures:
        if column.way is Way.CHANGE:
            now, before = (term.target for term in column.terms)
            found.setdefault(now, []).append(before)
    return found


def _suspect(here: _Sheet, row: FormRow, one: str, other: str) -> tuple[str, str] | None:
    """Return the cell that may be in another unit and the one that it is held against."""
    kind = here.sheet.kind(row, one)
    values = here.amount(row, one), here.amount(row, other)
    if not isinstance(kind, Number) or kind.unit not in _OTHER_UNIT or not all(values):
        return None
    first, second = (abs(value) for value in values if value is not None)
    large, small = (one, other) if first > second else (other, one)
    times = max(first, second) / min(first, second)
    suspect, against = (large, small) if kind.unit == "mnkr" else (small, large)
    if not _LOW <= times <= _HIGH or not here.asked(row, suspect):
        return None
    return suspect, against


def _thousandfold(here: _Sheet, row: FormRow, suspect: str, against: str) -> Problem:
    kind = here.sheet.kind(row, suspect)
    value, wanted = here.amount(row, suspect), here.amount(row, against)
    assert isinstance(kind, Number)  # noqa: S101 - an amount
    assert value is not None  # noqa: S101 - it was compared
    assert wanted is not None  # noqa: S101 - as above
    other = _OTHER_UNIT[kind.unit]
    read = value / _THOUSAND if kind.unit == "mnkr" else value * _THOUSAND
    as_other = f"{plain_number(value)}{NBSP}{other}, alltså {plain_number(read)}{NBSP}{kind.unit}"
    facts = {
        "found": here.shown(row, suspect, value),
        "wanted": here.shown(row, against, wanted),
        "label": here.label(against),
        "how": "mer" if abs(value) > abs(wanted) else "mindre",
        "unit": kind.unit,
        "as_written": f"{plain_number(value)}{NBSP}{kind.unit}",
        "as_other": as_other,
    }
    is_frame = here.sheet.answer is EconomyAnswer
    rule = return_rules.RETURN_THOUSANDFOLD if is_frame else return_rules.RETURN_THOUSANDFOLD_ROW
    return Problem(rule, here.place(row, suspect), facts)


def _signs(here: _Sheet) -> Iterator[Problem]:
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


def _sign(here: _Sheet, row: FormRow, column: str) -> AmountSign | None:
    """Return the sign that an amount shall have, by the plan; a frame's as its budget's."""
    if here.sheet.table is None:
        budget = row.given.get("budget")
        if column not in {"outcome", "forecast"} or not isinstance(budget, Decimal) or not budget:
            return None
        return AmountSign.PLUS if budget > 0 else AmountSign.MINUS
    return next((own.sign for own in here.sheet.table.rows if own.id == row.id), None)


def _convention(signs: set[AmountSign]) -> str:
    """Say how the signs are on a sheet."""
    if len(signs) > 1:
        return "intäkter med minus och kostnader med plus"
    return "positiva belopp" if AmountSign.PLUS in signs else "negativa belopp"


def _explained(here: _Sheet) -> Iterator[Problem]:
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
