"""What a secretary left in a report, for the entries about a document before it is published."""

from __future__ import annotations

from collections.abc import Callable

from sheetplan.flows.answers import results_of
from sheetplan.flows.publishing import before_publishing
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.schema.problem import Problem
from sheetplan.tables.results import Results
from sheetplan.word.package import unpack
from tests.conftest import PERIOD
from tests.pages import page, prose
from tests.splitting import COUNT, answers, result, resulting

Act = Callable[[Year], tuple[Problem, ...]]
_NAME = "delarsrapport-hsn-2025-08.docx"
_TEXT = ("Normal", "Antalet besök ökade under våren.")


def read(document: bytes, year: Year, results: Results | None = None) -> tuple[Problem, ...]:
    """Read a document as it is before it is published."""
    plan = require_plan(year)
    held = results or results_of(year, plan, require_period(plan, PERIOD))
    return before_publishing(_NAME, unpack(document), held)


def wrote(*sentences: str) -> Act:
    """Write these paragraphs."""
    return lambda year: read(prose(*sentences), year)


def made(*lines: tuple[str, str], title: str = "Delårsrapport") -> Act:
    """Write these lines, each in its style."""
    return lambda year: read(page(*lines, title=title), year)


def told_a_count(year: Year) -> tuple[Problem, ...]:
    """Write how many of a few, under the subgoal whose table hides it."""
    plan = require_plan(year)
    found = resulting(plan, answers(plan, COUNT, {"outcome": 26}, {"outcome": 23}, {"outcome": 3}))
    heading = ("Heading 1", result(found, COUNT).subgoal.name)
    return read(page(heading, ("Normal", "Tre pojkar fick stöd under våren.")), year, found)


PUBLISHING_ACTS: dict[str, Act] = {
    "RAP-30": wrote("Analysen av vårdplatserna kompletteras senare."),
    "RAP-31": wrote("Underlaget finns i C:\\Users\\anna\\Underlag.xlsx."),
    "RAP-32": wrote("Som nedanstående tabell visar ökade besöken."),
    "RAP-33": wrote("Antalet besök ökade i hela länet under våren och"),
    "RAP-34": wrote("Den nya enheten ska öppna den 1 mars 2025."),
    "RAP-35": told_a_count,
    "RAP-36": made(("Heading 1", "Produktion"), ("Heading 1", "Personal"), _TEXT),
    "RAP-50": made(("Heading 1", "Produktion"), _TEXT, title=""),
    "RAP-51": made(("Heading 1", "Produktion"), ("Heading 3", "Besök"), _TEXT),
    "RAP-52": made(("Heading 1", "Produktion"), _TEXT, ("picture", "")),
    "RAP-53": made(("Heading 1", "Produktion"), _TEXT, ("table", "Månad")),
    "RAP-54": made(("Heading 1", "Produktion"), _TEXT, ("table", "Sammanfogad")),
    "RAP-55": made(("Heading 1", "Produktion"), _TEXT, ("Normal", ""), ("Normal", ""), _TEXT),
    "RAP-57": lambda year: read(page(("Heading 1", "Produktion"), _TEXT, language="en-GB"), year),
    "RAP-56": made(("Heading 1", "Produktion"), ("link", "här")),
}
