"""How a text file keeps its letters: by its own mark, by the plan, or UTF-8; never guessed."""

from __future__ import annotations

import codecs

from sheetplan.plan.ledger.sheets import Encoding, LedgerFormat
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.problem import Place, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODECS = {Encoding.UTF8: "utf-8", Encoding.WINDOWS: "cp1252", Encoding.UTF16: "utf-16-le"}
_CHUNK = 1 << 20


def codec_of(data: bytes, said: Encoding | None, file: str) -> str | Problem:
    """Return what a file's bytes can be decoded by, or say where they cannot."""
    mark = next((codec for start, codec in _MARKS if data.startswith(start)), None)
    codec = mark or (_CODECS[said] if said else "utf-8")
    row = _first_bad_row(data, codec)
    if row is None and not (codec == "utf-8" and b"\0" in data):
        return codec
    at = row or 1
    place = Place(file=file, sheet=file, row=at, cell=f"rad {at}")
    facts = {"row": str(at), "sheet": LedgerFormat.sheet}
    if said is None and mark is None:
        return Problem(rules.LEDGER_ENCODING, place, facts)
    wanted = said.label if said else "UTF-8" if mark == "utf-8-sig" else "UTF-16"
    return Problem(rules.LEDGER_ENCODING_WRONG, place, {**facts, "wanted": wanted})


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
