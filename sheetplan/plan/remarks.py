"""A copy to send back: what they wrote in our own form, and what is said about it, where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheetplan.plan.checks import check_answers
from sheetplan.plan.computing import Key, Values
from sheetplan.plan.form import Form
from sheetplan.plan.receiving import spoken
from sheetplan.plan.returns import SignOff
from sheetplan.plan.rules import return_rules
from sheetplan.plan.stray import Stray
from sheetplan.plan.words import Answer
from sheetplan.plan.written import Written, kept, reread
from sheetplan.schema.cell import Cell
from sheetplan.schema.column import column_of, columns_of
from sheetplan.schema.problem import Place, Problem, has_errors, in_order
from sheetplan.schema.reading import read_cell

RESTORED = (
    "Det är återställt här. Fyll i det som saknas, gå igenom svaren och svara Ja på nytt på "
    "bladet Start."
)
GIVEN_AGAIN = (
    "Planens uppgift står här igen. Gå igenom svaret och svara Ja på nytt på bladet Start. Hör av "
    "er till kontaktpersonen om planen ska ändras."
)
DOUBLED = (
    "Det första står här, och det andra på bladet Övrigt ni skrev om det var något annat. Välj "
    "vad som gäller och svara Ja på nytt på bladet Start."
)
RENEWED = (
    "Svaren är flyttade hit, till det nyare utskicket. Gå igenom dem och svara Ja på nytt på "
    "bladet Start."
)
RESIGN = "Ert Ja gällde filen som den var. Svara Ja på nytt när ni har gått igenom felen."
_MENDED = {
    return_rules.RETURN_OLD.code: RENEWED,
    return_rules.RETURN_FIGURE.code: GIVEN_AGAIN,
    return_rules.RETURN_SHEET_DOUBLE.code: DOUBLED,
    return_rules.RETURN_ROW_DOUBLE.code: DOUBLED,
    return_rules.RETURN_COLUMN_DOUBLE.code: DOUBLED,
}


@dataclass(frozen=True)
class Remark:
    """A problem with its place in the copy.

    Attributes:
        fix: what to do about it now.
        row: what people call the row, where it is about one.
        stood: where it was in their file, if that is not where it is here.
    """

    problem: Problem
    fix: str
    row: str = ""
    stood: str = ""


@dataclass(frozen=True)
class Copy:
    """What a copy with remarks holds.

    Attributes:
        answers: what they wrote in the asked cells, as it stands in the copy.
        values: what of it can be read.
        signed: the sign-off's cells by column key.
        strays: what stood elsewhere.
        left_out: how many more cells an earlier copy only counted.
        remarks: errors first, then by sheet, row and column.
    """

    answers: Mapping[Key, Cell]
    values: Values
    signed: Mapping[str, Cell]
    strays: Sequence[Stray]
    remarks: tuple[Remark, ...]
    left_out: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether something must be mended."""
        return has_errors(remark.problem for remark in self.remarks)


def make_copy(
    form: Form,
    written: Written,
    problems: Iterable[Problem],
    places: Mapping[Key, Place],
    sign_off: Mapping[str, Place],
) -> Copy:
    """Put together what was written and what was said.

    Args:
        form: what is asked now.
        written: what they wrote.
        problems: what was found in their file, with the places there.
        places: where the form's cells stand in the copy; a header has the row ``""``.
        sign_off: where the sign-off's fields stand in the copy, by column key.
    """
    return _Making(form, written, tuple(problems), places, sign_off).made()


_At = tuple[str, str, str]  # rule, sheet and cell


def _at(problem: Problem) -> _At:
    return (problem.rule.code, problem.place.sheet, problem.place.cell)


def _is_yes(signed: Mapping[str, Cell]) -> bool:
    done = column_of(SignOff, "done")
    return done.kind.read(signed.get("done", Cell())).value is Answer.YES


def _is_unsigned(problem: Problem) -> bool:
    return problem.rule is return_rules.RETURN_UNSIGNED


