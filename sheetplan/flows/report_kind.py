"""Which kinds of reports there are, and which template each is written in."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from sheetplan.flows.bundled import template_file
from sheetplan.flows.year import Year
from sheetplan.word.content import ReportKey

_DECEMBER = "-12"


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


def kind_of(key: ReportKey) -> ReportKind:
    """Return the kind of a report; at the year's end a committee's outcomes are judged."""
    if not key.period:
        return ReportKind.PLAN
    if not key.committee:
        return ReportKind.WHOLE
    return ReportKind.YEAR_END if key.period.endswith(_DECEMBER) else ReportKind.INTERIM
