"""The words and tags of a committee's plan (nämndplan): its aims, assignments and frames."""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

from collections.abc import Iterator

from pieces import (
    NOTHING,
    TAG,
    Line,
    assignments,
    block,
    loop,
    shown,
    title_page,
    when_,
)


def plan() -> Iterator[Line]:
    """Walk through the plan from title page to last chapter."""
    yield from title_page(when="Gäller {{ period }}")
    yield Line("heading 1", "Inledning", new_page=True)
    yield Line(
        "Normal",
        "Nämndplanen säger vad {{ nämnd }} ska nå under {{ period }}, vilka uppdrag som ska "
        "utföras och vad det får kosta. Den följer fullmäktiges plan för {{ organisation }}.",
    )
    yield from shown("tabell.enheter")
    yield Line("heading 1", "{{ ord.mål.Alla }} och uppföljning")
    yield Line(
        "Normal",
        "{{ ord.mål.Alla }} kommer från fullmäktige.{% if har_delmål %} Nämnden har delat upp dem "
        "i {{ ord.delmål.flera }}.{% endif %}{% if har_indikatorer %} Indikatorerna visar om "
        "{{ ord.bedömt.alla }} är på väg att nås.{% endif %}",
    )
    yield from _goals()
    yield Line("heading 1", "Uppdrag")
    yield from assignments(2)
    yield Line("heading 1", "Ekonomiska förutsättningar")
    for name in ("ramar_förändring", "ramar", "åtgärder"):
        yield from shown(f"tabell.{name}")
    yield from when_("tabell.risker", Line("heading 1", "Risker"), block("tabell.risker"))
    yield Line("heading 1", "Så följs planen upp")
    yield Line(
        "Normal",
        "Nämnden följer upp planen vid de här tillfällena och lämnar då de här tabellerna.",
        keep=True,
    )
    yield from shown("tabell.perioder")
    yield from shown("tabell.följs_upp")


def _goals() -> Iterator[Line]:
    yield Line(TAG, "{%p for mål in regionmål %}")
    yield Line("heading 2", "{{ mål.namn }}")
    yield from loop(
        "del", "mål.innehåll", Line("Ingress", "{{ del.rubrik }}", keep=True), block("del.punkter")
    )
    yield from loop(
        "delmål",
        "mål.delmål",
        *when_("not mål.odelat", Line("heading 3", "{{ delmål.namn }}")),
        *shown("delmål.indikatorer"),
    )
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", NOTHING)
    yield Line(TAG, "{%p endfor %}")
