"""The words and tags of a committee's reports: delårsrapport and årsrapport."""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

from collections.abc import Iterator

from pieces import (
    Line,
    appendices,
    assignments,
    chapter,
    goals,
    goals_in_short,
    how_judged,
    missing,
    origin,
    shown,
    title_page,
    when_,
)


def interim() -> Iterator[Line]:
    """Walk through a committee's delårsrapport from title page to last chapter."""
    yield from title_page()
    yield Line("heading 1", "Sammanfattning", new_page=True)
    yield from chapter("sammanfattning")
    yield from _management()
    yield from _operations()
    yield from appendices()
    yield from _about()


def _management() -> Iterator[Line]:
    yield Line("heading 1", "Förvaltningsberättelse")
    yield Line("heading 2", "Perioden som gått")
    yield from chapter("perioden")
    yield Line("heading 2", "Händelser av väsentlig betydelse")
    yield from chapter("händelser")
    yield Line("heading 2", "God ekonomisk hushållning och ekonomisk ställning")
    yield from chapter("hushållning")
    yield Line("heading 3", "Uppföljning av fullmäktiges {{ ord.mål.flera }}")
    yield from goals_in_short()
    yield from goals(3)
    yield Line("heading 3", "Uppföljning av uppdrag")
    yield from assignments(4)
    yield from missing(3)
    yield Line("heading 2", "Väsentliga personalförhållanden")
    yield from chapter("personal")
    yield Line("heading 2", "Förväntad utveckling")
    yield from chapter("utveckling")


def _operations() -> Iterator[Line]:
    yield Line("heading 1", "Driftredovisning")
    yield from chapter("drift")
    yield Line("heading 2", "Ekonomiskt resultat")
    yield from chapter("resultat")
    yield from shown("tabell.ekonomi")
    yield Line("heading 2", "Analys av större avvikelser")
    yield from chapter("avvikelser")
    yield Line("heading 2", "{{ utfall_eller_prognos }} för verksamhetens nettokostnader")
    yield from chapter("prognos")
    yield from shown("tabell.prognos")
    yield from shown("diagram.avvikelser")
    yield Line("heading 2", "Produktion")
    yield from chapter("produktion")


def _about() -> Iterator[Line]:
    yield Line("heading 1", "Om rapporten")
    yield from when_("har_indikatorer", *how_judged())
    yield from origin()


def year_end() -> Iterator[Line]:
    """Walk through a committee's årsrapport: the outcome is judged, nothing is foreseen."""
    yield from title_page()
    yield Line("heading 1", "Sammanfattning", new_page=True)
    yield from chapter("sammanfattning")
    yield Line("heading 1", "Året som gått")
    yield from chapter("perioden")
    yield Line("heading 2", "Händelser av väsentlig betydelse")
    yield from chapter("händelser")
    yield Line("heading 1", "Måluppfyllelse")
    yield from chapter("hushållning")
    yield Line("heading 2", "Alla {{ ord.bedömt.flera }} i korthet")
    yield from goals_in_short()
    yield from goals(2, judged_once=True)
    yield from missing(2)
    yield Line("heading 1", "Uppdrag")
    yield from assignments(2)
    yield from _year_end_economy()
    yield Line("heading 1", "Personal")
    yield from chapter("personal")
    yield Line("heading 1", "Produktion")
    yield from chapter("produktion")
    yield Line("heading 1", "Det som väntar")
    yield from chapter("utveckling")
    yield from appendices()
    yield from _about()


def _year_end_economy() -> Iterator[Line]:
    yield Line("heading 1", "Ekonomi")
    yield from chapter("drift")
    yield Line("heading 2", "Årets resultat mot budget")
    yield from chapter("resultat")
    yield from shown("tabell.ekonomi")
    yield from shown("diagram.avvikelser")
    yield Line("heading 2", "Analys av större avvikelser")
    yield from chapter("avvikelser")
    yield Line("heading 2", "Utfallet mot de prognoser som gjordes")
    yield from chapter("prognos")
    yield from shown("tabell.prognos")


def short() -> Iterator[Line]:
    """Walk through a short report: no contents, the economy first, then the goals."""
    yield Line("Titeluppgift", "{{ organisation }} · {{ nämnd }}")
    yield Line("Title", "{{ titel }}")
    yield from when_("påhittat", Line("Faktaruta", "{{ påhittat }}"))
    yield Line("heading 1", "Det viktigaste")
    yield from chapter("sammanfattning")
    yield from chapter("perioden")
    yield from chapter("händelser")
    yield Line("heading 1", "Ekonomi")
    yield from shown("tabell.ekonomi")
    yield from shown("tabell.prognos")
    yield from shown("diagram.avvikelser")
    for name in ("drift", "resultat", "avvikelser", "prognos"):
        yield from _if_said(name)
    yield Line("heading 1", "{{ ord.mål.Alla }} och hur det går")
    yield from _if_said("hushållning")
    yield from goals_in_short()
    yield from goals(2)
    yield from missing(2)
    yield Line("heading 1", "Uppdrag")
    yield from assignments(2)
    yield Line("heading 1", "Medarbetare, produktion och det som väntar")
    for name in ("personal", "produktion", "utveckling"):
        yield from _if_said(name)
    yield from appendices()
    yield Line("heading 1", "Om rapporten")
    yield from origin()


def _if_said(name: str) -> Iterator[Line]:
    """Yield a chapter that has no heading of its own, where it says something."""
    yield from when_(f"text.{name} or tabeller.{name}", *chapter(name))
