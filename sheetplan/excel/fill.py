"""A finished workbook filled in as a person would: values typed into its open cells."""

from __future__ import annotations

from sheetplan.excel.cells import to_excel
from sheetplan.excel.form import form_cells
from sheetplan.excel.package import with_values
from sheetplan.excel.start import sign_off_cells
from sheetplan.plan.computing import Values
from sheetplan.plan.form import Form
from sheetplan.plan.returns import SignOff
from sheetplan.schema.column import columns_of


def fill_form(issued: bytes, form: Form, typed: Values, signed: dict[str, object]) -> bytes:
    """Type answers and sign-off into an issued workbook.

    Args:
        issued: the workbook as ``write_form`` made it.
        form: the form that it was made from.
        typed: answers by (sheet key, row id, column key); a str is typed as it stands.
        signed: the sign-off's fields by column key.
    """
    made = form_cells(form, typed)
    kinds = {c.key: c.kind for c in columns_of(SignOff)}
    places = sign_off_cells(form)
    start = {
        places[k]: v if isinstance(v, str) else to_excel(v, kinds[k]) for k, v in signed.items()
    }
    values = {**made.values, SignOff.sheet: start}
    return with_values(issued, values, made.cached, made.heights)
