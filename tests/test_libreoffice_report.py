"""A report that people have worked in with LibreOffice, and that is then updated.

- RL01: every hand edit is still there, every figure is right, every conflict is named.
- RL02: LibreOffice opens the updated report, tracked changes too.
"""

from __future__ import annotations

import pytest
from lxml import etree

from sheetplan.flows.report import report
from sheetplan.word.control import bookmark_of
from sheetplan.word.ooxml import text_of, w
from sheetplan.word.package import DOCUMENT, unpack
from sheetplan.word.visible import grid_of
from tests.conftest import PERIOD
from tests.office import Office
from tests.reporting import (
    COMMITTEE,
    FORECAST,
    FRAMES,
    STATUS,
    Reported,
    places,
    texts,
    told,
)

RELATIONS = "word/_rels/document.xml.rels"  # what was lost is set in again
OWN = "Ett eget stycke om hösten."
EDITS = [
    ("replace", "Våren ägnades åt utbildning inför Cosmic", "Våren gick åt till Cosmic"),
    ("paragraph", "Våren gick åt till Cosmic", OWN),
    ("colour", "Cosmic infördes i april", "C00000"),
    ("comment", "Nämnden har under sommaren beslutat", "Stämmer det?"),
    ("track", "Flera uppgifter går inte att ta ut", "Många uppgifter går inte att ta ut"),
    ("copy", "Resultat jan–aug 2025", "Plus är bättre än budget"),
    ("copy_marked", bookmark_of(STATUS)),
    ("cell", bookmark_of(FRAMES), "D2", "4 699,9"),
    ("take_out", bookmark_of(FORECAST)),
]


@pytest.fixture
def numbered(reported: Reported, layout: None) -> Reported:
    """A report that is just written, with page numbers in its contents."""
    del layout
    return Reported(reported.year, report(reported.year, COMMITTEE, PERIOD).path)


def saved_by(office: Office, one: Reported, *edits: tuple[str, ...]) -> Reported:
    """Edit a report with LibreOffice and save it under another name."""
    path = one.path.with_name("Rapporten, bearbetad.docx")
    office.edit(one.path, edits, [path])
    return Reported(one.year, path)


def own_paragraphs(document: etree._Element) -> list[bytes]:
    """Return every paragraph that holds nothing of ours, as it is written."""
    marks = document.iter(w("bookmarkStart"))
    ours = {mark for mark in marks if mark.get(w("name"), "").startswith("sp_")}
    held = {p for mark in ours for p in mark.iterancestors(w("p"))}
    return [
        etree.tostring(p, method="c14n")
        for p in document.iter(w("p"))
        if p not in held and next(p.iterancestors(w("tbl")), None) is None
    ]


def test_rl01_what_people_did_is_kept_and_the_figures_are_right(
    numbered: Reported, office: Office
) -> None:
    edited = saved_by(office, numbered, *EDITS)
    before, paragraphs = unpack(edited.path.read_bytes()), own_paragraphs(edited.document)
    edited.correct()
    done = edited.update().refreshed
    text = text_of(edited.document)
    assert all(mine in text for mine in ("Våren gick åt till Cosmic", OWN, "Många uppgifter"))
    assert "Stämmer det?" in before["word/comments.xml"].decode("utf-8")
    assert own_paragraphs(edited.document) == paragraphs
    tables = [place.table for place in places(edited.document, FRAMES)]
    assert [grid_of(t)[1][3:] for t in tables if t is not None] == [
        ["4 699,9", "−344,5"],
        ["4\u00a0700,5", "−344,5"],
    ]
    assert places(edited.document, FORECAST) == []
    assert [p.text for p in places(edited.document, STATUS)] == ["◐ Delvis uppfyllt"] * 2
    after = unpack(edited.path.read_bytes())
    assert all(after[name] == before[name] for name in before if name.startswith("word/")
               and name not in {DOCUMENT, RELATIONS})  # fmt: skip
    assert {told(c) for c in done.conflicts} == {
        (FRAMES, "Hälso- och sjukvårdsnämnd, Utfall perioden (mnkr)", "4 699,9", "4 700,5")
    }
    assert done.deleted == ("Prognos för helåret 2025",)
    assert len(done.texts) == 1


@pytest.mark.parametrize("answer", ["Accept", "Reject"])
def test_rl02_libreoffice_accepts_and_rejects_what_was_tracked(
    reported: Reported, office: Office, answer: str
) -> None:
    reported.correct()
    reported.update(track=True)
    decided = saved_by(office, reported, ("all_changes", answer))
    outcome = {"Accept": "4\u00a0700,5", "Reject": "4\u00a0691,0"}[answer]
    status = {"Accept": "◐ Delvis uppfyllt", "Reject": "✖ Inte uppfyllt"}[answer]
    assert texts(decided.document, FRAMES, 1)[3] == outcome
    assert places(decided.document, STATUS)[0].text == status
    assert decided.document.find(f".//{w('ins')}") is None
