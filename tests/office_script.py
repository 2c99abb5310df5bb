"""LibreOffice by its own interface: opens, types, saves. Run by the Python that has ``uno``.

Reads one JSON document from stdin and answers with one on stdout; ``tests.office`` is its caller.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno

_PATIENCE = 60.0  # seconds until LibreOffice must have started


def connect(pipe: str) -> Any:
    """Return the desktop of the LibreOffice that listens on a pipe."""
    return service(pipe, "com.sun.star.frame.Desktop")


def service(pipe: str, name: str) -> Any:
    """Return one of the services of the LibreOffice that listens on a pipe."""
    local = uno.getComponentContext()
    make = local.ServiceManager.createInstanceWithContext
    resolver = make("com.sun.star.bridge.UnoUrlResolver", local)
    not_yet = uno.getClass("com.sun.star.connection.NoConnectException")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except not_yet:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return there.ServiceManager.createInstanceWithContext(name, there)


def _property(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def run(desktop: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Open a workbook, type into its cells, say what they then show, save it elsewhere."""
    url = Path(job["open"]).as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, (_property("Hidden", True),))  # noqa: FBT003 - the interface's own
    try:
        for sheet, cell, how, text in job["type"]:
            at = document.Sheets.getByName(sheet).getCellRangeByName(cell)
            if how == "entry":
                at.FormulaLocal = text
            else:
                at.String = text
        if job["type"]:
            document.calculateAll()
        shown = {}
        for sheet, cell in job["read"]:
            at = document.Sheets.getByName(sheet).getCellRangeByName(cell)
            shown[f"{sheet}!{cell}"] = at.String
        for path, form in job["save"]:
            document.storeToURL(Path(path).as_uri(), (_property("FilterName", form),))
    finally:
        document.close(True)  # noqa: FBT003 - the interface's own
    return shown


def main() -> None:
    """Do the jobs in order."""
    asked = json.load(sys.stdin)
    desktop = connect(asked["pipe"])
    answers = [run(desktop, job) for job in asked["jobs"]]
    if asked["leave"]:
        desktop.terminate()
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
