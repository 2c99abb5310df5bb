"""The actions for those who fill in a workbook: check, clear, sign off, submit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from sheetplan.addin.failures import NoYearHere
from sheetplan.addin.marks import Marks
from sheetplan.addin.opened import Opened
from sheetplan.addin.wish import Said, Wish
from sheetplan.flows.check_plan import check_plan
from sheetplan.flows.files import create_file, make_folder, read_file
from sheetplan.flows.judge import Judged, judge_alone, judge_file
from sheetplan.flows.year import PLAN_FILE, NoYear, Year, find_year, require_plan
from sheetplan.plan.counting import counted
from sheetplan.plan.receiving import read_sign_off
from sheetplan.plan.returns import SignOff
from sheetplan.plan.words import Answer
from sheetplan.schema.column import column_of
from sheetplan.schema.problem import Place, Problem, has_errors

_MOST_COPIES = 100


def check(opened: Opened, wish: Wish) -> Said:
    """Check the workbook, mark what was found and jump to the first of it."""
    opened.tell("Kontrollerar", 1, 1)
    problems = _problems(opened, wish)
    listed, locked = Marks(opened).show(problems)
    if not problems:
        return Said(f"”{opened.name}” är i ordning: inga fel eller anmärkningar.")
    first = _first(opened, problems)
    opened.jump(*(first or (listed, "A1")))
    said = f"”{opened.name}” har {counted(problems)}, som står på bladet {listed}"
    if locked:
        names = ", ".join(locked)
        return Said(f"{said} men inte är markerade på {names}, som har lösenord.", in_order=False)
    marked = " och är markerade i cellerna" if first else ""
    return Said(f"{said}{marked}.", not has_errors(problems))


def _first(opened: Opened, problems: Sequence[Problem]) -> tuple[str, str] | None:
    """Return the sheet and cell of the first problem that can be shown, errors first."""
    shown = opened.visible_sheets()
    places = (p.place for p in sorted(problems, key=lambda p: not p.is_error))
    return next(((at.sheet, at.cell) for at in places if at.cell and at.sheet in shown), None)


def clear(opened: Opened, wish: Wish) -> Said:
    """Take away the marks, their notes and the list."""
    del wish
    cleared = Marks(opened).clear()
    if cleared is None:
        return Said(f"”{opened.name}” har inga markeringar.")
    if cleared == 0:
        return Said("Bladet med listan är borttaget; inga celler var markerade.")
    return Said(
        f"{cleared} {'markering är borttagen' if cleared == 1 else 'markeringar är borttagna'}."
    )


def sign(opened: Opened, wish: Wish) -> Said:
    """Sign the workbook off, when nothing else in it is wrong."""
    opened.tell("Kontrollerar", 1, 1)
    judged = judge(opened, wish)
    fields = _sign_off(judged)
    if fields is None:
        return Said(_not_ours(opened), in_order=False)
    places, said = fields
    own = {(place.sheet, place.cell) for place in places.values()}
    others = [p for p in judged.problems if (p.place.sheet, p.place.cell) not in own]
    if has_errors(others):
        found = counted([p for p in others if p.is_error])
        return Said(f"”{opened.name}” har {found} och är inte klarmarkerad. Kontrollera först.",
                    in_order=False)  # fmt: skip
    if not has_errors(judged.problems):
        return Said(f"”{opened.name}” är redan klarmarkerad av {_signer(said)}.")
    said = {"name": opened.native.user_name(opened.app), **said, "signed": wish.now.date()}
    blank = next((key for key in ("name", "title") if not said.get(key)), None)
    if blank is not None:
        opened.jump(places[blank].sheet, places[blank].cell)
        return Said(f"Skriv {places[blank].label.lower()} i {places[blank].cell} på bladet "
                    f"{places[blank].sheet} och klarmarkera igen.", in_order=False)  # fmt: skip
    if not opened.ask(f"Klarmarkera ”{opened.name}” som {_signer(said)}?"):
        return Said(f"”{opened.name}” är inte klarmarkerad.", in_order=False)
    Marks(opened).clear()  # the sign-off's own cells were perhaps marked as blank
    with opened.untouched():
        said["done"] = Answer.YES.label
        for key in ("name", "signed", "done"):
            opened.book.sheets(places[key].sheet).range(places[key].cell).value = said[key]
    return Said(f"”{opened.name}” är klarmarkerad av {_signer(said)} och kan lämnas in.")


def submit(opened: Opened, wish: Wish) -> Said:
    """Save the workbook and put a copy in the year's inbox, when nothing in it is wrong."""
    opened.tell("Lämnar in", 1, 1)
    path = opened.save()
    year = _year(opened, wish)
    if year is None:
        raise NoYearHere(path, "submit")
    data = read_file(path)
    judged = judge_file(year, require_plan(year), path, data)
    if has_errors(judged.problems):
        errors = counted([p for p in judged.problems if p.is_error])
        return Said(f"”{opened.name}” har {errors} och är inte inlämnad. Kontrollera, rätta och "
                    "lämna in igen.", in_order=False)  # fmt: skip
    put = _put(year, path, data)
    if put is None:
        return Said(f"”{opened.name}” är redan inlämnad: samma fil ligger i {year.inbox}.")
    return Said(f"”{opened.name}” är inlämnad: {put}.")


def judge(opened: Opened, wish: Wish) -> Judged:
    """Judge what the workbook holds now, in its year if that can be reached, otherwise alone."""
    year = _year(opened, wish)
    with opened.file() as file:
        data = read_file(file)
        if year is None:
            return judge_alone(file, data)
        return judge_file(year, require_plan(year), file, data)


def _problems(opened: Opened, wish: Wish) -> tuple[Problem, ...]:
    if opened.name.lower() != PLAN_FILE:
        return judge(opened, wish).problems
    with opened.file() as file:
        return check_plan(file, opened.folder)[0]


def _year(opened: Opened, wish: Wish) -> Year | None:
    """Return the year that was named, or the one that the workbook's own folder lies in."""
    if wish.folder is not None:
        return find_year(wish.folder)
    try:
        return find_year(opened.folder) if opened.folder is not None else None
    except NoYear:
        return None


def _sign_off(judged: Judged) -> tuple[dict[str, Place], dict[str, object]] | None:
    """Return where the sign-off's fields stand, and what they say; None where there are none."""
    if judged.form is None:
        return None
    found = read_sign_off(judged.grids)
    if not {"name", "title", "signed", "done"} <= found.columns.keys():
        return None
    places = {key: _labelled(found.place_in(SignOff, found.head + 1, key), key)
              for key in found.columns}  # fmt: skip
    return places, dict(found.values.get(found.head + 1, {}))


def _labelled(place: Place, key: str) -> Place:
    return replace(place, label=column_of(SignOff, key).label)


def _signer(said: dict[str, object]) -> str:
    signed = said.get("signed")
    when = signed.isoformat() if isinstance(signed, date) else ""
    return ", ".join(str(part) for part in (said.get("name"), said.get("title"), when) if part)


def _not_ours(opened: Opened) -> str:
    return f"”{opened.name}” går inte att klarmarkera. Öppna arbetsboken som ni fick att fylla i."


def _put(year: Year, path: Path, data: bytes) -> Path | None:
    """Put a file in the inbox beside others of its name; None where the same is there already."""
    make_folder(year.inbox)
    for number in count(1):
        name = path.name if number == 1 else f"{path.stem} ({number}){path.suffix}"
        target = year.inbox / name
        try:
            create_file(target, data)
        except FileExistsError:
            if number > _MOST_COPIES or read_file(target) == data:
                return None
            continue
        return target
    return None
