"""Perform an action on the open workbook, and end it with one sentence."""

from __future__ import annotations

from contextlib import suppress

from sheetplan.addin.actions import find
from sheetplan.addin.failures import understood
from sheetplan.addin.opened import attach
from sheetplan.addin.wish import Said, Wish
from sheetplan.errors import SheetplanError


def perform(name: str, wish: Wish) -> Said:
    """Perform one of the offered actions, show its sentence in Excel and return it.

    Raises:
        SheetplanError: it could not be done; that sentence too has been shown, if Excel answers.
    """
    action = find(name)
    opened = attach()
    try:
        with opened.at_work(), understood():
            said = action.run(opened, wish)
    except SheetplanError as error:
        with suppress(Exception):  # it is told by whoever started the action, whatever Excel does
            opened.say(str(error))
        raise
    with understood():
        opened.say(said.sentence)
    return said
