"""Before publishing: what a reader would stumble on is told, and sound sentences are left alone.

- PB01: what waits to be filled in, inner addresses, lost references, cut and passed sentences.
- PB02: an ordinary sentence that looks like one of them says nothing.
- PB03: a report as it is written has nothing to mend, whichever way it is read.
- PB04: what stops a reader with an aid is told with its place.
- PB05: a hidden count that a text tells is told, without a word of a sound text.
"""

from __future__ import annotations

from datetime import date

import pytest

from sheetplan.plan.plan import Plan
from sheetplan.plan.publishing.accessibility import check_accessibility
from sheetplan.plan.publishing.passage import WrittenDocument
from sheetplan.plan.publishing.wording import check_wording
from sheetplan.plan.settings import Period
from sheetplan.tables.told_counts import check_told_counts
from sheetplan.word.package import unpack
from sheetplan.word.reading_back import read_document
from tests.pages import page, prose
from tests.splitting import COUNT, answers, result, resulting

AUGUST = Period(
    id="2025-08",
    name="Delårsrapport per augusti 2025",
    starts=date(2025, 1, 1),
    ends=date(2025, 8, 31),
    deadline=date(2025, 9, 17),
)
FOUND = {
    "RAP-30": (
        "Analysen kompletteras senare.",
        "Antalet besök var XX procent fler.",
        "Antalet var [siffra] i augusti.",
        "Orsaken är <skriv orsak här>.",
        "Utfallet blev {{ utfall }} mnkr.",
        "Klicka här för att ange text.",
        "Text kommer från ekonomistaben.",
        "Väntetiden är ?? dagar.",
        "Siffror inväntas från personalstaben.",
        "Text saknas.",
        "Här skriver styrelsen sin samlade bedömning.",
    ),
    "RAP-31": (
        "Se \\\\server01\\delat\\ekonomi för mer.",
        "Underlaget finns i C:\\Users\\anna\\rapport.xlsx.",
        "Läs mer på https://intranet.regionen.se/ekonomi.",
        "Läs mer på http://10.1.2.3/rapport.",
        "Se file:///H:/rapport.docx.",
    ),
    "RAP-32": (
        "Som framgår av nedanstående tabell har besöken ökat.",
        "I diagrammet nedan visas utvecklingen.",
    ),
    "RAP-33": (
        "Antalet besök har ökat i hela länet under våren och",
        "Antalet besök har ökat mest på de större vårdcentralerna i länet",
    ),
    "RAP-34": (
        "Den nya enheten ska öppna den 1 mars 2025.",
        "Upphandlingen väntas vara klar i juni 2025.",
        "Planen beräknas vara beslutad senast 2025-05-31.",
    ),
}
SOUND = (
    "Antalet besök ökade med 3 procent [1].",
    "Nämnden ska öppna en ny enhet den 1 mars 2026.",
    "Enheten öppnade den 1 mars 2025 och ska utvärderas.",
    "Beslutet som skulle ha fattats i juni 2025 är flyttat.",
    "Läs mer på https://www.regionvasterbotten.se/plan.",
    "Kostnaden har kompletterats med statsbidrag.",
    "Kl. 8–17 är mottagningen öppen, dvs. som förut.",
    "Besöken var < 5 % fler än i fjol & inget annat > än det.",
    "Priset var 3 kr/st. hos leverantören.",
    "Underlag som inväntats har kommit, och text saknas inte.",
    "Här ska vården bli mer tillgänglig, och här finns mycket skrivet.",
)


def read(docx: bytes) -> WrittenDocument:
    return read_document("rapport.docx", unpack(docx))


def codes(*sentences: str) -> list[str]:
    document = read(prose(*sentences))
    return [problem.rule.code for problem in check_wording(document, AUGUST)]


@pytest.mark.parametrize(
    ("code", "sentence"), [(code, one) for code, some in FOUND.items() for one in some]
)
def test_what_a_reader_would_stumble_on_is_told(code: str, sentence: str) -> None:  # PB01
    assert codes(sentence) == [code]


@pytest.mark.parametrize("sentence", SOUND)
def test_a_sound_sentence_says_nothing(sentence: str) -> None:  # PB02
    assert codes(sentence) == []


