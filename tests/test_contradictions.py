"""A text that says outright another thing than the judgement beside it.

- CO01: on both labelled lists no harmless text is told about; how many of the others are found.
- CO02: the goal is what the region calls it; another goal is not this one.
- CO03: the time of a claim decides which judgement it is held against.
- CO04: what is quoted is the sentence, at most 120 characters, and both cells are named.
- CO05: a condition, a quotation, a question or another year before a claim silences it.
- CO06: what is met now and not at the end of the year is asked about if no text looks ahead.
- CO07: the sample answers contradict themselves nowhere.
- CO08: a pattern that is passed over, since a word that it needs is not there, would find nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.receive import check
from sheetplan.flows.year import Year
from sheetplan.plan.claim_patterns import When, wordings
from sheetplan.plan.claims import Reader
from sheetplan.plan.contradictions import (
    LONGEST,
    Contradiction,
    Judgement,
    contradictions,
    goal_words,
    is_decline_unexplained,
)
from sheetplan.plan.levels import Levels
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.noun import Noun
from sheetplan.plan.words import Current, Forecast
from sheetplan.schema.cell import Grid
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, cell_of, changed, returned
from tests.judging import AUGUST, YEAR_END

HARMLESS = "–"
GOALS = ("målet", "delmålet")
IN_AUGUST = Reader(GOALS, AUGUST)
FORECASTS = {
    "helt": Forecast.MET,
    "delvis": Forecast.PARTLY,
    "inte": Forecast.NOT_MET,
    "Inga data": Forecast.NO_DATA,
}
JUDGED = {"current": "nuläge", "forecast": "prognos"}
FOUND_HELD_OUT = 9  # of 15
GREEN = Judgement(Current.MET, Forecast.MET)


@dataclass(frozen=True)
class Labelled:
    """A text beside a judgement, and what a careful reader says of it."""

    judgement: Judgement
    text: str
    label: str

    @property
    def told(self) -> str:
        found = contradictions({"analysis": self.text}, self.judgement, IN_AUGUST)
        return " ".join(JUDGED[one.judged] for one in found) or HARMLESS


def labelled(grid: Grid) -> list[Labelled]:
    cells = [[str(cell.value) for cell in row.values()] for row in grid.rows().values()][1:]
    return [
        Labelled(Judgement(Current(now), FORECASTS[later]), text, label)
        for now, later, text, label in cells
    ]


LIST = Path(__file__).with_name("contradictions.md").read_text(encoding="utf-8")
BEFORE, HELD_OUT = map(labelled, read_markdown(LIST))


@pytest.mark.parametrize("one", BEFORE, ids=lambda one: one.text)
def test_every_text_of_the_first_list_is_judged_as_by_a_reader(one: Labelled) -> None:  # CO01
    assert one.told == one.label


def test_no_harmless_text_of_the_second_list_is_told_about() -> None:  # CO01
    told = [one for one in HELD_OUT if one.told != HARMLESS]
    assert [one.text for one in told if one.told != one.label] == []
    assert len(told) == FOUND_HELD_OUT


def test_the_lists_are_as_large_as_they_should_be() -> None:  # CO01
    for texts, least in ((BEFORE, 60), (HELD_OUT, 30)):
        harmless = sum(one.label == HARMLESS for one in texts)
        assert len(texts) >= least
        assert harmless >= len(texts) // 2


def said(text: str, judgement: Judgement = GREEN, reader: Reader = IN_AUGUST) -> list[str]:
    return [one.judged for one in contradictions({"analysis": text}, judgement, reader)]


TWO_WORDS = Levels(
    goal=Noun("målområde", "målområdet", "målområden", "målområdena"),
    subgoal=Noun("inriktning", "inriktningen", "inriktningar", "inriktningarna"),
)


def words_of(*, is_whole: bool = False, indicators: int = 2, has_motive: bool = False) -> Reader:
    goal = goal_words(TWO_WORDS, is_whole=is_whole, indicators=indicators, has_motive=has_motive)
    return Reader(goal, AUGUST)


def test_the_goal_is_what_the_region_calls_it() -> None:  # CO02
    own = words_of()
    assert said("Inriktningen är inte uppfylld.", reader=own) == ["current"]
    assert said("Inriktningen är inte uppfylld.") == []
    assert said("Målområdet är inte uppfyllt.", reader=own) == []
    assert said("Målområdet är inte uppfyllt.", reader=words_of(is_whole=True)) == ["current"]


def test_a_target_is_the_goal_only_where_it_is_alone_and_nothing_is_explained() -> None:  # CO02
    text = "Målvärdet nås inte."
    assert said(text, reader=words_of(indicators=1)) == ["current"]
    assert said(text, reader=words_of(indicators=2)) == []
    assert said(text, reader=words_of(indicators=1, has_motive=True)) == []


def test_the_sentence_before_may_be_about_another_goal() -> None:  # CO02
    assert said("Produktionsmålet är högt satt. Målet är inte uppfyllt.") == []
    assert said("Produktionsmålet är högt satt. Delmålet är inte uppfyllt.") == ["current"]
    assert said("Enheten hade ett eget mål. Målet är inte uppfyllt.") == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Målet är inte uppfyllt.", When.NOW),
        ("Målet är inte uppfyllt vid årets slut.", When.YEAR_END),
        ("Målet nås inte.", When.EITHER),
        ("Målet nås inte i augusti.", When.NOW),
        ("Målet nås inte i år.", When.YEAR_END),
        ("Målet nås inte 2025.", When.YEAR_END),
        ("Målet kommer inte att nås.", When.YEAR_END),
        ("Målet är inte uppfyllt och prognosen är svår att göra.", When.NOW),
        ("Prognosen är svår att göra och målet är inte uppfyllt i augusti.", When.NOW),
        ("Prognosen är att målet inte är uppfyllt.", When.YEAR_END),
    ],
)
def test_when_a_claim_is_about(text: str, when: When) -> None:  # CO03
    assert [claim.when for claim in IN_AUGUST.claims(text)] == [when]


def test_what_may_be_said_of_both_times_must_agree_with_neither() -> None:  # CO03
    assert said("Målet nås inte.") == ["current"]
    assert said("Målet nås inte.", replace(GREEN, forecast=Forecast.NOT_MET)) == []
    assert said("Målet nås inte.", replace(GREEN, current=Current.NOT_MET)) == []
    assert said("Målet nås inte.", replace(GREEN, current=None)) == []


def test_at_the_end_of_the_year_everything_is_held_against_what_came_of_it() -> None:  # CO03
    year_end = Judgement(Current.MET, None, is_year_end=True)
    reader = Reader(GOALS, YEAR_END)
    for text in ("Målet nåddes inte 2025.", "Målet nås inte.", "Målet kommer inte att nås."):
        assert said(text, year_end, reader) == ["current"]
    assert said("Målet nåddes inte under våren.", year_end, reader) == []
    assert said("Målet nåddes inte.") == []


def test_one_remark_for_each_judgement() -> None:  # CO04
    text = "Målet är inte uppfyllt. Delmålet är ej uppnått. Målet kommer inte att nås."
    assert said(text) == ["current", "forecast"]
    texts = {"motive": "Delmålet är inte uppfyllt.", "analysis": "Målet är inte uppfyllt."}
    assert [one.text for one in contradictions(texts, GREEN, IN_AUGUST)] == ["motive"]


@given(st.text("ab ", min_size=LONGEST - 5, max_size=LONGEST + 5))
def test_a_quotation_is_the_beginning_of_the_sentence_and_short(sentence: str) -> None:  # CO04
    quotation = Contradiction("current", "analysis", sentence).quotation
    assert len(quotation) <= LONGEST
    assert sentence.startswith(quotation.removesuffix("…"))


def test_a_long_sentence_is_cut_between_words() -> None:  # CO04
    text = "Delmålet är inte uppfyllt, eftersom " + "bemanningen brister och " * 9
    (one,) = contradictions({"analysis": text}, GREEN, IN_AUGUST)
    assert one.quotation.endswith((" bemanningen…", " brister…", " och…"))


CONTRADICTING = st.sampled_from(
    [one.text for one in BEFORE if one.label != HARMLESS and one.text.count(".") == 1]
)


@given(CONTRADICTING)
def test_what_is_quoted_or_only_a_condition_is_not_claimed(text: str) -> None:  # CO05
    inner = text.removesuffix(".")
    for silenced in (f"I enkäten står ”{inner}”.", f"Om det är så: {inner}.", f"{inner}?"):
        assert list(IN_AUGUST.claims(silenced)) == []


@given(st.sampled_from(["2024", "2026", "2030", "i april", "nästa år", "förra året"]))
def test_another_time_is_not_now(time: str) -> None:  # CO05
    for text in (f"{time.capitalize()} är målet inte uppfyllt.", f"Målet nås inte {time}."):
        assert list(IN_AUGUST.claims(text)) == []


VOCABULARY = st.sampled_from(sorted({word for one in BEFORE for word in one.text.split()}))


@given(st.lists(VOCABULARY).map(" ".join))
def test_nothing_is_claimed_where_the_goal_is_not_named(text: str) -> None:  # CO05
    claims = list(IN_AUGUST.claims(text))
    assert [c for c in claims if "målet" not in c.sentence.casefold()] == []


@pytest.mark.parametrize(
    "text",
    [
        "Indikatorns värde är lågt och målet är inte uppfyllt.",
        "Målet är inte uppfyllt, utom i Umeå.",
        "Målet är inte uppfyllt, enligt mätningen i mars.",
        "Nämnden bedömer inte att målet inte nås.",
        "Det går att nå målet i år.",
    ],
)
def test_what_is_in_doubt_is_not_claimed(text: str) -> None:  # CO05
    assert list(IN_AUGUST.claims(text)) == []


def test_a_sentence_without_end_says_nothing() -> None:  # CO05
    assert list(IN_AUGUST.claims("Målet är inte uppfyllt och " * 1000)) == []


@pytest.mark.parametrize(
    ("forecast", "text", "asked"),
    [
        (Forecast.NOT_MET, "Alla enheter har en plan.", True),
        (Forecast.PARTLY, "Alla enheter har en plan.", True),
        (Forecast.MET, "Alla enheter har en plan.", False),
        (Forecast.NO_DATA, "Alla enheter har en plan.", False),
        (Forecast.NOT_MET, "Två indikatorer följs upp vid årets slut.", False),
        (Forecast.NOT_MET, "Avtalet löper ut i höst.", False),
    ],
)
def test_a_decline_is_asked_about(forecast: Forecast, text: str, *, asked: bool) -> None:  # CO06
    judgement = Judgement(Current.MET, forecast)
    assert is_decline_unexplained({"analysis": text}, judgement) is asked
    assert not is_decline_unexplained({}, replace(judgement, current=Current.PARTLY))


def told_about(year: Year, *cells: tuple[str, str]) -> list[Problem]:
    """Return the remarks of this kind on a return where some cells of hsn-7.1 are others."""

    def change(book: Workbook) -> None:
        for key, value in cells:
            cell_of(book, "Delmål", "hsn-7.1", key).value = value

    year.inbox.mkdir(exist_ok=True)
    path = year.inbox / f"hsn-{PERIOD}.xlsx"
    path.write_bytes(changed(returned(year, "hsn"), change))
    problems = check(year, [path])[0].problems
    return [p for p in problems if p.rule.code in {"INL-40", "INL-41"}]


def test_a_remark_names_both_cells_and_refuses_nothing(year: Year) -> None:  # CO04
    (problem,) = told_about(year, ("motive", "Vi når inte målet i år."))
    assert (str(problem.place), problem.facts["place"]) == (
        "Delmål!G18 (Prognos)", "Delmål!H18 (Motiv)",
    )  # fmt: skip
    assert "”Vi når inte målet i år”" in str(problem)
    assert not problem.is_error


def test_a_contradiction_is_not_told_twice(year: Year) -> None:  # CO06
    forecast = ("forecast", Forecast.NOT_MET.label)
    (problem,) = told_about(year, forecast, ("analysis", "Delmålet är inte uppfyllt."))
    assert problem.rule.code == "INL-40"


@pytest.mark.parametrize("committee", ["hsn", "kln", "pn", "rev", "rf", "rs", "run"])
def test_the_sample_answers_contradict_themselves_nowhere(year: Year, committee: str) -> None:
    assert (plan_folder() / "returns" / PERIOD / f"{committee}.md").exists()  # CO07
    year.inbox.mkdir(exist_ok=True)
    path = year.inbox / f"{committee}-{PERIOD}.xlsx"
    path.write_bytes(returned(year, committee))
    problems = check(year, [path])[0].problems
    assert {p.rule.code for p in problems} & {"INL-40", "INL-41"} == set()


def test_no_claim_is_passed_over_for_the_words_it_lacks() -> None:  # CO08
    for one in (*BEFORE, *HELD_OUT):
        plain = one.text.casefold()
        for wording in (*wordings(GOALS, AUGUST.month), *wordings(GOALS, YEAR_END.month)):
            every = [found.span() for found in re.finditer(wording.whole, plain)]
            assert every == [found.span() for found in wording.found(plain)]
