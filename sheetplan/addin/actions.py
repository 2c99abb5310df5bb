"""The actions, declared once: command, ribbon, whitelist and help are made from this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sheetplan.addin import form_actions, plan_actions
from sheetplan.addin.failures import NoAction
from sheetplan.addin.opened import Opened
from sheetplan.addin.wish import Said, Wish

Run = Callable[[Opened, Wish], Said]


class Group(Enum):
    """Who an action is for; its value is the heading in the ribbon."""

    FORM = "Fylla i"
    PLAN = "Planen och svaren"


@dataclass(frozen=True)
class Action:
    """One action.

    Attributes:
        name: its name in commands, and its tag in the ribbon.
        label: what people see.
        tip: what it does, for the ribbon and the help.
        image: one of Office's own pictures.
        run: what is done.
    """

    name: str
    label: str
    group: Group
    tip: str
    image: str
    run: Run


ACTIONS = (
    Action("check", "Kontrollera", Group.FORM,
           "Visar alla fel och anmärkningar i cellerna och på ett eget blad.",
           "Spelling", form_actions.check),
    Action("clear", "Rensa markeringar", Group.FORM,
           "Tar bort färgerna, anteckningarna och bladet från kontrollen.",
           "ClearFormats", form_actions.clear),
    Action("sign", "Klarmarkera", Group.FORM,
           "Skriver namn, befattning, datum och Ja på bladet Start när inga fel finns kvar.",
           "FileMarkAsFinal", form_actions.sign),
    Action("submit", "Lämna in", Group.FORM,
           "Sparar och lägger en kopia i årsmappens inkorg.",
           "FileSendAsAttachment", form_actions.submit),
    Action("issue", "Skapa utskick", Group.PLAN,
           "Skriver en arbetsbok till varje nämnd och enhet för nästa period.",
           "FileNew", plan_actions.issue_period),
    Action("receive", "Ta emot", Group.PLAN,
           "Läser det som ligger i inkorgen och skriver kopior att skicka tillbaka.",
           "FileOpen", plan_actions.receive_inbox),
    Action("status", "Lägesbild", Group.PLAN,
           "Säger vilka som har lämnat in och vilka som saknas.",
           "DataValidation", plan_actions.tell_status),
    Action("tables", "Sammanställ", Group.PLAN,
           "Skriver controllerns arbetsbok med alla tabeller.",
           "Consolidate", plan_actions.write_tables),
    Action("report", "Skapa rapport", Group.PLAN,
           "Skriver delårsrapporten i Word för varje nämnd som har lämnat in.",
           "FilePrintPreview", plan_actions.write_reports),
    Action("update", "Uppdatera rapport", Group.PLAN,
           "Uppdaterar talen i rapporten och behåller texten.",
           "RefreshAll", plan_actions.update_reports),
)  # fmt: skip


def find(name: str) -> Action:
    """Return one of the actions that are offered; nothing else can be run."""
    found = next((action for action in ACTIONS if action.name == name), None)
    if found is None:
        raise NoAction(name, ", ".join(action.name for action in ACTIONS))
    return found
