"""What may go wrong with the store, each with the one sentence that people read."""

# they are named for what happened, as in the rest of the package

from __future__ import annotations

from pathlib import Path

from sheetplan.errors import SheetplanError

RESTORE = "återställ filen från en säkerhetskopia"
EMPTY = f"är tomt (0 byte): {RESTORE}, eller ta bort den om inget har lämnats in"
DAMAGED = f"är skadat eller är ingen databas: {RESTORE}"
FOREIGN = "är en databas från ett annat program: flytta den och lägg tillbaka rätt fil"
NEWER = "är skrivet av en nyare version av Sheetplan: uppdatera Sheetplan på den här datorn"
ALTERED = f"innehåller en inlämning som har ändrats sedan den togs emot: {RESTORE}"


class StoreUnreadable(SheetplanError):
    """The file is no store of ours, or a damaged one; ``what`` says which, and what to do."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"Lagret ”{path}” {what}.")


class StoreBusy(SheetplanError):
    """Another process held the store for longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Lagret ”{path}” är upptaget av någon annan: vänta och försök igen.")


class StoreUnreachable(SheetplanError):
    """The file could not be opened or written: rights, a full disk, a lost share."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Lagret ”{path}” gick inte att öppna eller skriva: kontrollera att mappen finns, "
            "att du får skriva i den och att disken inte är full."
        )


class AlreadyReceived(SheetplanError):
    """A file with the same bytes is in the store; the first record stands."""

    def __init__(self, file: str) -> None:
        super().__init__(f"Filen ”{file}” är redan mottagen, byte för byte.")


class NotStorable(SheetplanError):
    """The submission breaks the store's rules; nothing of it was kept."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"Inlämningen ”{file}” kan inte lagras: {what}.")
