"""Text in the report in Word: as it was typed, and none of it lost.

Requirements:
- WR01: text from people arrives exactly as typed, in paragraphs and in tables.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.word.fault import LostText
from sheetplan.word.names import CHAPTER_NAMES
from sheetplan.word.ooxml import text_of
from sheetplan.word.package import parse_part, read_parts
from sheetplan.word.proof import require_printed
from sheetplan.word.report import write_report as write
from tests.word_file import paragraphs_of
from tests.word_sample import forecast, money, report, write_report

ODD = "Vård & omsorg < 5 % {{ 7*7 }} {_{ x }_} {% if %} ”citat” 'apostrof' \"citat\" --> ]]>"


# WR01


def test_text_arrives_exactly_as_typed(template: bytes) -> None:
    table = replace(forecast(), rows=((ODD, money("-1")),), emphasis=frozenset(), note=ODD)
    made = report(texts={"summary": (ODD,)}, forecast=table, title=ODD, committee=ODD)
    found = paragraphs_of(write_report(template, made))
    assert found.count(ODD) >= 5  # title, committee, paragraph, cell, note
    header = read_parts(write_report(template, made))["word/header2.xml"]
    assert ODD in text_of(parse_part(header))


def test_control_characters_vanish_and_the_rest_stays(template: bytes) -> None:
    typed = "före\x00\x07\x0b\x1f\ud800\ufffe\U0001fffe efter\r\nny rad\tflik"
    found = paragraphs_of(write_report(template, report(texts={"summary": (typed,)})))
    assert "före efter\nny rad\tflik" in found


def test_blank_paragraphs_are_left_out_and_empty_chapters_say_so(template: bytes) -> None:
    found = paragraphs_of(write_report(template, report(texts={"summary": ("", " \n", "Ett.")})))
    at = found.index("Ett.")
    assert found[at - 1] == "Sammanfattning"
    assert found[at + 1] == "Förvaltningsberättelse"
    assert found.count("Inget att redovisa.") == len(CHAPTERS)  # ten chapters and one analysis


def test_a_text_that_the_template_has_no_place_for_is_not_lost_in_silence(template: bytes) -> None:
    made = write(template, report(texts={"new_chapter": ("Helt egen text",)}))
    assert made.omitted == ("avsnittet ”new_chapter”",)


def test_nothing_is_left_out_by_the_template_that_we_ship(template: bytes) -> None:
    assert write(template, report()).omitted == ()


def test_a_printed_text_that_is_lost_stops_the_report(template: bytes) -> None:
    made = write(template, report()).document
    with pytest.raises(LostText, match="Aldrig skriven"):
        require_printed(made, ("Aldrig skriven",))


def test_every_chapter_has_a_name_in_the_template(template: bytes) -> None:
    assert {chapter.id for chapter in CHAPTERS} == set(CHAPTER_NAMES)
    source = " ".join(paragraphs_of(template))
    assert all(f"{{{{p text.{name} }}}}" in source for name in CHAPTER_NAMES.values())
