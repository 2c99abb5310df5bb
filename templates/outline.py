"""The words and tags of the first template: every paragraph as its style and its text."""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TAG = "Malltagg"
_NOTHING = "Inget att redovisa."


@dataclass(frozen=True)
class Line:
    """A paragraph of the template.

    Attributes:
        style: by name.
        new_page: whether a new page begins with it.
        keep: whether it stays on the page of the next paragraph.
    """

    style: str
    text: str
    new_page: bool = False
    keep: bool = False


def lines() -> Iterator[Line]:
    """Walk through the template from title page to last chapter."""
    yield from _title_page()
    yield Line("heading 1", "Sammanfattning", new_page=True)
    yield from _texts("sammanfattning")
    yield from _management()
    yield from _operations()
    yield from _when(
        "egna_tabeller",
        Line("heading 1", "Tabeller", new_page=True),
        *_loop("egen_tabell", "egna_tabeller", _p("egen_tabell")),
    )
    yield from _about()


def _title_page() -> Iterator[Line]:
    yield Line("Titeluppgift", "{{ organisation }}")
    yield Line("Title", "{{ titel }}")
    yield Line("Subtitle", "{{ nämnd }}")
    yield Line("Titeluppgift", "Avser perioden {{ period }}")
    yield from _when("påhittat", Line("Faktaruta", "{{ påhittat }}"))
    yield Line("Innehållsrubrik", "Innehåll")
    yield Line("toc 1", "TOC")


def _management() -> Iterator[Line]:
    yield Line("heading 1", "Förvaltningsberättelse")
    yield Line("heading 2", "Perioden som gått")
    yield from _texts("perioden")
    yield Line("heading 2", "Händelser av väsentlig betydelse")
    yield from _texts("händelser")
    yield Line("heading 2", "God ekonomisk hushållning och ekonomisk ställning")
    yield from _texts("hushållning")
    yield from _goals()
    yield from _assignments()
    yield from _when(
        "tabell.saknas",
        Line("heading 3", "Uppgifter som saknas"),
        Line(
            "Normal",
            "För de här indikatorerna finns inget värde för perioden. Skälet är det som nämnden "
            "har angett.",
        ),
        Line("Normal", "{{p tabell.saknas }}"),
    )
    yield Line("heading 2", "Väsentliga personalförhållanden")
    yield from _texts("personal")
    yield Line("heading 2", "Förväntad utveckling")
    yield from _texts("utveckling")


def _goals() -> Iterator[Line]:
    yield Line("heading 3", "Uppföljning av fullmäktiges {{ ord.mål.flera }}")
    yield Line(TAG, "{%p if regionmål %}")
    yield Line(
        "Normal",
        "{{ ord.mål.Alla }} kommer från fullmäktige{% if har_delmål %} och är i nämndens plan "
        "uppdelade i {{ ord.delmål.flera }}{% endif %}. För varje {{ ord.bedömt.ett }} gör "
        "nämnden en samlad bedömning.{% if har_indikatorer %} Indikatorerna är ett stöd för den: "
        "deras utfall ställs mot de värden som planen anger.{% endif %}",
    )
    yield from _loop("teckenförklaring", "teckenförklaringar", _p("teckenförklaring"))
    yield Line("Normal", "{{p tabell.sammanställning }}")
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", _NOTHING)
    yield Line(TAG, "{%p endif %}")
    yield from _loop(
        "mål",
        "regionmål",
        Line("heading 3", "{{ mål.namn }}"),
        *_loop("delmål", "mål.delmål", *_subgoal()),
    )


def _subgoal() -> Iterator[Line]:
    yield from _when("not mål.odelat", Line("heading 4", "{{ delmål.namn }}"))
    yield Line("Bedömning", "Nuläge:\t{{r delmål.nuläge }}")
    yield Line("Bedömning", "{{ utfall_eller_prognos }}:\t{{r delmål.prognos }}")
    yield from _when(
        "delmål.förslag",
        Line("Normal", "Indikatorerna pekar på: {{r delmål.förslag }}", keep=True),
    )
    yield from _when(
        "delmål.motiv", Line("Normal", "Nämndens motiv: {{ delmål.motiv }}", keep=True)
    )
    yield from _heading_below("Analys")
    yield from _paragraphs("delmål.analys")
    yield from _when(
        "delmål.indikatorer", *_heading_below("Indikatorer"), _p("delmål.indikatorer")
    )
    yield from _when("delmål.uppdelning", _p("delmål.uppdelning"))


