"""Tables of the balance requirement: when deficits are restored, what may be reserved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.assessment import ReserveYear, Restoration
from sheetplan.plan.balancing import (
    HIGH_SHARE,
    LOW_SHARE,
    WHOLE_SHARE,
    YEARS_TO_RESTORE,
    RestorationYear,
)
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.figures import FigureRow, first_year_in
from sheetplan.plan.words import Post
from sheetplan.schema.kinds import HUNDRED, plain_number
from sheetplan.schema.numbers import NBSP, rounded, show_number
from sheetplan.tables.statements import whole_name
from sheetplan.tables.table import Table, TableValue, figures, in_column, words
from sheetplan.tables.verdicts import verdict_of

_DECIMALS = 1


def restoration_table(plan: Plan, made: Restoration) -> Table:
    """The plan's rows with what its own results give, and whether the printed ones agree."""
    unit, last = plan.settings.money_unit, [*made.years.values()][-1]
    columns = (
        words("name", "Rad", 52),
        *(figures(header, header, unit) for header in made.years),
        words("due", "Återställs senast", 14),
        words("verdict", "Planens egna belopp", 18),
    )
    rows = [_restoration_row(made, row) for row in made.table.rows]
    told = {first_year_in(r.name) for r in made.table.rows if r.post is Post.DEFICIT_PART}
    years = dict.fromkeys(d.year for one in made.years.values() for d in one.left)
    rows += [_unprinted_row(made, year) for year in years if year not in told]
    return Table(
        "restoration",
        f"{made.table.sheet}: återställande av negativa resultat",
        columns,
        tuple(rows),
        note=" ".join(_restoration_notes(unit, last)),
        about="När negativa resultat är återställda, uträknat ur planens egna resultat.",
    )


def _restoration_row(made: Restoration, row: FigureRow) -> tuple[TableValue, ...]:
    reckoned = {header: made.reckoned(row, header) for header in made.years}
    printed = {header: figure.value for header, figure in row.figures.items()}
    told = {h: printed.get(h) if value is None else value for h, value in reckoned.items()}
    origin = first_year_in(row.name) if row.post is Post.DEFICIT_PART else None
    verdict = verdict_of(judgement.verdict for _, judgement in made.judge(row))
    return (whole_name(row), *in_column(told.values()), _due(origin), verdict)


def _unprinted_row(made: Restoration, year: int | None) -> tuple[TableValue, ...]:
    left = in_column(-one.left_of(year) for one in made.years.values())
    name = f"Från {year}" if year else "Från tidigare år"
    return (f"{name} (står inte i planen)", *left, _due(year), None)


def _due(year: int | None) -> str | None:
    """Return the last year to restore a deficit in; nothing where its year is not known."""
    return None if year is None else str(year + YEARS_TO_RESTORE)


def _restoration_notes(unit: str, last: RestorationYear) -> Iterator[str]:
    """Say what is left when the plan ends, and what is late (kommunallagen 11:12)."""
    yield "Äldsta underskottet återställs först, inom tre år (kommunallagen 11 kap. 12 §)."
    if not last.left:
        yield f"Allt är återställt {last.year}."
        return
    yield f"Efter {last.year} återstår {_shown(last.closing, unit)}."
    for one in last.overdue:
        yield f"{_shown(one.amount, unit)} från {one.year} skulle ha återställts senast {one.due}."


def reserve_table(plan: Plan, years: Sequence[ReserveYear]) -> Table:
    """A column a year: from result to what may at most be reserved."""
    unit = plan.settings.money_unit
    lines = [_reserve_lines(one) for one in years]
    columns = [in_column(line[at][1] for at in range(len(line))) for line in lines]
    names, how = zip(*((name, how) for name, _, how in lines[0]), strict=True)
    heads = (figures(one.column, one.column, unit, 16) for one in years)
    rows = tuple(zip(names, *columns, how, strict=True))
    return Table(
        "reserve",
        "Resultatreserv: vad som högst får reserveras",
        (words("name", "Rad", 44), *heads, words("how", "Förklaring", 60)),
        rows,
        frozenset({len(rows) - 1}),
        " ".join(_reserve_notes(years, unit)),
        about="Om något av resultatet får sparas i resultatreserven, och hur det har räknats.",
    )


def _reserve_notes(years: Sequence[ReserveYear], unit: str) -> Iterator[str]:
    """Say what is assumed before what comes of it."""
    unknown = next((one for one in years if not one.room.is_share_known), None)
    if unknown is not None:
        yield _assumed(unknown.room.share)
    yield from (_said(one, unit) for one in years)


def _reserve_lines(one: ReserveYear) -> list[tuple[str, Decimal | None, str]]:
    """Return each line's name, amount and what is to be known of it."""
    room, base = one.room, one.taxes_and_grants
    low, high, whole = (f"{plain_number(s)}{NBSP}%" for s in (LOW_SHARE, HIGH_SHARE, WHOLE_SHARE))
    return [
        (Post.RESULT.label, one.result, ""),
        (Post.DEFICIT_RESULT.label, one.adjusted, "Det lägsta av de två resultaten räknas."),
        (Post.TAXES_AND_GRANTS.label, base, ""),
        (f"{low} av dem", _share(base, LOW_SHARE), "Gränsen i kommunallagen 11 kap. 14 §."),
        (f"{high} av dem", _share(base, HIGH_SHARE),
         "Gränsen om eget kapital med ansvarsförbindelsen är negativt."),
        ("Gränsen som används", rounded(room.threshold, _DECIMALS),
         "" if room.is_share_known else _assumed(room.share)),
        ("Återställs av tidigare underskott", room.restored, "Det görs innan något reserveras."),
        ("Reserven får högst vara", rounded(room.ceiling, _DECIMALS), f"{whole} av dem."),
        ("Får högst reserveras", rounded(room.room, _DECIMALS),
         "Det som är över gränsen, när underskott har återställts."),
    ]  # fmt: skip


def _share(base: Decimal, share: Decimal) -> Decimal:
    return rounded(base * share / HUNDRED, _DECIMALS)


def _assumed(share: Decimal) -> str:
    return (
        f"ANTAGET: {plain_number(share)}{NBSP}%, den strängare gränsen, för planen har ingen rad "
        f"med slaget ”{Post.PENSION_OBLIGATION.label}”. Lägg till den i balansbudgeten."
    )


def _said(one: ReserveYear, unit: str) -> str:
    room, limit = one.room.room, _shown(one.room.threshold, unit)
    allowed = f"{_shown(room, unit)} får reserveras" if room else "inget får reserveras"
    share = f"{plain_number(one.room.share)}{NBSP}%"
    known = share if one.room.is_share_known else f"{share}, antaget"
    return f"{one.year}: gränsen är {limit} ({known}), så {allowed}."


def _shown(value: Decimal, unit: str) -> str:
    near = rounded(value, _DECIMALS)
    return show_number(near, 0 if near == near.to_integral_value() else _DECIMALS, unit)
