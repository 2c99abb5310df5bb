"""The rows of a ledger's file, read one by one: sums are kept, rows are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.ledger.fields import FORMULA, Field, read_amount, read_code, read_month, shown
from sheetplan.plan.ledger.headings import Fields, Heading
from sheetplan.plan.ledger.ledger_file import LedgerFile, LedgerSum
from sheetplan.plan.ledger.mapping import LedgerMapping, as_cost
from sheetplan.plan.ledger.row_tally import RowTally
from sheetplan.plan.ledger.said import SaidOfRows
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.schema.problem import Problem, Rule, has_errors

_SUM = re.compile(r"\s*(?:(?:del|slut|total)?summa|total(?:t|en)?)\b", re.IGNORECASE)
_BROKEN = re.compile("Ã[\u0080-\u00bf\u0152-\u017e\u2013-\u2122]|\ufffd")  # å read as two letters
_SHEETS: Mapping[str, tuple[Rule, str]] = {
    "account": (rules.LEDGER_ACCOUNT, AccountGroup.sheet),
    "unit": (rules.LEDGER_UNIT, LedgerUnit.sheet),
}
_AMOUNT_FAULTS = (rules.LEDGER_AMOUNT, rules.LEDGER_DOUBTFUL, rules.LEDGER_FORMULA)


class LedgerReader:
    """Reads the rows below a header row."""

    def __init__(
        self, mapping: LedgerMapping, heading: Heading, period: Period, file: str, sheet: str = ""
    ) -> None:
        self._mapping, self._heading, self._period = mapping, heading, period
        self._file, self._layout = file, heading.layout
        self._said = SaidOfRows(file, sheet or file)
        self._groups: dict[str, AccountGroup | None] = {}
        self._units: dict[str, LedgerUnit | None] = {}
        self._months: dict[Field, str] = {}
        self._marks: dict[str, str] = {}
        self._sums: dict[tuple[str, str], LedgerSum] = {}
        self._tally = RowTally(heading.layout.money)
        place = heading.columns
        self._at = tuple(place.get(k, -1) for k in ("account", "unit", "amount", "period"))
        self._ends = f"{period.ends:%Y-%m}"
        self._kronor = heading.layout.money.kronor

    def take(self, number: int, fields: Fields) -> None:
        """Read one row; blank rows and the header row once more are passed over."""
        if not any(fields) or self._heading.repeats(fields):
            return
        self._look(number, fields)
        size = len(fields)
        account, unit, amount, month = (fields[at] if 0 <= at < size else None for at in self._at)
        code = read_code(account)
        if (not code or _SUM.match(code)) and self._is_sum(fields):
            self._take_sum(number, amount)
        elif amount is None or amount == "":
            if code:
                self._blank(number, "amount")
        else:
            self._take_row(number, fields, (code, read_code(unit)), amount, month)

    def done(self, *, said: tuple[Problem, ...] = ()) -> LedgerFile:
        """Return what the rows come to; ``said`` is what was found beside them."""
        is_cut = has_errors(said)
        is_whole = not any(map(self._said.has, _AMOUNT_FAULTS)) and not is_cut
        tally = self._tally
        for rule, number, facts in tally.conclude(self._ends, is_whole=is_whole):
            self._say(rule, number, "amount", **facts)
        if len(self._marks) > 1:
            facts = {"comma": self._marks[","], "point": self._marks["."]}
            row = self._heading.row
            self._say(rules.LEDGER_MARKS, row, "amount", **facts, sheet=LedgerFormat.sheet)
        if not tally.count and not is_cut and self._said.is_silent:
            self._said.add(rules.LEDGER_EMPTY, self._heading.row, 0, "")
        problems = (*said, *self._said.problems())
        return LedgerFile(
            self._file,
            self._layout,
            tally.count,
            tally.total,
            tally.stated,
            self._sums,
            tally.content,
            problems,
        )

    def _say(self, rule: Rule, number: int, key: str, **facts: str) -> None:
        col = self._heading.columns.get(key, -1) + 1
        self._said.add(rule, number, col, self._heading.labels.get(key, ""), **facts)

    def _blank(self, number: int, key: str) -> None:
        self._say(rules.LEDGER_BLANK, number, key, wanted=self._heading.labels.get(key, ""))

    def _look(self, number: int, fields: Fields) -> None:
        """Say what is wrong with a row as such: too many fields, or letters that are broken."""
        wide = len(self._heading.fields)
        if len(fields) > wide and any(fields[wide:]):
            self._said.add(rules.LEDGER_FIELDS, number, 0, "")
        for col, field in enumerate(fields, start=1):
            if isinstance(field, str) and not field.isascii() and _BROKEN.search(field):
                facts = {"found": shown(field), "sheet": LedgerFormat.sheet}
                self._said.add(rules.LEDGER_MOJIBAKE, number, col, "", **facts)

    def _is_sum(self, fields: Fields) -> bool:
        """Tell whether a row says that it is a sum, where texts and accounts stand."""
        columns = self._heading.columns
        where = {columns["account"], columns["text"]} if "text" in columns else range(len(fields))
        told = (fields[at] for at in where if at < len(fields))
        return any(isinstance(field, str) and _SUM.match(field) for field in told)

    def _take_sum(self, number: int, field: Field) -> None:
        read = read_amount(field, self._layout.decimal_mark)
        if read.value is not None:
            self._tally.add_sum(number, read.value)
        elif field:
            self._unreadable(number, field, doubtful=read.doubtful)

    def _take_row(
        self, number: int, fields: Fields, codes: tuple[str, str], field: Field, month: Field
    ) -> None:
        read = read_amount(field, self._layout.decimal_mark)
        group, unit = self._group(number, codes[0]), self._unit(number, codes[1])
        is_later = bool(self._layout.period) and self._is_later(number, month)
        if read.value is None:
            self._unreadable(number, field, doubtful=read.doubtful)
            return
        if read.mark and read.mark not in self._marks:
            self._marks[read.mark] = shown(field)
        value, when = read.value, self._months.get(month, "")
        self._tally.add(number, fields, value, f"{codes}{when}{value.normalize()}")
        if is_later:
            self._tally.add_later(number, value)
        elif group is not None and unit is not None:
            own = self._sums.setdefault((group.id, unit.id), LedgerSum())
            cost = as_cost(value, self._layout.sign) * self._kronor
            own.amount += cost
            own.rows.append(number)
            if when:
                at = int(when[-2:])
                own.months[at] = own.months.get(at, Decimal(0)) + cost

    def _group(self, number: int, code: str) -> AccountGroup | None:
        if code not in self._groups:
            self._groups[code] = self._mapping.group(code)
        if self._groups[code] is None:
            self._no_such(number, "account", code)
        return self._groups[code]

    def _unit(self, number: int, code: str) -> LedgerUnit | None:
        if code not in self._units:
            self._units[code] = self._mapping.unit(code)
        if self._units[code] is None:
            self._no_such(number, "unit", code)
        return self._units[code]

    def _no_such(self, number: int, key: str, code: str) -> None:
        if not code:
            self._blank(number, key)
        elif FORMULA.match(code):
            self._say(rules.LEDGER_FORMULA, number, key, found=shown(code))
        else:
            rule, sheet = _SHEETS[key]
            self._say(rule, number, key, found=shown(code), sheet=sheet)

    def _unreadable(self, number: int, field: Field, *, doubtful: bool) -> None:
        text, sheet = shown(field), LedgerFormat.sheet
        if doubtful:
            self._say(rules.LEDGER_DOUBTFUL, number, "amount", found=text, sheet=sheet)
        elif FORMULA.match(str(field)):
            self._say(rules.LEDGER_FORMULA, number, "amount", found=text)
        else:
            self._say(rules.LEDGER_AMOUNT, number, "amount", found=text, sheet=sheet)

    def _is_later(self, number: int, field: Field) -> bool:
        """Tell whether a row is after the period; say what is wrong with its month."""
        if field not in self._months:
            month = read_month(field)
            self._months[field] = f"{month[0]}-{month[1]:02}" if month else ""
        known, year = self._months[field], self._ends[:4]
        if not known:
            self._no_month(number, shown(field))
            return False
        if known[:4] != year:
            self._say(rules.LEDGER_YEAR, number, "period", found=known, year=year)
            return False
        return known > self._ends

    def _no_month(self, number: int, text: str) -> None:
        if not text:
            self._blank(number, "period")
        elif FORMULA.match(text):
            self._say(rules.LEDGER_FORMULA, number, "period", found=text)
        else:
            self._say(rules.LEDGER_PERIOD, number, "period", found=text)
