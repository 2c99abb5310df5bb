"""Numbers in free text that contradict the tables, and the many that do not.

- TF01: a share that is not the share of the two numbers beside it is told, with the right one.
- TF02: a number said of an indicator, the net cost, the forecast or a count must be the table's.
- TF03: what may be about something else, another time or rounded otherwise says nothing.
"""

from __future__ import annotations

import pytest

from sheetplan.flows.answers import results_of
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.tables.results import Results
from sheetplan.tables.text_figures import TextFigures
from tests.command_line import prepared
from tests.conftest import PERIOD
from tests.reporting import Reported

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def results(issued_once: Year, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The health committee's results of the sample answers."""
    year = (
        Reported(issued_once, issued_once.plan_file)
        .copied_to(tmp_path_factory.mktemp("text") / "år")
        .year
    )
    prepared(year, "hsn")
    plan = require_plan(year)
    return results_of(year, plan, require_period(plan, PERIOD)).of("hsn")


def said(results: Results, *texts: str) -> list[str]:
    return [problem.message for problem in TextFigures(results).check(texts)]


EFFECT = (
    "Behovet av åtgärder uppgår till 593 miljoner kronor. I det ingår tjänster som saknar pengar. "
    "Efter augusti redovisas en uppnådd effekt på 137 miljoner kronor eller {} procent av totala "
    "beloppet."
)


def test_tf01_35_per_cent_beside_137_of_593_is_told(results: Results) -> None:
    (message,) = said(results, EFFECT.format("35"))
    assert "137 av 593 är 23,1\u00a0% (34,7\u00a0% av periodens 8/12)" in message


@pytest.mark.parametrize(
    "text",
    [
        "Hittills har 137 av 593 mnkr, eller 35 procent, uppnåtts.",
        "Hittills har 137 mnkr av 593 mnkr (35 %) uppnåtts.",
        "Hittills har 35 % (137 av 593 mnkr) uppnåtts.",
        "Hittills har 137 av 593, vilket är cirka 35 procent, uppnåtts.",
        "Av 593 mnkr har 137 mnkr uppnåtts, vilket motsvarar 35 procent.",
        "Den uppnådda effekten är 137 mnkr av beslutade 593 mnkr (35 %).",
        "Hittills har 137 av 593 patienter (35 %) fått vård.",
        "Hittills har 137 av 593 patienter, eller 35 procent, fått vård.",
    ],
)
def test_tf01_however_it_is_said(results: Results, text: str) -> None:
    (message,) = said(results, text)
    assert "23,1\u00a0%" in message


@pytest.mark.parametrize(
    "text",
    [
        EFFECT.format("23"),
        EFFECT.format("23,1"),
        "Taket är 400 miljoner kronor. " + EFFECT.format("35"),
        "Hittills har 137 av 593 mnkr, eller cirka 25 procent, uppnåtts.",
        "Tre av 14, eller 35 procent, av 20 av 40.",
        "Andelen ökade från 12 av 40 till 35 procent.",
        "Hittills har 137 av 593 patienter (23 %) fått vård.",
        "Hittills har 137 av 593 patienter (5 % fler än förra året) fått vård.",
        "Hittills har 137 av 593 patienter, alltså 5 procent fler än i fjol, fått vård.",
        "Av 593 mnkr är 137 uppnådda, en ökning med 3 procentenheter.",
        "Två tredjedelar, 66 av 100 (66 %), svarade.",
        "Hälften, 0,5 av 1 (50 %), är kvar.",
    ],
)
def test_tf03_a_share_that_holds_or_is_of_something_else(results: Results, text: str) -> None:
    assert said(results, text) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Antalet anmälda olycksfall och arbetsskador är 198.", "188"),
        ("Antalet anmälda olycksfall och arbetsskador uppgår till 1 188 till och med maj.", "188"),
        ("Nettokostnaden till och med augusti är 4 961,0 mnkr.", "nettokostnaden 4 691,0 mnkr"),
        (
            "Prognosen är ett underskott på 505 mnkr.",
            "prognosen 7 084,0 mnkr, avvikelsen −550,0 mnkr",
        ),
        ("Nämndens nettokostnad uppgick till 4 961,0 mnkr.", "nettokostnaden 4 691,0 mnkr"),
        ("Helårsprognosen är 505 mnkr sämre än budget.", "avvikelse −550,0 mnkr"),
        ("Nämnden redovisar ett underskott på 353 mnkr.", "avvikelsen −335,0 mnkr"),
        ("Av nämndens 14 delmål är tre helt uppfyllda.", "2 av 14 delmål"),
        ("Nämnden bedömer att tre delmål är uppfyllda.", "2 av 14 delmål"),
        ("Tre av fjorton delmål är uppfyllda.", "2 av 14 delmål"),
        ("Två av femton delmål är uppfyllda.", "2 av 14 delmål"),
        ("55 delmål uppfyllda.", "2 av 14 delmål"),
        ("Åtta delmål bedöms vara helt uppfyllda.", "2 av 14 delmål"),
    ],
)
def test_tf02_a_number_that_the_tables_contradict(results: Results, text: str, known: str) -> None:
    (message,) = said(results, text)
    assert known in message.replace(NBSP, " ")


@pytest.mark.parametrize(
    "text",
    [
        "Antalet anmälda olycksfall och arbetsskador är 188.",
        "Nämnden redovisar ett underskott på 335 mnkr.",
        "Nämnden redovisar ett underskott på 550 mnkr för helåret.",
        "Helårsprognosen är 550 mnkr sämre än budget.",
        "Av nämndens 14 delmål är två helt uppfyllda.",
        "Antalet anmälda olycksfall och arbetsskador var 300 år 2023.",
        "Antalet anmälda olycksfall och arbetsskador var 204 förra året.",
        "Antalet anmälda olycksfall och arbetsskador är 12 procent lägre.",
        "Antalet anmälda olycksfall och arbetsskador är 12 färre än väntat.",
        "Om antalet anmälda olycksfall och arbetsskador är 500 i december är målet missat.",
        "Nettokostnaden är 335,0 mnkr högre än periodens budget.",
        "Nettokostnaden är 4 691 mnkr.",
        "Nettokostnaden är 4,7 miljarder.",
        "Prognosen är ett underskott på 550 miljoner kronor.",
        "Prognosen är en nettokostnad på 7 084 000 tkr.",
        "Två av fjorton delmål är uppfyllda och två delmål till är på väg.",
        "Åtta delmål är delvis uppfyllda.",
        "Tre delmål inom primärvården är uppfyllda.",
        "Tre delmål är uppfyllda inom primärvården.",
        "Ytterligare tre delmål är uppfyllda.",
        "Målet om 55 delmål är inte beslutat.",
    ],
)
def test_tf03_what_holds_or_is_about_something_else(results: Results, text: str) -> None:
    assert said(results, text) == []


def test_tf03_nothing_is_said_of_the_sample_texts(results: Results) -> None:
    texts = list(results.texts.values())
    assert len(texts) == len(CHAPTERS)
    assert said(results, *texts, *(r.analysis for r in results.subgoals)) == []
