"""What a report tells beside the answers: earlier years, and the files that figures come from."""

from __future__ import annotations

from collections.abc import Mapping

from sheetplan.flows.open_store import open_store
from sheetplan.flows.series import OverYears
from sheetplan.flows.year import Year
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.tables.origin import Received
from sheetplan.tables.trend_chart import Years


def years_known(series: OverYears) -> Mapping[str, Years]:
    """Return the whole years of each indicator that measure the same as it does now."""
    return {
        one.series.indicator.id: {point.year: point.value for point in segment.years}
        for one in series.followed
        for segment in one.series.segments
        if segment is one.series.now and not segment.broken
    }


def files_received(
    year: Year, plan: Plan, period: Period, committee: str | None = None
) -> tuple[Received, ...]:
    """Return the files that stand, in the plan's order: of all, or of one committee."""
    with open_store(year, plan) as store:
        latest = {one.unit or one.committee: one for one in store.latest(period.id)}
    return tuple(
        Received(
            respondent,
            one.file,
            one.received_at.astimezone(),
            ", ".join(part for part in (one.signed_name, one.signed_title) if part),
            one.signed_on,
            one.sha256,
        )
        for respondent in plan.respondents
        if committee in {None, respondent.committee.id}
        and (one := latest.get(respondent.id)) is not None
    )
