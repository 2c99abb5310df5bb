"""What stands in the way of the add-in, judged from facts; and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

_WITHOUT = "Funktionerna går under tiden att köra utan makron: sheetplan excel check"
_ANSI = "cp1252"  # what VBA starts programs by


class Macros(Enum):
    """Which macros Excel runs, but for those in folders that it trusts."""

    ALL = "alla"
    ASKED = "efter fråga"
    SIGNED = "bara signerade"
    NONE = "inga"


@dataclass(frozen=True)
class Facts:
    """What was found on the computer; what cannot be known is None.

    Attributes:
        platform: as Python names it: ``win32``, ``darwin`` …
        has_xlwings: whether the library that talks to Excel is there.
        excels: the versions of Excel that are installed.
        running: how many Excels are running.
        bits: of Excel and of this program.
        is_installed: whether the add-in lies in Excel's start folder.
        is_current: whether it is the one that would be built now.
        program: what it starts, and whether that is there.
        has_script: whether a Mac's script is in its place.
        macros: which macros Excel runs.
        is_policy: whether the organisation has decided so.
        trusts_folders: whether Excel trusts its start folder.
        is_marked: whether the add-in is marked as fetched from the web.
        children: what the rule against child processes of Office does.
        is_disabled: whether Excel has turned an add-in off after a crash.
        has_consent: whether this program may steer Excel on a Mac.
    """

    platform: str
    has_xlwings: bool = True
    excels: tuple[str, ...] = ()
    running: int | None = None
    bits: tuple[int, int] | None = None
    is_installed: bool = False
    is_current: bool = False
    program: tuple[str, bool] | None = None
    has_script: bool | None = None
    macros: Macros | None = None
    is_policy: bool = False
    trusts_folders: bool = True
    is_marked: bool = False
    children: str | None = None
    is_disabled: bool = False
    has_consent: bool | None = None


@dataclass(frozen=True)
class Obstacle:
    """Something in the way; ``stops`` tells whether the ribbon cannot work with it."""

    said: str
    to_do: str = ""
    stops: bool = True

    def __str__(self) -> str:
        sign = "✖" if self.stops else "•"
        return f"{sign} {self.said} {self.to_do}".rstrip()


def judge(facts: Facts) -> tuple[Obstacle, ...]:
    """Return all that was found, what stops the ribbon first."""
    if facts.platform not in {"win32", "darwin"}:
        said = "Excel finns inte för den här datorns system, bara för Windows och Mac."
        return (Obstacle(said, "Filen går att bygga här: sheetplan addin build"),)
    found = [obstacle for question in _QUESTIONS for obstacle in question(facts)]
    return tuple(sorted(found, key=lambda obstacle: not obstacle.stops))


def _library(facts: Facts) -> Iterator[Obstacle]:
    if not facts.has_xlwings:
        yield Obstacle("xlwings saknas.", 'Installera det: pip install "sheetplan[excel]"')


def _excel(facts: Facts) -> Iterator[Obstacle]:
    if not facts.excels:
        yield Obstacle("Inget Excel är installerat.", "Installera Excel och kör doctor igen.")
    if len(facts.excels) > 1:
        yield Obstacle(
            f"Flera Excel är installerade ({', '.join(facts.excels)}).",
            "Menyn finns i alla; öppna arbetsboken i det som ni brukar använda.",
            stops=False,
        )
    if facts.running is not None and facts.running > 1:
        yield Obstacle(
            f"{facts.running} Excel är öppna samtidigt.",
            "Funktionerna gäller det som ligger överst. Stäng de andra om fel arbetsbok svarar.",
            stops=False,
        )
    if facts.bits is not None and facts.bits[0] != facts.bits[1]:
        yield Obstacle(
            f"Excel har {facts.bits[0]} bitar och sheetplan {facts.bits[1]}.",
            "Det gör ingenting här, för de är två program som talar med varandra.",
            stops=False,
        )


def _addin(facts: Facts) -> Iterator[Obstacle]:
    if not facts.is_installed:
        yield Obstacle("Menyn är inte installerad.", "Installera den: sheetplan addin install")
        return
    if not facts.is_current:
        yield Obstacle(
            "Menyn är byggd av en annan version av sheetplan eller har ändrats.",
            "Stäng Excel och installera den igen: sheetplan addin install",
        )
    if facts.is_disabled:
        yield Obstacle(
            "Excel har stängt av ett tillägg efter ett stopp.",
            "Öppna Arkiv, Alternativ, Tillägg, Hantera: Inaktiverade objekt, och slå på "
            "Sheetplan om det står där.",
            stops=False,
        )
    if facts.is_marked:
        yield Obstacle(
            "Menyns fil är märkt som hämtad från webben, och då kör Excel inte dess makron.",
            "Installera den från den här datorn i stället: sheetplan addin install",
        )


def _program(facts: Facts) -> Iterator[Obstacle]:
    if not facts.is_installed:
        return
    if facts.has_script is False:
        yield Obstacle(
            "Skriptet som menyn startar saknas.", "Installera igen: sheetplan addin install"
        )
    if facts.program is None:
        if facts.platform == "win32":
            yield Obstacle(
                "Menyn vet inte var sheetplan finns.", "Installera igen: sheetplan addin install"
            )
        return
    program, exists = facts.program
    if not exists:
        yield Obstacle(
            f"Menyn startar ”{program}”, som inte finns.",
            "Installera igen med det program som gäller: sheetplan addin install",
        )
    if facts.platform == "win32" and _is_odd(program):
        yield Obstacle(
            f"Sökvägen ”{program}” har tecken som Excels makron inte kan skriva.",
            "Installera sheetplan i en mapp med vanliga svenska tecken.",
        )


def _is_odd(program: str) -> bool:
    try:
        program.encode(_ANSI)
    except UnicodeEncodeError:
        return True
    return '"' in program


def _macros(facts: Facts) -> Iterator[Obstacle]:
    if facts.macros not in {Macros.SIGNED, Macros.NONE}:
        return
    who = "Organisationen" if facts.is_policy else "Excel"
    allowed = "inga makron" if facts.macros is Macros.NONE else "bara signerade makron"
    if facts.platform == "win32" and facts.trusts_folders:
        yield Obstacle(
            f"{who} tillåter {allowed} utom i betrodda mappar.",
            "Startmappen är en sådan, så menyn ska fungera.",
            stops=False,
        )
        return
    ask = "Be it-avdelningen" if facts.is_policy else "Ändra under Säkerhetscenter eller be it"
    yield Obstacle(f"{who} tillåter {allowed}.", f"{ask} att betro startmappen. {_WITHOUT}")


def _children(facts: Facts) -> Iterator[Obstacle]:
    if facts.children == "block":
        yield Obstacle(
            "En regel i Microsoft Defender hindrar Office från att starta andra program (ASR).",
            f"Be it-avdelningen om ett undantag för programmet som menyn startar. {_WITHOUT}",
        )
    elif facts.children == "warn":
        yield Obstacle(
            "En regel i Microsoft Defender frågar när Office startar andra program (ASR).",
            "Svara Tillåt när menyn används första gången.",
            stops=False,
        )


def _consent(facts: Facts) -> Iterator[Obstacle]:
    if facts.has_consent is False:
        yield Obstacle(
            "Datorn tillåter inte att Excel styrs av andra program.",
            "Slå på Microsoft Excel under Systeminställningar, Integritet och säkerhet, "
            "Automatisering, för programmet som kör sheetplan.",
        )


_QUESTIONS: tuple[Callable[[Facts], Iterator[Obstacle]], ...] = (
    _library,
    _excel,
    _addin,
    _program,
    _macros,
    _children,
    _consent,
)
