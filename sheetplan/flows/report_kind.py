"""Which kinds of reports there are, and which template each is written in."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from sheetplan.flows.bundled import template_file
from sheetplan.flows.year import Year
from sheetplan.plan.settings import Period


class ReportKind(Enum):
    """A kind of report; the value begins its files' names."""

    INTERIM = "delarsrapport"
    YEAR_END = "arsrapport"
    WHOLE = "samlad-rapport"
    PLAN = "namndplan"

    def template(self, year: Year) -> Path:
        """Return the year's own template where there is one, otherwise the one that we ship."""
        own = year.root / f"{self.value}-mall.docx"
        return own if own.exists() else template_file(self.value)


def committee_kind(period: Period) -> ReportKind:
    """Return the kind of a committee's report: at the year's end outcomes are judged."""
    return ReportKind.YEAR_END if period.is_year_end else ReportKind.INTERIM
