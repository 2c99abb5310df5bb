"""An update gives a report its new figures and leaves all that people have done to it.

- RU01: what sheetplan wrote is refreshed, and the change is told from what to what.
- RU02: everything outside the controls, and every other part, stays as it was.
- RU03: what a person changed in a control is kept and told with both values.
- RU04: what is deleted stays deleted, what is copied is refreshed too, what is new is told.
- RU05: a text that a committee has changed is told, not set in.
- RU06: the report as it was is kept, and a report that needs nothing is not touched.
- RU07: changes can be tracked: accepted they are the new report, rejected the old one.
"""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from sheetplan.flows.report import report
from sheetplan.word.ooxml import element, run, text_of, w
from sheetplan.word.package import DOCUMENT, unpack
from sheetplan.word.pen import AUTHOR
from sheetplan.word.visible import cells_of, grid_of, rows_of
from tests.conftest import PERIOD
from tests.reporting import (
    COMMITTEE,
    FORECAST,
    FRAMES,
    OURS,
    SOURCES,
    STATUS,
    SUMMARY,
    Reported,
    cell,
    document_of,
    places,
    table,
    texts,
    told,
    type_in,
    type_over,
)

CRISIS = "Andel medarbetare som har genomgått den digitala introduktionen till krisberedskap."


def outside(document: etree._Element) -> bytes:
    """Return the document without what the controls hold, in one form for same content."""
    bare = deepcopy(document)
    for content in list(bare.iter(w("sdtContent"))):
        content[:] = []
    return bytes(etree.tostring(bare, method="c14n"))


def paragraph_with(document: etree._Element, text: str) -> etree._Element:
    return next(p for p in document.iter(w("p")) if text in text_of(p))


def test_ru01_every_figure_is_refreshed_and_told(reported: Reported) -> None:
    reported.correct()
    done = reported.update()
    found = [told(change) for change in done.refreshed.changes]
    assert (STATUS, "", "✖ Inte uppfyllt", "◐ Delvis uppfyllt") in found
    assert [change for change in found if change[0] == FRAMES] == [
        (FRAMES, "Hälso- och sjukvårdsnämnd, Utfall perioden (mnkr)", "4 691,0", "4 700,5"),
        (FRAMES, "Hälso- och sjukvårdsnämnd, Avvikelse perioden (mnkr)", "−335,0", "−344,5"),
    ]
    assert {change[0] for change in found} == {STATUS, FRAMES, FORECAST, SUMMARY, SOURCES}
    assert texts(reported.document, FRAMES, 1)[3:] == ["4\u00a0700,5", "−344,5"]


def test_ru01_an_updated_report_says_what_a_new_one_says(reported: Reported) -> None:
    reported.correct()
    reported.update()
    updated = reported.document
    reported.path.unlink()
    new = document_of(report(reported.year, COMMITTEE, PERIOD).path)
    for one in ("tbl", "sdt"):
        pairs = zip(updated.iter(w(one)), new.iter(w(one)), strict=True)
        assert all(text_of(here) == text_of(there) for here, there in pairs)
    mark = cell(updated, SUMMARY, 4, 2)
    expected = cell(new, SUMMARY, 4, 2)
    assert etree.tostring(mark, method="c14n") == etree.tostring(expected, method="c14n")


