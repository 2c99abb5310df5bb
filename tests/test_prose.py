"""What people write in a cell arrives in Word as paragraphs, real lists and line breaks.

- PR01: paragraphs, list items and breaks are told apart; an amount after a dash is no list.
- PR02: lists are real ones, and each numbered list begins with its own number.
- PR03: whatever is typed arrives: long, from the right, emoji, braces, tags, control characters.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.tables.prose import Line, LineKind, lines_of, paragraphs_of
from sheetplan.word.ooxml import clean, text_of, w
from sheetplan.word.package import STYLES, parse_part, read_parts
from tests.word_file import changed, document_of
from tests.word_file import paragraphs_of as written_in
from tests.word_sample import forecast, money, report, write_report

B, N = LineKind.BULLET, LineKind.NUMBER


def read(text: str) -> list[Line]:
    return list(lines_of(paragraphs_of(text)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ett.\nTvå.", [Line("Ett."), Line("Två.")]),
        ("Ett\nrad två\n\nNästa", [Line("Ett\nrad två"), Line("Nästa")]),
        ("- ett\n- två", [Line("ett", B), Line("två", B)]),
        ("•\tett\n•två", [Line("ett", B), Line("två", B)]),
        ("– ett\r\n– två", [Line("ett", B), Line("två", B)]),
        ("Så här:\n- ett", [Line("Så här:"), Line("ett", B)]),
        ("- 335 mnkr i underskott", [Line("- 335 mnkr i underskott")]),
        ("- 12 nya\n- 3 gamla", [Line("12 nya", B), Line("3 gamla", B)]),
        ("-335 mnkr", [Line("-335 mnkr")]),
        ("1. ett\n2. två", [Line("ett", N, 1, is_first=True), Line("två", N, 2)]),
        ("3) tre\n4) fyra", [Line("tre", N, 3, is_first=True), Line("fyra", N, 4)]),
        ("12. augusti", [Line("12. augusti")]),
        ("2025. Ett år", [Line("2025. Ett år")]),
        ("", []),
        (" \n \n", []),
    ],
)  # fmt: skip
def test_paragraphs_lists_and_breaks_are_told_apart(  # PR01
    typed: str, expected: list[Line]
) -> None:
    assert read(typed) == expected


@given(st.text(st.sampled_from("ab-•1. \n\r–5)"), max_size=40))
def test_no_letter_is_lost(typed: str) -> None:  # PR01
    kept = "".join(one.text for one in read(typed))
    assert [c for c in kept if c in "ab"] == [c for c in typed if c in "ab"]


TYPED = ("Så här:", "- ett", "- två", "1. första", "2. andra", "Slut.", "1. igen", "4. fyra")


def test_lists_are_real_and_begin_anew(template: bytes) -> None:  # PR02
    docx = write_report(template, report(texts={"summary": TYPED}))
    found = {text_of(p): p for p in document_of(docx).iter(w("p"))}
    assert style_of(found["ett"]) == "ListBullet"
    assert style_of(found["första"]) == style_of(found["fyra"]) == "ListNumber"
    numbers = [number_of(found[text]) for text in ("första", "andra", "igen", "fyra")]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    lists = parse_part(read_parts(docx)["word/numbering.xml"])
    starts = {n.get(w("numId")): n.find(f".//{w('startOverride')}") for n in lists.iter(w("num"))}
    begun = [starts[number] for number in (numbers[0], numbers[2], numbers[3])]
    assert [one.get(w("val")) for one in begun if one is not None] == ["1", "1", "4"]


def test_lists_in_a_table_are_lists_too(template: bytes) -> None:  # PR02
    rows = (("Så här:\n- ett\n1. första\n2. andra", money("-1")), ("- 5 till", money("2")))
    table = replace(forecast(), rows=rows, emphasis=frozenset())
    docx = write_report(template, report(forecast=table))
    found = {text_of(p): p for cell in document_of(docx).iter(w("tc")) for p in cell.iter(w("p"))}
    assert {"Så här:", "ett", "första", "andra", "- 5 till"} <= set(found)
    assert {style_of(found[text]) for text in ("Så här:", "ett", "andra")} == {"Tabelltext"}
    assert number_of(found["ett"]) == "2"
    assert number_of(found["första"]) == number_of(found["andra"]) != "2"


def style_of(paragraph: object) -> str | None:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")  # type: ignore[attr-defined]
    return None if found is None else str(found.get(w("val")))


def number_of(paragraph: object) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")  # type: ignore[attr-defined]
    return str(found.get(w("val")))


def test_a_template_without_numbered_lists_keeps_the_numbers(template: bytes) -> None:  # PR02
    plain = changed(template, '"List Number"', '"Egen lista"', STYLES)
    docx = write_report(plain, report(texts={"summary": TYPED}))
    assert {"1. första", "2. andra", "4. fyra"} <= set(written_in(docx))


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 30_000,
        "שלום עולם, 5 %",
        "Bra jobbat 👩‍⚕️🎉!",
        "{{ 7*7 }} {% if x %} {_{ y }_}",
        "<w:p><w:r/></w:p> & ]]>",
        "före\x00\x07\ud800efter",
        "- {{ titel }}",
    ],
    ids=["long", "right-to-left", "emoji", "braces", "tags", "control", "item"],
)
def test_whatever_is_typed_arrives(template: bytes, typed: str) -> None:  # PR03
    docx = write_report(template, report(texts={"summary": (typed,)}))
    assert clean(typed).removeprefix("- ") in written_in(docx)


def test_text_from_the_right_is_marked_as_such(template: bytes) -> None:  # PR03
    docx = write_report(template, report(texts={"summary": ("שלום", "Hej")}))
    found = {text_of(p): p.find(f"{w('pPr')}/{w('bidi')}") for p in document_of(docx).iter(w("p"))}
    assert found["שלום"] is not None
    assert found["Hej"] is None
