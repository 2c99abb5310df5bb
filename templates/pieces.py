"""What the outlines of all templates are made of: lines, loops, conditions, texts of chapters."""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TAG = "Malltagg"
NOTHING = "Inget att redovisa."


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


def title_page(
    whom: str = "{{ nämnd }}", when: str = "Avser perioden {{ period }}", levels: int = 3
) -> Iterator[Line]:
    """Yield the title page and the contents, of so many levels."""
    yield Line("Titeluppgift", "{{ organisation }}")
    yield Line("Title", "{{ titel }}")
    yield Line("Subtitle", whom)
    yield Line("Titeluppgift", when)
    yield from when_("påhittat", Line("Faktaruta", "{{ påhittat }}"))
    yield Line("Innehållsrubrik", "Innehåll")
    yield Line("toc 1", f"1-{levels}")


def chapter(name: str) -> Iterator[Line]:
    """Yield what the committee wrote in a chapter, and the own tables that belong there."""
    yield Line(TAG, f"{{%p if text.{name} %}}")
    yield block(f"text.{name}")
    yield Line(TAG, f"{{%p elif not tabeller.{name} %}}")
    yield Line("Normal", NOTHING)
    yield Line(TAG, "{%p endif %}")
    yield from loop("tabellen", f"tabeller.{name}", block("tabellen"))


def said(source: str) -> Iterator[Line]:
    """Yield what was written, or that nothing was."""
    yield Line(TAG, f"{{%p if {source} %}}")
    yield block(source)
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", NOTHING)
    yield Line(TAG, "{%p endif %}")


def loop(name: str, source: str, *inner: Line) -> Iterator[Line]:
    """Yield lines once for each."""
    yield Line(TAG, f"{{%p for {name} in {source} %}}")
    yield from inner
    yield Line(TAG, "{%p endfor %}")


def when_(condition: str, *inner: Line) -> Iterator[Line]:
    """Yield lines under a condition."""
    yield Line(TAG, f"{{%p if {condition} %}}")
    yield from inner
    yield Line(TAG, "{%p endif %}")


def shown(name: str) -> Iterator[Line]:
    """Yield a table, a chart or a text where there is one."""
    yield from when_(name, block(name))


def block(source: str) -> Line:
    """Return a paragraph that becomes a table, a chart or paragraphs."""
    return Line("Normal", f"{{{{p {source} }}}}")


def origin() -> Iterator[Line]:
    """Yield where figures come from and how one is traced."""
    yield Line("heading 2", "Varifrån kommer siffran?")
    yield Line(
        "Normal",
        "Tabellerna är framställda med sheetplan ur inlämnade arbetsböcker och planen för "
        "{{ organisation }}. Texterna återges som de lämnades in. Varje inlämnad fil är bevarad "
        "som den kom. En siffra går att följa tillbaka till fil, blad och cell, och till den som "
        "skrev under: fråga den som har årets mapp, som ger kommandot sheetplan trace och radens "
        "id i planen.",
    )
    yield from shown("tabell.källor")


def how_judged() -> Iterator[Line]:
    """Yield how goals and indicators are judged."""
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
    yield Line("Normal", "Planen anger för varje indikator vilket sätt som gäller:", keep=True)
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


def goals(level: int, *, judged_once: bool = False) -> Iterator[Line]:
    """Yield every goal and what the committee says under it; at the year's end one judgement."""
    top, below = f"heading {level}", f"heading {level + 1}"
    yield from loop(
        "mål",
        "regionmål",
        Line(top, "{{ mål.namn }}"),
        *loop(
            "delmål",
            "mål.delmål",
            *when_("not mål.odelat", Line(below, "{{ delmål.namn }}")),
            *_subgoal(level, judged_once=judged_once),
        ),
    )


def _subgoal(level: int, *, judged_once: bool) -> Iterator[Line]:
    if not judged_once:
        yield Line("Bedömning", "Nuläge:\t{{r delmål.nuläge }}")
    yield Line("Bedömning", "{{ utfall_eller_prognos }}:\t{{r delmål.prognos }}")
    yield from when_(
        "delmål.förslag",
        Line("Normal", "Indikatorerna pekar på: {{r delmål.förslag }}", keep=True),
    )
    yield from when_(
        "delmål.motiv", Line("Normal", "Nämndens motiv: {{ delmål.motiv }}", keep=True)
    )
    yield from _heading_below(level, "Analys")
    yield from said("delmål.analys")
    yield from when_(
        "delmål.indikatorer",
        *_heading_below(level, "Indikatorer"),
        *shown("delmål.diagram"),
        block("delmål.indikatorer"),
    )
    yield from shown("delmål.uppdelning")


def _heading_below(level: int, words: str) -> Iterator[Line]:
    """A heading one step below the last: no level is skipped where a goal is undivided."""
    yield Line(TAG, "{%p if mål.odelat %}")
    yield Line(f"heading {level + 1}", words)
    yield Line(TAG, "{%p else %}")
    yield Line(f"heading {level + 2}", words)
    yield Line(TAG, "{%p endif %}")


def goals_in_short() -> Iterator[Line]:
    """Yield the legends and the table of all goals."""
    yield Line(TAG, "{%p if regionmål %}")
    yield Line(
        "Normal",
        "{{ ord.mål.Alla }} kommer från fullmäktige{% if har_delmål %} och är i nämndens plan "
        "uppdelade i {{ ord.delmål.flera }}{% endif %}. För varje {{ ord.bedömt.ett }} gör "
        "nämnden en samlad bedömning.{% if har_indikatorer %} Indikatorerna är ett stöd för den: "
        "deras utfall ställs mot de värden som planen anger.{% endif %}",
    )
    yield from loop("teckenförklaring", "teckenförklaringar", block("teckenförklaring"))
    yield block("tabell.sammanställning")
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", NOTHING)
    yield Line(TAG, "{%p endif %}")


def assignments(level: int) -> Iterator[Line]:
    """Yield the assignments, a group at a time."""
    yield Line(TAG, "{%p for grupp in uppdrag %}")
    yield Line(f"heading {level}", "{{ grupp.rubrik }}")
    yield block("grupp.tabell")
    yield Line(TAG, "{%p else %}")
    yield Line("Normal", NOTHING)
    yield Line(TAG, "{%p endfor %}")


def missing(level: int) -> Iterator[Line]:
    """Yield the indicators that have no value, and why."""
    yield from when_(
        "tabell.saknas",
        Line(f"heading {level}", "Uppgifter som saknas"),
        Line(
            "Normal",
            "För de här indikatorerna finns inget värde för perioden. Skälet är det som nämnden "
            "har angett.",
            keep=True,
        ),
        block("tabell.saknas"),
    )


def appendices() -> Iterator[Line]:
    """Yield the own tables that have no chapter, with a list of them first."""
    yield from when_(
        "bilagor",
        Line("heading 1", "Bilagor", new_page=True),
        *loop(
            "bilaga",
            "bilagor",
            Line("List Bullet", "Bilaga {{ bilaga.nummer }}: {{ bilaga.rubrik }}"),
        ),
        *loop(
            "bilaga",
            "bilagor",
            Line("heading 2", "Bilaga {{ bilaga.nummer }}: {{ bilaga.rubrik }}"),
            block("bilaga.tabell"),
        ),
    )