def test_ru02_nothing_else_changes(reported: Reported) -> None:
    """Texts, order, styles, a comment and a tracked change of the secretary's stay."""

    def work(document: etree._Element) -> None:
        body = document[0]
        body.insert(
            5, element("p", run("Ett eget stycke."), element("r", element("annotationRef")))
        )
        first = paragraph_with(document, "Introduktionen till krisberedskap") if False else body[7]
        first.append(element("commentRangeStart", id=7))
        first.append(element("commentRangeEnd", id=7))
        inserted = element(
            "ins", run("Tillagt."), id=900, author="Eva", date="2025-09-20T08:00:00Z"
        )
        first.append(inserted)
        place = places(document, FRAMES)[0].table
        assert place is not None
        around = next(place.iterancestors(w("sdt")))
        body.remove(around)
        body.insert(9, around)  # moved to the beginning

    reported.edit(work)
    before, parts = outside(reported.document), unpack(reported.path.read_bytes())
    reported.correct()
    assert reported.update().refreshed.conflicts == ()
    assert outside(reported.document) == before
    after = unpack(reported.path.read_bytes())
    assert list(after) == list(parts)
    changed = {name for name in parts if after[name] != parts[name]}
    assert changed == {DOCUMENT, *OURS}
    assert texts(reported.document, FRAMES, 1)[3] == "4\u00a0700,5"


def test_ru02_a_look_that_a_person_chose_is_kept(reported: Reported) -> None:
    def restyle(document: etree._Element) -> None:
        made = next(cell(document, FRAMES, 1, 3).iter(w("r")))
        made.insert(0, element("rPr", element("i"), element("color", val="FF0000")))

    reported.edit(restyle)
    reported.correct()
    reported.update()
    made = next(cell(reported.document, FRAMES, 1, 3).iter(w("r")))
    assert text_of(made) == "4\u00a0700,5"
    assert made.find(f"{w('rPr')}/{w('i')}") is not None


def test_ru03_what_a_person_changed_is_kept_and_told(reported: Reported) -> None:
    reported.edit(type_in(FRAMES, 1, 3, "4 699,9"), type_over(STATUS, "Nästan uppfyllt"))
    reported.correct()
    done = reported.update()
    assert {told(conflict) for conflict in done.refreshed.conflicts} == {
        (FRAMES, "Hälso- och sjukvårdsnämnd, Utfall perioden (mnkr)", "4 699,9", "4 700,5"),
        (STATUS, "", "Nästan uppfyllt", "◐ Delvis uppfyllt"),
    }
    assert texts(reported.document, FRAMES, 1)[3:] == ["4 699,9", "−344,5"]
    assert places(reported.document, STATUS)[0].text == "Nästan uppfyllt"
    again = reported.update()  # told until a person has decided
    assert len(again.refreshed.conflicts) == 2
    assert again.before is None


def test_ru03_a_person_who_takes_over_the_new_figure_is_asked_no_more(reported: Reported) -> None:
    reported.edit(type_in(FRAMES, 1, 3, "4 700,5"))
    assert len(reported.update().refreshed.conflicts) == 1
    reported.correct()
    assert reported.update().refreshed.conflicts == ()


def test_ru03_a_figure_put_back_is_refreshed_again(reported: Reported) -> None:
    reported.edit(type_in(FRAMES, 1, 3, "0"))
    reported.correct()
    reported.update()
    reported.edit(type_in(FRAMES, 1, 3, "4 691,0"))
    assert [told(c)[2:] for c in reported.update().refreshed.changes] == [("4 691,0", "4 700,5")]


def test_ru04_deleted_stays_deleted_and_copies_are_refreshed(reported: Reported) -> None:
    def work(document: etree._Element) -> None:
        frames = next(table(document, FRAMES).iterancestors(w("sdt")))
        document[0].insert(4, deepcopy(frames))
        document[0].insert(5, deepcopy(paragraph_with(document, "Nuläge:\t✖")))
        for gone in (FORECAST, SUMMARY):
            control = next(table(document, gone).iterancestors(w("sdt")))
            control.getparent().remove(control)  # type: ignore[union-attr] # it is in the body

    reported.edit(work)
    reported.correct()
    done = reported.update().refreshed
    assert places(reported.document, FORECAST) == []
    assert set(done.deleted) == {
        "Prognos för helåret 2025",
        "Sammanfattning av måluppfyllelsen",
    }
    copies = [place.table for place in places(reported.document, FRAMES)]
    assert [grid_of(one)[1][3] for one in copies if one is not None] == ["4\u00a0700,5"] * 2
    assert [place.text for place in places(reported.document, STATUS)] == ["◐ Delvis uppfyllt"] * 2


