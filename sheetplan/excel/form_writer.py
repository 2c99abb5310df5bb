"""Forms written one after another: units that are asked the same get theirs from one mould."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheetplan.excel.form import heading_of, title_of, write_form
from sheetplan.excel.grid import first_shown
from sheetplan.excel.mould import Mould
from sheetplan.excel.package import document_properties
from sheetplan.excel.start import facts_cells
from sheetplan.plan.carried import Carrier
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.receiving import IDENTITY_SHEET, identity_cells
from sheetplan.plan.returns import SignOff
from sheetplan.tables.table import Table


class FormWriter:
    """Writes forms one after another, each with the same bytes as ``write_form``.

    Units of one committee are asked the same: the first one's workbook is the others' mould.
    """

    def __init__(self) -> None:
        self._form: Form | None = None
        self._mould: Mould | None = None
        self._carrier = Carrier()

    def write(
        self, form: Form, identity: Identity, read: Mapping[str, Table] | None = None
    ) -> bytes:
        """Write an empty form."""
        texts = _own_texts(form, identity, self._carrier)
        if self._mould is not None and self._is_alike(form) and self._mould.fits(texts):
            return self._mould.cast(texts, document_properties(title_of(form), identity.issue_id))
        data = write_form(form, identity, read)
        if form.unit is not None:
            self._form, self._mould = form, Mould(data, texts)
        return data

    def _is_alike(self, form: Form) -> bool:
        """Tell whether a form differs from the mould's in its unit only."""
        last = self._form
        return last is not None and form.unit is not None and replace(form, unit=last.unit) == last


def _own_texts(form: Form, identity: Identity, carrier: Carrier) -> dict[tuple[str, str], str]:
    """Return the texts in which the workbooks of units that are asked the same may differ."""
    start = {(SignOff.sheet, at): text for at, text in facts_cells(form, identity).items()}
    heads = {
        (sheet.title, f"{first_shown(sheet)}1"): heading_of(form, sheet) for sheet in form.sheets
    }
    hidden = {
        (IDENTITY_SHEET, f"{column}{row}"): text
        for row, pair in enumerate((*identity_cells(identity), *carrier.cells(form)), start=1)
        for column, text in zip("AB", pair, strict=True)
    }
    return start | heads | hidden
