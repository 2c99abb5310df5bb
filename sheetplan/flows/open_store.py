"""Open the store: a file in the year's folder, or the database that ``sheetplan.toml`` names."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import read_file
from sheetplan.flows.year import Year
from sheetplan.plan.plan import Plan
from sheetplan.store.postgresql import Server
from sheetplan.store.store import Store

_EXAMPLE = 'store = "postgresql://användare@server/databas"'


class AddressUnreadable(SheetplanError):
    """The file that should name a database does not. What it says is not repeated."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Filen ”{path}” går inte att förstå. Den ska ha en enda rad: {_EXAMPLE}")


class TwoStores(SheetplanError):
    """Returns may lie in two places, and nothing says which of them holds."""

    def __init__(self, year: Year) -> None:
        super().__init__(
            f"Årets mapp har två lager: filen ”{year.store_file}” och databasen som "
            f"{year.address_file.name} leder till. Flytta undan den av filerna som inte gäller."
        )


def open_store(year: Year, plan: Plan) -> Store:
    """Open the store of a plan; in a database it is a schema with the plan's year and id."""
    if not year.address_file.exists():
        return Store(year.store_file)
    url = _address(year.address_file)
    if year.store_file.exists():
        raise TwoStores(year)
    settings = plan.settings
    return Store(Server(url, f"sheetplan_{settings.year}_{settings.id}"))


def _address(path: Path) -> str:
    try:
        said = tomllib.loads(read_file(path).decode("utf-8-sig"))
    except ValueError as error:  # of TOML and of UTF-8
        raise AddressUnreadable(path) from error
    url = said.get("store")
    if not isinstance(url, str) or len(said) != 1:
        raise AddressUnreadable(path)
    return url