@pytest.mark.parametrize("which", [0, 1])
def test_ru04_a_copy_that_a_person_changed_does_not_hold_back_the_other(
    reported: Reported, which: int
) -> None:
    def work(document: etree._Element) -> None:
        frames = next(table(document, FRAMES).iterancestors(w("sdt")))
        frames.addnext(deepcopy(frames))
        mine = places(document, FRAMES)[which].table
        assert mine is not None
        next(cells_of(rows_of(mine)[1])[3].iter(w("t"))).text = "4 699,9"

    reported.edit(work)
    for outcome, shown in ((4700.5, "4\u00a0700,5"), (4800, "4\u00a0800,0")):
        reported.correct({("Ekonomi", "hsn", "outcome"): outcome})
        assert len(reported.update().refreshed.conflicts) == 1
        found = [place.table for place in places(reported.document, FRAMES)]
        says = [grid_of(one)[1][3] for one in found if one is not None]
        assert says == (["4 699,9", shown] if which == 0 else [shown, "4 699,9"])


def test_ru04_rows_and_columns_that_a_person_moved_or_took_out_stay_so(reported: Reported) -> None:
    def work(document: etree._Element) -> None:
        found = table(document, SUMMARY)
        rows = rows_of(found)
        found.remove(rows[3])
        rows[1].addprevious(rows[4])  # hsn-2.2 comes first
        for row in rows_of(found):
            row.remove(row.findall(w("tc"))[0])

    reported.edit(work)
    reported.correct()
    done = reported.update().refreshed
    assert done.conflicts == ()
    rows = grid_of(table(reported.document, SUMMARY))
    assert len(rows) == 14
    assert rows[1][1] == "◐ Delvis uppfyllt"
    assert "civil beredskap" in rows[1][0]


def test_ru04_a_row_that_is_new_or_gone_comes_and_goes(reported: Reported) -> None:
    typed = {
        ("Indikatorer", "hsn-1.2.1", "outcome"): 0.81,
        ("Indikatorer", "hsn-1.2.1", "absence"): None,
        ("Indikatorer", "hsn-2.2.1", "outcome"): None,
        ("Indikatorer", "hsn-2.2.1", "absence"): "Data saknas",
    }
    before = grid_of(table(reported.document, "tabell.saknas"))
    assert reported.correct(typed).outcome != "refused"
    done = reported.update().refreshed
    after = grid_of(table(reported.document, "tabell.saknas"))
    assert {row[0] for row in after} ^ {row[0] for row in before} == {
        "Andel genomförda hembesök till nyfödda",
        CRISIS,
    }
    assert "Indikatorernas förslag, " in " ".join(done.new)  # a suggestion where there was none
    assert not any(name.startswith("diagram.") for name in done.new)  # a chart by its words


def test_ru05_a_text_that_the_committee_changed_is_told(reported: Reported) -> None:
    reported.correct()
    done = reported.update().refreshed
    assert len(done.texts) == 1
    assert done.texts[0].startswith("Analysen av ”")
    assert "fortare än väntat" not in text_of(reported.document)
    assert reported.update().refreshed.texts == ()


def test_ru06_the_report_is_kept_as_it_was(reported: Reported) -> None:
    before = reported.path.read_bytes()
    assert reported.update().before is None
    assert reported.path.read_bytes() == before
    reported.correct()
    done = reported.update()
    assert done.before is not None
    assert done.before.parent == reported.year.reports / "tidigare"
    assert done.before.read_bytes() == before


def test_ru06_only_a_report_that_nobody_changed_is_written_over(reported: Reported) -> None:
    reported.correct()
    reported.update()
    assert report(reported.year, COMMITTEE, PERIOD).path == reported.path
    reported.edit(type_over(STATUS, "Nästan"))
    reported.correct({("Ekonomi", "hsn", "outcome"): 4800})
    reported.update()
    with pytest.raises(Exception, match="sheetplan report update"):
        report(reported.year, COMMITTEE, PERIOD)


