"""The report's pages beside stored pictures of them, loosely enough to survive other fonts.

- PP01: as many pages as in the pictures, and on each the dark and the coloured where they were.
- PP02: a page whose table is gone or whose text has moved is seen.

Where the look is changed on purpose: ``SHEETPLAN_GOLDEN=1 pytest tests/test_report_pictures.py``,
and look at the pictures.
"""

from __future__ import annotations

import io
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from sheetplan.word.layout import as_pdf
from tests.office import MACHINE, found
from tests.word_sample import report, write_report

PICTURES = Path(__file__).parent / "pictures"
DOTS = 16  # per inch
GRID = (12, 17)  # squares that pages are compared by
FAR, MEAN = 70, 6  # of 255: of the square that differs most, and of all


def pages_of(docx: bytes, folder: Path) -> list[Image.Image]:
    """Return the pages as LibreOffice lays them out, small."""
    pdf = as_pdf(docx)
    assert pdf is not None
    (folder / "rapport.pdf").write_bytes(pdf)
    command = [found("pdftoppm") or "pdftoppm", "-png", "-r", str(DOTS), "rapport.pdf", "sida"]
    subprocess.run(command, cwd=folder, env=MACHINE, check=True, timeout=60)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("sida*.png"))]


def distance(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return how far two pages are from each other: at most in a square, and on the whole."""
    small = [page.resize(GRID, Image.Resampling.BOX) for page in (one, other)]
    pairs = zip(*(page.tobytes() for page in small), strict=True)
    apart = [abs(a - b) for a, b in pairs]
    return max(apart), sum(apart) / len(apart)


def is_like(one: Image.Image, other: Image.Image) -> bool:
    far, mean = distance(one, other)
    return far <= FAR and mean <= MEAN


@pytest.fixture
def pages(written: bytes, tmp_path: Path, layout: None) -> list[Image.Image]:
    assert layout is None
    return pages_of(written, tmp_path)


def stored() -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(PICTURES.glob("rapport-*.png"))]


def test_the_pages_are_as_in_the_stored_pictures(pages: list[Image.Image]) -> None:  # PP01
    if os.environ.get("SHEETPLAN_GOLDEN") == "1":
        PICTURES.mkdir(exist_ok=True)
        for old in PICTURES.glob("rapport-*.png"):
            old.unlink()
        for number, page in enumerate(pages, 1):
            target = io.BytesIO()
            page.quantize(32).save(target, "PNG", optimize=True)
            (PICTURES / f"rapport-{number:02d}.png").write_bytes(target.getvalue())
    known = stored()
    assert len(known) > 4
    assert len(pages) == len(known)
    unlike = {n: distance(*pair) for n, pair in enumerate(zip(pages, known, strict=True), 1)
              if not is_like(*pair)}  # fmt: skip
    assert unlike == {}
    assert all(ImageStat.Stat(page).stddev[0] > 1 for page in pages)  # none is blank


def test_a_page_that_has_changed_is_seen(  # PP02
    template: bytes, pages: list[Image.Image], tmp_path: Path
) -> None:
    other = tmp_path / "utan"
    other.mkdir()
    without = pages_of(write_report(template, replace(report(), assignments=(), goals=())), other)
    pairs = zip(pages, without, strict=False)
    assert len(without) < len(pages) or not all(is_like(*pair) for pair in pairs)
    turned = pages[2].transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    assert not is_like(pages[2], turned)
