"""What stands in the way of an action, each a sentence; and what Excel's own errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheetplan.errors import SheetplanError


class NoXlwings(SheetplanError):
    """The library that talks to Excel is not installed."""

    def __init__(self) -> None:
        super().__init__(
            'Biblioteket xlwings saknas. Installera det med: pip install "sheetplan[excel]"'
        )


class NoExcel(SheetplanError):
    """No Excel is running, or none can run here."""

    def __init__(self) -> None:
        super().__init__(
            "Inget Excel är öppet. Öppna arbetsboken i Excel för Windows eller Mac och försök "
            "igen. Utan Excel: sheetplan check FIL"
        )


class NoBook(SheetplanError):
    """Excel is running with no workbook that may be changed."""

    def __init__(self) -> None:
        super().__init__(
            "Ingen arbetsbok är öppen i Excel. Står det Skyddad vy överst, klicka på Aktivera "
            "redigering och försök igen."
        )


class NoAction(SheetplanError):
    """There is no such action."""

    def __init__(self, name: str, known: str) -> None:
        super().__init__(f"Funktionen ”{name}” finns inte. Välj bland {known}.")


class BookUnsaved(SheetplanError):
    """The workbook has never been saved, so that it is nowhere."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är inte sparad än. Spara den som .xlsx och försök igen.")


class BookChanged(SheetplanError):
    """The workbook has changes that are not saved, and they are needed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” har ändringar som inte är sparade. Spara och försök igen.")


class BookOnline(SheetplanError):
    """The workbook lies on the web, where no year's folder can be found."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” ligger på SharePoint eller OneDrive, och därifrån nås ingen årsmapp. "
            "Spara en kopia på datorn eller på den gemensamma disken, öppna den och försök igen."
        )


class BookReadOnly(SheetplanError):
    """The workbook was opened to be read only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” är öppnad som skrivskyddad och kan inte sparas. Stäng den där den också är "
            "öppen, eller spara en egen kopia, och försök igen."
        )


class SameName(SheetplanError):
    """Two workbooks with one name are open, and it cannot be told which is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Två arbetsböcker som heter ”{name}” är öppna i var sitt Excel. Stäng den som inte "
            "ska användas och försök igen."
        )


class SheetsLocked(SheetplanError):
    """No sheet can be added to the workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” har en skyddad struktur, så listan över felen får inte plats. Ta bort "
            "skyddet under Granska, Skydda arbetsbok och försök igen."
        )


class NoYearHere(SheetplanError):
    """No year's folder is above the workbook's."""

    def __init__(self, path: Path, action: str) -> None:
        super().__init__(
            f"Ingen årsmapp nås från ”{path.parent}”. Skicka i stället arbetsboken till den som "
            f"står vid Frågor på bladet Start, eller ange mappen: sheetplan excel {action} "
            "--folder MAPP"
        )


class NotThePlan(SheetplanError):
    """The action is for the year's plan workbook."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(
            f"”{name}” är inte årets plan. Öppna {wanted} i årets mapp och försök igen."
        )


class ExcelBusy(SheetplanError):
    """Excel answers nobody: a cell is being edited or a dialogue is open."""

    def __init__(self) -> None:
        super().__init__(
            "Excel svarar inte, för en cell redigeras eller en dialogruta är öppen. Tryck på "
            "Enter eller Esc i Excel och försök igen."
        )


class NoConsent(SheetplanError):
    """The Mac does not let this program steer Excel."""

    def __init__(self) -> None:
        super().__init__(
            "Datorn tillåter inte att Excel styrs härifrån. Slå på Microsoft Excel under "
            "Systeminställningar, Integritet och säkerhet, Automatisering och försök igen."
        )


class ExcelRefused(SheetplanError):
    """Excel could not do what it was asked, for a reason of its own."""

    def __init__(self, error: Exception) -> None:
        said = " ".join(str(error).split()) or type(error).__name__
        super().__init__(f"Excel kunde inte göra det ({said}). Prova igen eller starta om Excel.")


_BUSY = {
    -2147418111,  # RPC_E_CALL_REJECTED: a cell is being edited
    -2147417846,  # RPC_E_SERVERCALL_RETRYLATER
    -2146777998,  # VBA_E_IGNORE
    -1712,  # errAETimeout
}
_GONE = {
    -2147023174,  # RPC_S_SERVER_UNAVAILABLE
    -2147417848,  # RPC_E_DISCONNECTED
    -600,  # procNotFound
}
_NO_CONSENT = {-1743, -1744}  # errAEEventNotPermitted, errAEEventWouldRequireUserConsent
_FOREIGN = {
    "com_error",
    "CommandError",
    "ExcelBusyError",
    "XlwingsError",
}  # by name, never imported


def meaning(error: Exception) -> SheetplanError | None:
    """Return what an error from Excel says to people; None if it did not come from Excel."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    found = {getattr(error, name, None) for name in ("hresult", "errornumber", "scode")}
    numbers = {number for number in (*found, *_inner(error)) if isinstance(number, int)}
    if numbers & _BUSY or "ExcelBusyError" in kinds:
        return ExcelBusy()
    if numbers & _GONE:
        return NoExcel()
    if numbers & _NO_CONSENT:
        return NoConsent()
    return ExcelRefused(error) if numbers or kinds & _FOREIGN else None


def _inner(error: Exception) -> Iterator[object]:
    """Yield what COM says within what it says."""
    details = error.args[2] if len(error.args) > 2 else None  # noqa: PLR2004 - of four
    yield from details if isinstance(details, tuple) else ()


@contextmanager
def understood() -> Iterator[None]:
    """Let what Excel cannot do become a sentence."""
    try:
        yield
    except SheetplanError:
        raise
    except Exception as error:
        said = meaning(error)
        if said is None:
            raise
        raise said from error