def accept(document: etree._Element, *, reject: bool = False) -> None:
    """Accept all tracked changes, or reject them, as Word does."""
    kept, gone = ("del", "ins") if reject else ("ins", "del")
    for mark in list(document.iter(w(gone))):
        holder = mark.getparent()
        assert holder is not None
        if holder.tag == w("trPr"):
            row = next(holder.iterancestors(w("tr")))
            row.getparent().remove(row)  # type: ignore[union-attr] # a row is in a table
        else:
            holder.remove(mark)
    for mark in list(document.iter(w(kept))):
        for child in mark:
            mark.addprevious(child)
        mark.getparent().remove(mark)  # type: ignore[union-attr] # a mark is in something
    for text in document.iter(w("delText")):
        text.tag = w("t")


def test_ru07_tracked_changes_hold_the_old_and_the_new(reported: Reported) -> None:
    typed = {
        ("Ekonomi", "hsn", "outcome"): 4700.5,
        ("Delmål", "hsn-2.2", "current"): "Delvis uppfyllt",
        ("Indikatorer", "hsn-1.2.1", "outcome"): 0.81,
        ("Indikatorer", "hsn-1.2.1", "absence"): None,
        ("Indikatorer", "hsn-2.2.1", "outcome"): None,
        ("Indikatorer", "hsn-2.2.1", "absence"): "Data saknas",
    }
    before = text_of(reported.document)
    reported.correct(typed)
    plain = reported.copied_to(reported.year.root.with_name("utan spår"))
    assert plain.update().refreshed.changes == reported.update(track=True).refreshed.changes
    tracked = reported.document
    marks = list(tracked.iter(w("ins"), w("del"), w("tcPrChange")))
    assert {mark.get(w("author")) for mark in marks} == {AUTHOR}
    assert {mark.get(w("date")) for mark in marks} == {"2025-09-25T10:30:00Z"}
    numbers = [node.get(w("id")) for node in tracked.iter(w("ins"), w("del"), w("bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)
    rejected = deepcopy(tracked)
    accept(rejected, reject=True)
    assert text_of(rejected) == before
    accept(tracked)
    assert text_of(tracked) == text_of(plain.document)


def test_ru07_a_rejected_change_is_a_persons_choice(reported: Reported) -> None:
    reported.correct()
    reported.update(track=True)
    reported.edit(lambda document: accept(document, reject=True))
    done = reported.update().refreshed
    assert done.changes == ()
    assert (STATUS, "", "✖ Inte uppfyllt", "◐ Delvis uppfyllt") in map(told, done.conflicts)


def test_ru07_changes_that_nobody_has_accepted_are_written_anew(reported: Reported) -> None:
    reported.correct()
    reported.update(track=True)
    reported.correct({("Ekonomi", "hsn", "outcome"): 4702})
    reported.update(track=True)
    found = cell(reported.document, FRAMES, 1, 3)
    assert [text.text for text in found.iter(w("delText"), w("t"))] == [
        "4\u00a0691,0",
        "4\u00a0702,0",
    ]


def test_ru04_a_control_that_a_person_has_emptied_stays_empty(reported: Reported) -> None:
    """Word shows a prompt in an empty control."""

    def empty(document: etree._Element) -> None:
        for control in document.iter(w("sdt")):
            if control[0].find(w("tag")).get(w("val")) == STATUS:  # type: ignore[union-attr]
                control[0].append(element("showingPlcHdr"))

    reported.edit(type_over(STATUS, "Klicka här för att ange text."), empty)
    reported.correct()
    done = reported.update().refreshed
    assert done.conflicts == ()
    assert "Nuläge, " in " ".join(done.deleted)
