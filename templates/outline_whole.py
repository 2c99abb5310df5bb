"""The words and tags of the report of all committees, with what the law asks of it."""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

from collections.abc import Iterator

from pieces import Line, block, loop, origin, said, shown, title_page, when_

_EACH = "nämnden"
_TOLD = (
    ("Sammanfattning", "sammanfattning"),
    ("Perioden som gått", "perioden"),
    ("Måluppfyllelse och ekonomi", "hushållning"),
    ("Driftredovisning", "drift"),
    ("Ekonomiskt resultat", "resultat"),
    ("Större avvikelser", "avvikelser"),
    ("Prognos", "prognos"),
    ("Produktion", "produktion"),
)


def whole() -> Iterator[Line]:
    """Walk through the report of all committees from title page to last chapter."""
    yield from title_page(whom="Alla nämnder tillsammans", levels=2)
    yield Line("heading 1", "Sammanfattning", new_page=True)
    yield from said("översikt")
    yield from shown("diagram.bedömningar")
    yield from _management()
    yield from _economy()
    yield from _committees()
    yield Line("heading 1", "Om rapporten")
    yield from origin()


def _management() -> Iterator[Line]:
    yield Line("heading 1", "Förvaltningsberättelse")
    yield Line("heading 2", "Händelser av väsentlig betydelse")
    yield from _of_each("händelser")
    yield Line("heading 2", "God ekonomisk hushållning")
    yield Line(
        "Faktaruta", "Här skriver styrelsen sin samlade bedömning av god ekonomisk hushållning."
    )
    yield from when_(
        "tabell.finansiella_mål",
        Line("heading 3", "Finansiella mål"),
        block("tabell.finansiella_mål"),
    )
    yield from when_(
        "tabell.läget",
        Line("heading 3", "Fullmäktiges {{ ord.mål.flera }}, nämnd för nämnd"),
        *loop("teckenförklaring", "teckenförklaringar", block("teckenförklaring")),
        block("tabell.läget"),
        block("tabell.målen"),
        block("tabell.nämnderna"),
    )
    yield Line("heading 2", "Balanskravet")
    yield Line(
        "Normal",
        "Ett negativt resultat ska återställas inom tre år (kommunallagen 11 kap. 12 §). "
        "Tabellen är uträknad av planens egna belopp.",
    )
    yield from shown("tabell.återställande")
    yield from shown("tabell.resultatreserv")
    yield Line("heading 2", "Väsentliga personalförhållanden")
    yield from _of_each("personal")
    yield Line("heading 2", "Förväntad utveckling")
    yield from _of_each("utveckling")


def _economy() -> Iterator[Line]:
    yield Line("heading 1", "Ekonomi")
    yield Line("heading 2", "Nämndernas resultat mot budget")
    yield from shown("tabell.budget")
    yield from shown("diagram.avvikelser")
    yield from when_(
        "tabell.ramarnas_ändring or tabell.ramarnas_steg or diagram.ramarnas_steg",
        Line("heading 2", "Ramarnas ändring"),
    )
    for name in ("diagram.ramarnas_steg", "tabell.ramarnas_steg", "tabell.ramarnas_ändring"):
        yield from shown(name)
    yield from _with_heading("Ramarna mot resultatbudgeten", "tabell.ramar_mot_resultat")
    yield from _with_heading("Resultaträkning", "tabell.resultat")
    yield from _with_heading("Balansräkning", "tabell.balans")
    yield from _with_heading("Kassaflödesanalys", "tabell.kassaflöde")
    yield from _with_heading("Investeringar", "tabell.investeringar")


def _with_heading(words: str, name: str, level: int = 2) -> Iterator[Line]:
    yield from when_(name, Line(f"heading {level}", words), block(name))


def _of_each(chapter: str) -> Iterator[Line]:
    """Yield what each committee wrote in a chapter, under its name."""
    yield from loop(
        _EACH,
        "nämnder",
        *when_(
            f"{_EACH}.text.{chapter}",
            Line("heading 3", f"{{{{ {_EACH}.namn }}}}"),
            block(f"{_EACH}.text.{chapter}"),
        ),
    )


def _committees() -> Iterator[Line]:
    yield Line("heading 1", "Nämnderna var för sig", new_page=True)
    yield from loop(
        _EACH,
        "nämnder",
        Line("heading 2", f"{{{{ {_EACH}.namn }}}}"),
        *when_(f"not {_EACH}.lämnat", Line("Normal", "Nämnden har inte lämnat in.")),
        *when_(f"{_EACH}.läge", Line("Normal", f"{{{{ {_EACH}.läge }}}}")),
        *(
            line
            for words, name in _TOLD
            for line in _with_heading(words, f"{_EACH}.text.{name}", 3)
        ),
    )