def test_an_item_of_a_list_may_end_with_a_pronoun() -> None:  # PB02
    lines = (
        ("Heading 1", "Mål"),
        ("List Bullet", "Patienten är delaktig i sin vård och gillar den"),
    )
    assert list(check_wording(read(page(*lines)), AUGUST)) == []


def test_a_reference_to_a_table_that_is_there_says_nothing() -> None:  # PB02
    lines = (("Heading 1", "Produktion"), ("Normal", "Se tabellen nedan."), ("table", "Månad"))
    document = read(page(*lines))
    assert list(check_wording(document, AUGUST)) == []


def test_a_table_number_that_nothing_has_is_told() -> None:  # PB01
    lines = (("Heading 1", "Drift"), ("Caption", "Tabell 1 Vårdplatser"), ("table", "Månad"))
    told = page(*lines, ("Normal", "Tabell 1 visar läget, tabell 7 resten."))
    found = list(check_wording(read(told), AUGUST))
    assert [(p.rule.code, p.facts["found"]) for p in found] == [("RAP-32", "tabell 7")]


def test_a_heading_with_nothing_under_it_is_told() -> None:  # PB01
    lines = (
        ("Heading 1", "Drift"),
        ("Heading 2", "Tom"),
        ("Heading 2", "Full"),
        ("Normal", "Ja."),
    )
    found = list(check_wording(read(page(*lines)), AUGUST))
    assert [(p.rule.code, p.facts["found"]) for p in found] == [("RAP-36", "Tom")]


def test_a_report_as_it_is_written_has_nothing_to_mend(written: bytes) -> None:  # PB03
    document = read(written)
    assert len(document.passages) > 40
    assert list(check_wording(document, AUGUST)) == []
    assert list(check_accessibility(document)) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((("Heading 2", "För djup"),), "RAP-51"),
        ((("Heading 1", "Bild"), ("picture", "")), "RAP-52"),
        ((("Heading 1", "Tabell"), ("table", "Månad")), "RAP-53"),
        ((("Heading 1", "Luft"), ("Normal", ""), ("Normal", ""), ("Normal", "Text.")), "RAP-55"),
    ],
)
def test_what_stops_an_aid_is_told(lines: tuple[tuple[str, str], ...], code: str) -> None:  # PB04
    document = read(page(*lines))
    found = list(check_accessibility(document))
    assert [problem.rule.code for problem in found] == [code]
    assert found[0].place.file == "rapport.docx"


def test_merged_cells_are_told() -> None:  # PB04
    document = read(page(("Heading 1", "A"), ("table", "Sammanfogad")))
    assert "RAP-54" in {problem.rule.code for problem in check_accessibility(document)}


def test_a_picture_with_words_and_a_title_say_nothing() -> None:  # PB04
    lines = (("Heading 1", "Bild"), ("picture", "Besök per månad, 200 till 300."))
    assert list(check_accessibility(read(page(*lines)))) == []


def test_a_missing_title_is_told() -> None:  # PB04
    document = read(page(("Heading 1", "A"), title=""))
    assert [problem.rule.code for problem in check_accessibility(document)] == ["RAP-50"]


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Tre pojkar fick stöd under våren.", True),
        ("Under våren fick 3 unga pojkar stöd.", True),
        ("Tre vårdcentraler gav stöd under våren.", False),
        ("Under våren fick 23 flickor stöd.", False),
    ],
)
def test_a_hidden_count_in_a_text_is_told(plan: Plan, sentence: str, *, is_told: bool) -> None:
    typed = answers(plan, COUNT, {"outcome": 26}, {"outcome": 23}, {"outcome": 3})  # PB05
    found = resulting(plan, typed)
    subgoal = result(found, COUNT).subgoal.name
    lines = (("Heading 1", "Mål"), ("Heading 2", subgoal), ("Heading 3", "Analys"))
    document = read(page(*lines, ("Normal", sentence)))
    told = [problem.rule.code for problem in check_told_counts(document, found)]
    assert told == ["RAP-35"] * is_told


def test_a_hidden_count_under_another_subgoal_says_nothing(plan: Plan) -> None:  # PB05
    typed = answers(plan, COUNT, {"outcome": 26}, {"outcome": 23}, {"outcome": 3})
    document = read(prose("Tre pojkar fick stöd under våren."))
    assert list(check_told_counts(document, resulting(plan, typed))) == []
