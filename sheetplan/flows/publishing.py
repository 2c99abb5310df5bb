"""Before publishing: what a document still leaves open for its readers."""

from __future__ import annotations

from sheetplan.plan.publishing.accessibility import check_accessibility
from sheetplan.plan.publishing.wording import check_wording
from sheetplan.schema.problem import Problem, in_order
from sheetplan.tables.results import Results
from sheetplan.tables.told_counts import check_told_counts
from sheetplan.word.package import Parts
from sheetplan.word.reading_back import read_document


def before_publishing(name: str, parts: Parts, results: Results | None) -> tuple[Problem, ...]:
    """Return what to mend in a report before it is published, in the document's order.

    ``results`` are what it tells of; a plan has none.
    """
    document = read_document(name, parts)
    return in_order(
        (
            *check_wording(document, results.period if results else None),
            *check_accessibility(document),
            *(check_told_counts(document, results) if results else ()),
        )
    )