class _Making:
    """Makes a copy: what it would be told if it came back as it is, and what was restored."""

    def __init__(
        self,
        form: Form,
        written: Written,
        problems: tuple[Problem, ...],
        places: Mapping[Key, Place],
        sign_off: Mapping[str, Place],
    ) -> None:
        self._form = form
        self._written = written
        self._problems = problems
        self._places = places
        self._sign_off = sign_off
        self._rows = {(at.sheet, at.row): key for key, at in places.items() if key[1]}

    def made(self) -> Copy:
        """Return the copy."""
        answers = {key: kept(cell) for key, cell in self._written.answers.items()}
        signed = {key: kept(cell) for key, cell in self._written.signed.items()}
        received = reread(self._form, answers, self._places)
        said = (*received.problems, *check_answers(self._form, received))
        again = (*said, *self._at_start(signed))
        if any(p.rule is return_rules.RETURN_EMPTY for p in self._problems):
            again = ()
        moved = [(p, replace(p, place=self._moved(p.place))) for p in self._problems]
        restored = [p for _, p in moved if self._is_restored(p, again)]
        resign = restored and _is_yes(signed)
        if resign:  # the answer was for another workbook than this one has become
            del signed["done"]
            again = (*said, *self._at_start(signed))
        remarks = [*self._said_again(in_order(again), [p for _, p in moved])]
        remarks += [
            self._remark(p, stood=str(first.place), is_restored=p in restored)
            for first, p in moved
            if _at(p) not in set(map(_at, again))
        ]
        if resign:
            remarks = [replace(r, fix=RESIGN) if _is_unsigned(r.problem) else r for r in remarks]
        ordered = tuple(sorted(remarks, key=self._order))
        strays = tuple(self._written.elsewhere)
        return Copy(answers, received.values, signed, strays, ordered, self._written.left_out)

    def _moved(self, place: Place) -> Place:
        """Return where a place of their file is in the copy; only the sheet where it has none."""
        title = self._written.titles.get(place.sheet, place.sheet)
        if title == SignOff.sheet:
            keys = {c.label: c.key for c in columns_of(SignOff)}
            at = self._sign_off.get(keys.get(place.label, ""))
            return replace(at, label=place.label) if at else Place(sheet=title)
        key = self._written.keys.get((place.sheet, place.row, place.col))
        if key is not None:
            return self._places[key]
        return Place(sheet=title) if place.sheet else Place()

    def _is_restored(self, problem: Problem, again: Sequence[Problem]) -> bool:
        """Tell whether an error has been mended by the form itself, and must be looked at."""
        same_cell = {p.place for p in again if p.is_error and p.place.cell}
        recurs = _at(problem) in set(map(_at, again)) or problem.place in same_cell
        is_empty = problem.rule is return_rules.RETURN_EMPTY
        return problem.is_error and not (recurs or is_empty)

    def _said_again(self, again: Iterable[Problem], first: Sequence[Problem]) -> Iterator[Remark]:
        """What the copy itself is told, but for other words about an error that is told."""
        told = set(map(_at, first))
        faulty = {p.place for p in first if p.is_error and p.place.cell}
        for problem in again:
            if _at(problem) in told or problem.place not in faulty:
                yield self._remark(problem)

    def _remark(self, problem: Problem, stood: str = "", *, is_restored: bool = False) -> Remark:
        fix = problem.rule.fix.format_map(problem.facts)
        if is_restored:
            fix = _MENDED.get(problem.rule.code, RESTORED)
        here = problem.place
        is_elsewhere = stood not in {str(here), str(replace(here, label="")), here.file}
        return Remark(problem, fix, self._row(here), stood if is_elsewhere else "")

    def _row(self, place: Place) -> str:
        """Name the row that a place is on."""
        key = self._rows.get((place.sheet, place.row))
        sheet = self._form.sheet(key[0]) if key and place.row else None
        return spoken(sheet, key[1]) if sheet and key else ""

    def _at_start(self, signed: Mapping[str, Cell]) -> Iterator[Problem]:
        """Say what the sign-off lacks, as when it is read."""
        for column in columns_of(SignOff):
            cell, place = signed.get(column.key, Cell()), self._sign_off[column.key]
            value, found = read_cell(
                cell, column.kind, required=column.required, place=place, example=column.example
            )
            yield from found
            if column.key == "done" and not found and value is not Answer.YES:
                yield Problem(return_rules.RETURN_UNSIGNED, place, {"field": column.label})

    def _order(self, remark: Remark) -> tuple[bool, int, int, int, str]:
        place = remark.problem.place
        titles = ["", SignOff.sheet, *(sheet.title for sheet in self._form.sheets)]
        sheet = titles.index(place.sheet) if place.sheet in titles else len(titles)
        return (
            not remark.problem.is_error,
            sheet,
            place.row,
            place.col,
            remark.problem.rule.code,
        )
