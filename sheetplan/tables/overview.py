"""The few sentences that a controller reads first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.budget import spoken
from sheetplan.plan.noun import COMMITTEE, INDICATOR
from sheetplan.plan.words import Status
from sheetplan.tables.completeness import completeness_sentence
from sheetplan.tables.results import Results
from sheetplan.tables.returns import ReturnStatus
from sheetplan.tables.small_counts import UNSUPPRESSED
from sheetplan.tables.units import unit_sentences


def overview(results: Results, statuses: Sequence[ReturnStatus]) -> Iterator[str]:
    """Say how much is in, what the indicators show and where the economy is heading."""
    yield f"{COMMITTEE.counted(len(results.returned), len(results.plan.committees))} ingår."
    for outcome, words in (("missing", "Har inte svarat"), ("refused", "Avvisade")):
        these = (s.respondent for s in statuses if s.outcome == outcome)
        names = [respondent.name for respondent in these if respondent.unit is None]
        if names:
            yield f"{words}: {', '.join(names)}."
    counts = Counter(r.attainment.status for r in results.indicators)
    parts = (f"{counts[s]} {s.label.lower()}" for s in Status if counts[s])
    yield f"{INDICATOR.counted(len(results.indicators))}: {', '.join(parts)}."
    if said := completeness_sentence(results):
        yield said
    yield from unit_sentences(results)
    if any(r.groups for r in results.indicators):
        yield UNSUPPRESSED
    yield from _economy(results)


def _economy(results: Results) -> Iterator[str]:
    unit = results.plan.settings.money_unit
    tops = [r for r in results.frames if r.frame.part_of is None]
    known = [r for r in tops if r.forecast_deviation is not None]
    total = sum((r.forecast_deviation or Decimal(0) for r in known), Decimal(0))
    if known:
        counted = COMMITTEE.counted(len(known), len(tops))
        yield f"Prognos för helåret, {counted}: {spoken(total, unit)} mot budget."
    for r in known:
        yield f"– {r.committee.name}: {spoken(r.forecast_deviation, unit)}."
