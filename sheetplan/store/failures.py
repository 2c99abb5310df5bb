"""What may go wrong with the store, each with the one sentence that people read."""

# they are named for what happened, as in the rest of the package

from __future__ import annotations

from pathlib import Path

from sheetplan.errors import SheetplanError

RESTORE = "återställ det från en säkerhetskopia"
EMPTY = f"är tomt (0 byte): {RESTORE}, eller ta bort filen om inget har lämnats in"
DAMAGED = f"är skadat eller är inget lager: {RESTORE}"
FOREIGN = "är en databas från ett annat program: flytta den och lägg tillbaka rätt fil"
NEWER = "är skrivet av en nyare version av Sheetplan: uppdatera Sheetplan på den här datorn"
ALTERED = f"innehåller en inlämning som har ändrats sedan den togs emot: {RESTORE}"
ENCODING = "ligger i en databas som inte är i UTF-8: be den som sköter servern om en som är det"

FILE = "kontrollera att mappen finns, att du får skriva i den och att disken inte är full"
SERVER = (
    "kontrollera att servern är igång, att databasen finns, att du får logga in och skriva där "
    "och att disken inte är full"
)

UNREADABLE = "går inte att läsa"
ELSEWHERE = "leder inte till PostgreSQL"
TELLING = (
    "innehåller ett lösenord, som alla som når mappen kan läsa. Byt det, ta bort det ur adressen "
    "och låt PostgreSQL hämta det ur PGPASSWORD eller filen .pgpass"
)


class StoreUnreadable(SheetplanError):
    """What lies there is no store of ours, or a damaged one; ``what`` says which, and the cure."""

    def __init__(self, place: Path | str, what: str) -> None:
        super().__init__(f"Lagret ”{place}” {what}.")


class StoreBusy(SheetplanError):
    """Another process held the store for longer than we wait."""

    def __init__(self, place: Path | str) -> None:
        super().__init__(f"Lagret ”{place}” är upptaget av någon annan: vänta och försök igen.")


class StoreUnreachable(SheetplanError):
    """The store could not be opened or written; ``check`` says what to look at."""

    def __init__(self, place: Path | str, check: str = FILE) -> None:
        super().__init__(f"Lagret ”{place}” gick inte att öppna eller skriva: {check}.")


class AddressFaulty(SheetplanError):
    """The address of a database is not one that we can use. It is not repeated: it may tell."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Databasens adress {what}. Skriv den som postgresql://användare@server/databas."
        )


class DriverMissing(SheetplanError):
    """The package that speaks with PostgreSQL is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Lagret ligger i PostgreSQL, och för det behövs ett tillägg. "
            'Installera det: pip install "sheetplan[postgresql]"'
        )


class AlreadyReceived(SheetplanError):
    """A file with the same bytes is in the store; the first record stands."""

    def __init__(self, file: str) -> None:
        super().__init__(f"Filen ”{file}” är redan mottagen, byte för byte.")


class NotStorable(SheetplanError):
    """The submission breaks the store's rules; nothing of it was kept."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"Inlämningen ”{file}” kan inte lagras: {what}.")
