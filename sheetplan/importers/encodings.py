"""How a text file keeps its letters: by its own mark, by the plan, as UTF-8, or seen on å, ä, ö.

Windows-1252 and CP850 keep å, ä and ö as different bytes, and the bytes of one make no words in
the other. A file whose every such letter is Swedish in one of them is in that one; others are
asked about.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from sheetplan.plan.ledger.sheets import Encoding, LedgerFormat
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.problem import Place, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODECS = {
    Encoding.UTF8: "utf-8",
    Encoding.WINDOWS: "cp1252",
    Encoding.DOS: "cp850",
    Encoding.UTF16: "utf-16-le",
}
_SEEN = (Encoding.WINDOWS, Encoding.DOS)
_SMALL, _LARGE = "åäöéü", "ÅÄÖÉÜ"
_SIGNS = "\u00a0§°½´²³µ·±"  # beside words, in both of them
_ASCII = bytes(range(128))
_CHUNK = 1 << 20
_SHOWN = 40


@dataclass(frozen=True)
class Decoding:
    """How a file is decoded; ``said`` where somebody should know how that was chosen."""

    codec: str
    said: Problem | None = None


def decoding_of(data: bytes, said: Encoding | None, file: str) -> Decoding | Problem:
    """Return what a file's bytes can be decoded by, or say where they cannot."""
    mark = next((codec for start, codec in _MARKS if data.startswith(start)), None)
    codec = mark or (_CODECS[said] if said else "utf-8")
    row = _first_bad_row(data, codec)
    if row is None and not (codec == "utf-8" and b"\0" in data):
        return Decoding(codec)
    place = _place(file, row or 1)
    facts = {"row": str(row or 1), "sheet": LedgerFormat.sheet}
    if said is None and mark is None:
        return _as_seen(data, file) or Problem(rules.LEDGER_ENCODING, place, facts)
    wanted = said.label if said else "UTF-8" if mark == "utf-8-sig" else "UTF-16"
    return Problem(rules.LEDGER_ENCODING_WRONG, place, {**facts, "wanted": wanted})


def _place(file: str, row: int) -> Place:
    return Place(file=file, sheet=file, row=row, cell=f"rad {row}")


def _as_seen(data: bytes, file: str) -> Decoding | None:
    """Choose the encoding in which every letter beyond ASCII is Swedish and stands in a word."""
    beyond = set(data.translate(None, _ASCII))
    for encoding in _SEEN:
        known, odd, word = _looks(_CODECS[encoding])
        first = word.search(data) if beyond <= known and not odd.search(data) else None
        if first is None:
            continue
        row, found = data.count(b"\n", 0, first.start()) + 1, first[0].decode(_CODECS[encoding])
        facts = {"encoding": encoding.label, "found": found[:_SHOWN], "row": str(row)}
        told = Problem(
            rules.LEDGER_LETTERS, _place(file, row), {**facts, "sheet": LedgerFormat.sheet}
        )
        return Decoding(_CODECS[encoding], told)
    return None


@lru_cache
def _looks(codec: str) -> tuple[frozenset[int], re.Pattern[bytes], re.Pattern[bytes]]:
    """Return the bytes that Swedish texts have, a word that no text has, and a Swedish word."""
    small, large = (re.escape(letters.encode(codec)) for letters in (_SMALL, _LARGE))
    known = frozenset((_SMALL + _LARGE + _SIGNS).encode(codec, "ignore"))
    odd = re.compile(  # large inside a word of small ones
        rb"[a-z" + small + rb"][" + large + rb"]|"
        rb"[A-Za-z" + small + large + rb"][" + large + rb"][a-z" + small + rb"]"
    )
    swedish = "åäöÅÄÖ".encode(codec)
    letters = rb"[A-Za-z" + small + large + rb"]"
    word = re.compile(
        letters + rb"+[" + swedish + rb"]" + letters + rb"*|"
        rb"[" + swedish + rb"]" + letters + rb"+"
    )
    return known, odd, word


def _first_bad_row(data: bytes, codec: str) -> int | None:
    """Decode in pieces; return the row of the first byte that cannot be decoded."""
    decoder = codecs.getincrementaldecoder(codec)()
    row = 1
    for start in range(0, len(data), _CHUNK):
        piece = data[start : start + _CHUNK]
        try:
            row += decoder.decode(piece, final=start + _CHUNK >= len(data)).count("\n")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            return row + before.count(b"\n")
    return None
