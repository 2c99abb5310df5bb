"""What a committee says of each of its frames, with what its answers come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.committee import Committee
from sheetplan.plan.computing import Values, compute
from sheetplan.plan.form import Form
from sheetplan.plan.frame import Frame


@dataclass(frozen=True)
class FrameResult:
    """A frame's budget, outcome and forecasts in the plan's money unit; plus is better.

    ``last_outcome`` is of the same months a year before, ``change`` from it in per cent, and
    ``previous_forecast`` what the committee said last time.
    """

    committee: Committee
    frame: Frame
    period_budget: Decimal
    outcome: Decimal | None
    deviation: Decimal | None
    simple_forecast: Decimal | None
    forecast: Decimal | None
    forecast_deviation: Decimal | None
    comment: str
    last_outcome: Decimal | None = None
    change: Decimal | None = None
    previous_forecast: Decimal | None = None


def frame_results(form: Form, values: Values) -> Iterator[FrameResult]:
    """Yield what each of the committee's frames comes to."""
    computed = compute(form, values)
    sheet = form.sheet("economy")
    given = {row.id: row.given for row in sheet.rows} if sheet else {}
    for frame in form.plan.frames_of(form.committee.id):

        def amount(key: str, source: Values, row: str = frame.id) -> Decimal | None:
            value = source.get(("economy", row, key))
            return value if isinstance(value, Decimal) else None

        part = given[frame.id]["period_budget"]
        comment = values.get(("economy", frame.id, "comment"))
        yield FrameResult(
            form.committee,
            frame,
            part if isinstance(part, Decimal) else Decimal(0),
            amount("outcome", values),
            amount("deviation", computed),
            amount("simple_forecast", computed),
            amount("forecast", values),
            amount("forecast_deviation", computed),
            comment if isinstance(comment, str) else "",
            frame.year_before(form.period),
            amount("change", computed),
            amount("previous_forecast", computed),
        )
