"""A report is known again, and what stands in it, by any of its marks.

- RU08: a report is known by any of its marks; one that is not ours gets a sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from sheetplan.flows.update_report import NotReport, ReportOpen
from sheetplan.word.memory import digest_named, remembered
from sheetplan.word.ooxml import w
from sheetplan.word.package import unpack, write_parts
from tests.reporting import (
    FRAMES,
    OURS,
    STATUS,
    Reported,
    places,
    texts,
    type_in,
)


def without(path: Path, *names: str) -> None:
    """Lose parts of a document, as other programs do when they save it."""
    parts = unpack(path.read_bytes())
    path.write_bytes(write_parts({n: data for n, data in parts.items() if n not in names}))


@pytest.mark.parametrize("lost", [OURS[1:], OURS])
def test_ru08_a_report_is_known_when_its_own_memory_is_lost(
    reported: Reported, lost: tuple[str, ...]
) -> None:
    reported.edit(type_in(FRAMES, 1, 3, "4 699,9"))
    without(reported.path, *lost)
    reported.correct()
    done = reported.update().refreshed
    assert len(done.conflicts) == 1
    assert texts(reported.document, FRAMES, 1)[3:] == ["4 699,9", "−344,5"]


@pytest.mark.parametrize("lost", ["tag", "alias", "bookmarkStart"])
def test_ru08_an_item_is_found_by_any_mark(reported: Reported, lost: str) -> None:
    def strip(document: etree._Element) -> None:
        keep = {"tag", "alias", "bookmarkStart"} - {lost}
        for name in ("tag", "alias", "bookmarkStart"):
            for mark in list(document.iter(w(name))):
                if name != min(keep) and not mark.get(w("name"), "").startswith("_Toc"):
                    mark.getparent().remove(mark)  # type: ignore[union-attr] # it is in something

    reported.edit(strip)
    reported.correct()
    reported.update()
    assert texts(reported.document, FRAMES, 1)[3] == "4\u00a0700,5"
    assert places(reported.document, STATUS)[0].text == "◐ Delvis uppfyllt"


def test_ru08_what_was_written_cannot_be_read_out_of_the_document(reported: Reported) -> None:
    parts = unpack(reported.path.read_bytes())
    kept = "".join(parts[name].decode("utf-8") for name in OURS)
    assert "691" not in kept.replace(digest_named(parts), "").partition("items")[0]
    assert "uppfyllt" not in kept
    assert remembered(parts) is not None


def test_ru08_what_is_not_ours_gets_a_sentence(reported: Reported, template: bytes) -> None:
    path = reported.path.with_name("egen.docx")
    for data, said in ((b"PK hej", "inte ett Word-dokument"), (template, "inte en rapport som")):
        path.write_bytes(data)
        with pytest.raises(NotReport, match=said):
            Reported(reported.year, path).update()
        assert path.read_bytes() == data


def test_ru08_an_open_report_is_left_alone(reported: Reported) -> None:
    reported.correct()
    mark = reported.path.with_name(f"~${reported.path.name[2:]}")
    mark.write_bytes(b"")
    with pytest.raises(ReportOpen, match="är öppen i Word"):
        reported.update()
    mark.unlink()
    assert reported.update().refreshed.changes


def test_ru08_a_report_of_another_plan_gets_a_sentence(reported: Reported) -> None:
    parts = unpack(reported.path.read_bytes())
    part = parts[OURS[1]].replace(b"vb-2025", b"vb-2031")
    reported.path.write_bytes(write_parts(parts | {OURS[1]: part}))
    with pytest.raises(NotReport, match="hör till planen vb-2031"):
        reported.update()


def test_ru08_a_report_whose_memory_is_gone_everywhere_is_left_alone(reported: Reported) -> None:
    for path in (reported.year.reports / "minne").iterdir():
        path.unlink()
    without(reported.path, OURS[1])
    with pytest.raises(NotReport, match="det går inte att se vad ni själva har ändrat"):
        reported.update()