def _heading_below(words: str) -> Iterator[Line]:
    """A heading one step below the last: no level is skipped where a goal is undivided."""
    yield Line(TAG, "{%p if mål.odelat %}")
    yield Line("heading 4", words)
    yield Line(TAG, "{%p else %}")
    yield Line("heading 5", words)
    yield Line(TAG, "{%p endif %}")


def _assignments() -> Iterator[Line]:
    yield Line("heading 3", "Uppföljning av uppdrag")
    yield Line(TAG, "{%p for grupp in uppdrag %}")
    yield Line("heading 4", "{{ grupp.rubrik }}")
    yield _p("grupp.tabell")
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", _NOTHING)
    yield Line(TAG, "{%p endfor %}")


def _operations() -> Iterator[Line]:
    yield Line("heading 1", "Driftredovisning")
    yield from _texts("drift")
    yield Line("heading 2", "Ekonomiskt resultat")
    yield from _texts("resultat")
    yield from _when("tabell.ekonomi", _p("tabell.ekonomi"))
    yield Line("heading 2", "Analys av större avvikelser")
    yield from _texts("avvikelser")
    yield Line("heading 2", "{{ utfall_eller_prognos }} för verksamhetens nettokostnader")
    yield from _texts("prognos")
    yield from _when("tabell.prognos", _p("tabell.prognos"))
    yield Line("heading 2", "Produktion")
    yield from _texts("produktion")


def _about() -> Iterator[Line]:
    yield Line("heading 1", "Om rapporten")
    yield from _when("har_indikatorer", *_about_indicators())
    yield Line("heading 2", "Varifrån uppgifterna kommer")
    yield Line(
        "Normal",
        "Rapporten avser perioden {{ period }}. Texterna är skrivna av {{ nämnd }} och återges "
        "som de lämnades in. Tabellerna är framställda med sheetplan ur nämndens inlämnade "
        "uppgifter och planen för {{ organisation }}.",
    )


def _about_indicators() -> Iterator[Line]:
    yield Line("heading 2", "Så bedöms {{ ord.mål.flera }} och indikatorer")
    yield Line(
        "Normal",
        "En indikator bedöms genom att utfallet ställs mot målvärdet. Gränserna mellan "
        "bedömningarna står i tabellen Bedömning av indikatorer. De exakta värdena jämförs, inte "
        "de avrundade som visas. En indikator utan målvärde, utan bestämd riktning eller utan "
        "utfall får ingen bedömning, och skälet anges.",
    )
    yield Line(
        "Normal",
        "{{ ord.bedömt.Alla }} bedöms av nämnden. Det som indikatorerna pekar på är ett förslag. "
        "Där nämnden bedömer annorlunda står nämndens motiv.",
    )
    yield Line("heading 2", "Så räknas måluppfyllelsen")
    yield Line("Normal", "Planen anger för varje indikator vilket sätt som gäller:")
    yield Line("List Bullet", "Högre är bättre: utfallet delat med målvärdet.")
    yield Line("List Bullet", "Lägre är bättre: målvärdet delat med utfallet.")
    yield Line("List Bullet", "2 − utfall/mål: två minus utfallet delat med målvärdet.")
    yield Line(
        "List Bullet",
        "Ett periodiserat flöde: utfallet ställs mot periodens del av målvärdet.",
    )
    yield Line(
        "List Bullet",
        "Andel av vägen från utgångsvärdet: hur stor del av sträckan från utgångsvärdet till "
        "målvärdet som är tillryggalagd.",
    )


def _texts(chapter: str) -> Iterator[Line]:
    yield from _paragraphs(f"text.{chapter}")


def _paragraphs(source: str) -> Iterator[Line]:
    yield Line(TAG, f"{{%p for stycke in {source} %}}")
    yield Line("Normal", "{{ stycke }}")
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", _NOTHING)
    yield Line(TAG, "{%p endfor %}")


def _loop(name: str, source: str, *inner: Line) -> Iterator[Line]:
    yield Line(TAG, f"{{%p for {name} in {source} %}}")
    yield from inner
    yield Line(TAG, "{%p endfor %}")


def _when(condition: str, *inner: Line) -> Iterator[Line]:
    yield Line(TAG, f"{{%p if {condition} %}}")
    yield from inner
    yield Line(TAG, "{%p endif %}")


def _p(source: str) -> Line:
    return Line("Normal", f"{{{{p {source} }}}}")
