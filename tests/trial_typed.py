"""What people type into the cells that are asked for, and what they lose or double."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from tests.trial_book import Book
from tests.trial_mutations import (
    column_gone,
    formatted,
    on,
    row_copied,
    row_gone,
    sheet_gone,
    silent,
    text_typed,
    xml_typed,
)
from tests.trial_spots import HSN, RF, SPOTS, Cell, Trial, Values, place

# Text in a number's cell, and what it is read as. rf's and hsn's outcome is in mnkr.
ACCEPTED = {
    "10,8": "10.8",
    "10.8": "10.8",
    " 10,8 ": "10.8",
    "10,80": "10.8",
    "−10,8": "-10.8",
    "–10,8": "-10.8",
    "-10,8": "-10.8",
    "minus 10,8": "-10.8",
    "1 006": "1006",
    "1\u00a0006": "1006",
    "1\u202f006": "1006",
    "1 006,5": "1006.5",
    "10,8\n": "10.8",
    "\u200b10,8": "10.8",
}
FAR = 1000  # rf's outcome is about ten
ASKED = ("1.006", "1,000", "-1.006")
REFUSED = (
    *("ca 300", "drygt 500", "1 589 st", "10–15", "<5", "1,5 mnkr", "3/4", "1e3", "10,8 (feb-22)"),
    *(
        "１２",
        "٣",
        "NaN",
        "Infinity",
        "1 2 3",
        "10,8 %",
        "1,2,3",
        "1.234.567,8.9",
        "true",
        "+10,8",
    ),
    *("1234567890123456", "10 8", "0x10", "1_000", "--5", "5-", "(5)", "½", "10;8", "10:8"),
)
MISSING = ("–", "-", "..", "uppgift saknas", "ej aktuellt", "Uppgift saknas")
ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")


def numbers() -> Iterator[Trial]:
    """Numbers in every spelling."""
    cell, key = RF.number, RF.number_key
    for text, value in ACCEPTED.items():
        asked = ("INL-85",) if Decimal(value) < 0 else ("INL-99",) if Decimal(value) > FAR else ()
        says = tuple(f"{code} {place(cell)}" for code in ("CELL-07", *asked))
        yield Trial(
            f"number {text!r}",
            RF,
            partial(text_typed, cell, text),
            says,
            {key: Decimal(value)},
        )
    for text in ASKED:
        yield Trial(
            f"number {text!r}",
            RF,
            partial(text_typed, cell, text),
            (f"CELL-04 {place(cell)}",),
            {key: None},
            (text,),
        )
    for text in REFUSED:
        yield Trial(
            f"number {text!r}",
            RF,
            partial(text_typed, cell, text),
            (f"CELL-02 {place(cell)}",),
            {key: None},
            (text,),
        )
    for text in MISSING:
        both = (f"CELL-13 {place(cell)}", f"INL-22 {place(cell)}")
        yield Trial(f"number {text!r}", RF, partial(text_typed, cell, text), both, {key: None})
    for text in ("", "   ", "\u00a0", "\t\n"):
        yield Trial(
            f"number {text!r}",
            RF,
            partial(text_typed, cell, text),
            (f"INL-22 {place(cell)}",),
            {key: None},
        )


def spelled_in_xml() -> Iterator[Trial]:
    """Numbers, errors and formulas as programs store them."""
    cell, key = RF.number, RF.number_key
    where, none = place(cell), {key: None}

    def put(inner: str, kind: str = "") -> Callable[[Book], None]:
        return partial(xml_typed, cell, inner, kind)

    def v(number: str) -> Values:
        return {key: Decimal(number)}

    for number in ("10.8", "1.08E1", "10.799999999999999", "10.80"):
        yield Trial(f"v {number}", RF, put(f"<v>{number}</v>"), (), v("10.8"))
    for number in ("0", "-0"):
        larger = ("INL-81 Ekonomi!E7",)  # the part, which is not 0
        yield Trial(f"v {number}", RF, put(f"<v>{number}</v>"), larger, v("0"))
    for number in ("1E+400", "NaN", "INF", "tio", "0x1F", "1 000 st"):
        yield Trial(f"v {number}", RF, put(f"<v>{number}</v>"), (f"CELL-02 {where}",), none)
    yield Trial("boolean", RF, put("<v>1</v>", "b"), (f"CELL-02 {where}",), none)
    for error in ERRORS:
        yield Trial(f"e {error}", RF, put(f"<v>{error}</v>", "e"), (f"CELL-03 {where}",), none)
    for kind in ("", ' t="array" ref="E6"', ' t="shared" si="0" ref="E6:E7"'):
        yield Trial(
            f"formula{kind}",
            RF,
            put(f"<f{kind}>5.6+5.2</f><v>10.8</v>"),
            (f"CELL-08 {where}",),
            v("10.8"),
        )
    yield Trial(
        "formula shared child",
        RF,
        put('<f t="shared" si="0"/><v>10.8</v>'),
        (f"CELL-08 {where}",),
        v("10.8"),
    )
    yield Trial(
        "formula elsewhere",
        RF,
        put("<f>[1]Blad1!$C$7</f><v>10.8</v>"),
        (f"CELL-14 {where}",),
        v("10.8"),
    )
    yield Trial("formula unreckoned", RF, put("<f>1+1</f>"), (f"CELL-11 {where}",), none)
    yield Trial(
        "formula with error",
        RF,
        put("<f>1/0</f><v>#DIV/0!</v>", "e"),
        (f"CELL-03 {where}",),
        none,
    )
    yield Trial(
        "formula with text",
        RF,
        put('<f>"10,8"</f><v>10,8</v>', "str"),
        (f"CELL-07 {where}", f"CELL-08 {where}"),
        v("10.8"),
    )


def formats() -> Iterator[Trial]:
    """Numbers that Excel took for something else."""
    cell, key = RF.number, RF.number_key
    for code, value in (("d-mmm", "45789"), ("yyyy-mm-dd", "45789"), ("h:mm", "0.5")):
        act = partial(formatted, cell, value, code)
        yield Trial(f"format {code}", RF, act, (f"CELL-02 {place(cell)}",), {key: None})
    for code in ("#,##0.0", '0.0" mnkr"', "[Red]0.0", "0.0;[Red]-0.0", "General"):
        act = partial(formatted, cell, "10.8", code)
        yield Trial(f"format {code}", RF, act)
    share: Cell = ("Indikatorer", "J15")
    share_key = ("indicators", "hsn-2.2.1", "outcome")
    where = place(share)
    for text, share_of in (("19 %", 19), ("19%", 19), ("19", 19), ("19,0\n%", 19)):
        act = partial(text_typed, share, text)
        values = {share_key: Decimal(share_of)}
        yield Trial(f"per cent {text!r}", HSN, act, (f"CELL-07 {where}",), values)
    act = partial(xml_typed, share, "<v>19</v>", "")
    yield Trial("per cent 19 as 1900 %", HSN, act, (f"CELL-06 {where}",), {share_key: None})
    act = partial(formatted, share, "0.19", "General")
    yield Trial("per cent without format", HSN, act, (f"CELL-12 {where}",), {share_key: None})
    act = partial(text_typed, share, "0,19")
    yield Trial("per cent '0,19'", HSN, act, (f"CELL-12 {where}",), {share_key: None})


def texts() -> Iterator[Trial]:
    """Long, odd and dangerous texts, kept to the letter."""
    full = ("Åäö och 😀. " * 4000)[:32_766] + "."
    sayings = {
        "full cell": (full, full),
        "carriage return": ("Rad ett_x000D_\nrad två.", "Rad ett\nrad två."),
        "escaped escape": ("Koden _x005F_x0041_ i texten.", "Koden _x0041_ i texten."),
        "equals sign": ("=SUM(A1) är inte en formel.", "=SUM(A1) är inte en formel."),
        "at sign": ("@nämnden +46 90 -punkt", "@nämnden +46 90 -punkt"),
        "markup": ("<b>Vård & omsorg</b> {{ 7*7 }}", "<b>Vård & omsorg</b> {{ 7*7 }}"),
        "decomposed": ("La\u0308ge a\u030a", "La\u0308ge a\u030a"),
        "right to left": ("\u05e9\u05dc\u05d5\u05dd och mer", "\u05e9\u05dc\u05d5\u05dd och mer"),
    }
    for spot in SPOTS.values():
        for name, (typed, read) in sayings.items():
            act = partial(text_typed, spot.text, typed)
            yield Trial(f"text {name}", spot, act, (), {spot.text_key: read}, (read[:200],))
        act = partial(text_typed, spot.choice, "Nästan klart")
        where = place(spot.choice)
        yield Trial(
            "pasted over drop-down",
            spot,
            act,
            (f"CELL-09 {where}",),
            {spot.choice_key: None},
            ("Nästan klart",),
        )
        act = partial(text_typed, spot.label, "Något annat")
        yield Trial("label changed", spot, act, (f"INL-11 {place(spot.label)}",))
        act = partial(text_typed, (spot.table, "Z60"), "Fråga oss gärna")
        yield Trial("beside", spot, act, (f"INL-35 {spot.table}!Z60",), kept=("Fråga oss gärna",))
        act = partial(text_typed, (spot.table, "XFD1048576"), "längst bort")
        says = (f"INL-35 {spot.table}!XFD1048576",)
        yield Trial("far beside", spot, act, says, kept=("längst bort",))
        act = partial(text_typed, ("Start", spot.ready), "Nej")
        yield Trial("not ready", spot, act, (f"INL-14 Start!{spot.ready}",))


def shapes() -> Iterator[Trial]:
    """Rows, columns and sheets that are lost or doubled."""
    for spot in SPOTS.values():
        table = spot.table
        yield Trial("row copied", spot, on(spot, row_copied), (f"INL-09 {table}!A90",))
        yield Trial("row gone", spot, on(spot, row_gone), (f"INL-08 {table}",))
        yield Trial("column gone", spot, on(spot, column_gone), (f"INL-10 {table}",))
        yield Trial("sheet gone", spot, partial(sheet_gone, "Texter"), ("INL-06 Texter",))
        yield Trial("identity gone", spot, partial(sheet_gone, "_sheetplan"), ("INL-01 FILE",))
        yield Trial("renamed file", spot, lambda _: None, ("INL-25 FILE",), file="rs-2025-08.xlsx")


ALL = (silent, numbers, spelled_in_xml, formats, texts, shapes)


def trials() -> list[Trial]:
    """Return the whole set."""
    return [trial for some in ALL for trial in some()]
