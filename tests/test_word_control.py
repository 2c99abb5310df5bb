"""Content controls: every id three times, in Word's order, within Word's limits.

- CC01: tag, alias and bookmark carry the id, in the order of Word's schema.
- CC02: a bookmark's name is one that Word takes, and two ids never share one.
- CC03: two controls of one document never share a number, and the same input gives the same.
"""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sheetplan.word.control import (
    BETWEEN,
    LONGEST,
    block_control,
    bookmark_of,
    inline_control,
    number_controls,
    tag_of,
)
from sheetplan.word.look import TableLook
from sheetplan.word.ooxml import element, run, text_of, w
from sheetplan.word.table import table_xml
from tests.word_sample import economy

LOOK = TableLook("T", "C", "H", "N", "K", "I")
IDS = st.text(min_size=1, max_size=90)


def marks(control: etree._Element) -> list[str]:
    names = [w("alias"), w("tag"), w("bookmarkStart")]
    return [node.get(w("val"), node.get(w("name"), "")) for node in control.iter(*names)]


def test_cc01_an_inline_control_says_its_id_three_times() -> None:
    made = inline_control("tal.hsn-1.1.utfall", [run("82,5 %")], "Hembesök, utfall")
    name = bookmark_of("tal.hsn-1.1.utfall")
    assert marks(made) == ["Hembesök, utfall · tal.hsn-1.1.utfall", "tal.hsn-1.1.utfall", name]
    assert [node.tag for node in made[0]] == [w("alias"), w("tag"), w("id")]
    inside = [w("bookmarkStart"), w("r"), w("bookmarkEnd")]
    assert [node.tag for node in made[1]] == inside


def test_cc01_the_bookmark_of_a_table_stands_in_its_first_cell() -> None:
    made = block_control("tabell.ekonomi", [table_xml(economy(), LOOK)], "Resultat")
    paragraph = next(next(made.iter(w("tc"))).iter(w("p")))
    inside = [w("pPr"), w("bookmarkStart"), w("r"), w("bookmarkEnd")]
    assert [node.tag for node in paragraph] == inside
    assert paragraph[1].get(w("name")) == "sp_tabell_ekonomi"
    assert len(list(made.iter(w("bookmarkStart")))) == 1


def test_cc01_a_block_without_a_table_is_marked_in_its_first_paragraph() -> None:
    blocks = [element("p", run("Ett.")), element("p", run("Två."))]
    made = block_control("diagram.ekonomi", blocks)
    assert marks(made) == ["diagram.ekonomi", "diagram.ekonomi", "sp_diagram_ekonomi"]
    assert text_of(made) == "Ett.Två."


@given(IDS, IDS)
def test_cc02_names_are_valid_and_their_own(one: str, other: str) -> None:
    for id_ in (one, other):
        assert re.fullmatch(r"sp_\w*", bookmark_of(id_))
        assert len(bookmark_of(id_)) <= 40 - len("_Copy_12")
        assert len(tag_of(id_)) <= LONGEST
    if tag_of(one) != tag_of(other):
        assert bookmark_of(one).casefold() != bookmark_of(other).casefold()


def test_cc02_ids_that_differ_in_a_sign_alone_have_names_of_their_own() -> None:
    ids = ["a.b", "A.b", "a-b", "a/b", "a_b", "a b", "a.b." + "c" * 60, "a.b." + "c" * 61]
    assert len({bookmark_of(id_).casefold() for id_ in ids}) == len(ids)


@given(IDS, st.text(max_size=120))
def test_cc02_an_alias_is_never_too_long_and_ends_with_the_id(id_: str, title: str) -> None:
    alias, tag, _ = marks(inline_control(id_, [], title))
    assert len(alias) <= LONGEST
    assert alias.endswith(tag)
    assert alias == tag or BETWEEN in alias


def test_cc03_numbers_are_unique_and_the_same_each_time() -> None:
    def numbers() -> list[str]:
        document = element("body", *(inline_control("tal.a", [run("1")]) for _ in range(3)))
        number_controls([document])
        return [node.get(w("val"), "") for node in document.iterfind(f".//{w('sdtPr')}/{w('id')}")]

    assert len(set(numbers())) == 3
    assert numbers() == numbers()
    assert all(0 < int(number) < 2**31 for number in numbers())
