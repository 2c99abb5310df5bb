"""The owner's own identities (sheet Avstämningar): this figure shall be the sum of those."""

from __future__ import annotations

from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, TEXT


class DeclaredIdentity(
    Row,
    key="identities",
    sheet="Avstämningar",
    about="Tal som ska stämma med varandra: mellan tabeller, eller en siffra i texten mot tabell.",
):
    """An identity that the plan's owner declares; the tolerance comes from the digits."""

    id: str = column(ID, "Avstämnings-id", example="avs-ram-skatt")
    name: str = column(TEXT, "Avstämning", example="Skatter och bidrag i texten", width=44)
    rows_of: str | None = column(
        TEXT,
        "För varje rad i",
        help="Ett blad, när avstämningen gäller kolumnerna på varje rad. Annars tomt.",
        example="Ramar",
        width=18,
        default=None,
    )
    total: str = column(
        TEXT,
        "Ska vara",
        help="Ett tal, en rad som bal-summa, eller ett blads summa som Ramar (Budget).",
        example="11 357",
        width=26,
    )
    computed: str = column(
        TEXT,
        "Beräknas som",
        help="Rader med + och − emellan. En annan kolumn skrivs inom parentes efter rad-id: "
        "bal-avs (föregående). A / B ger en andel.",
        example="res-skatt + res-bidrag",
        width=44,
    )
    columns: str | None = column(
        TEXT,
        "Kolumn",
        help="Årtal eller rubrik, om det inte gäller alla kolumner. Flera med komma emellan.",
        example="2025",
        width=16,
        default=None,
    )
    source: str | None = column(
        TEXT, "Källa", help="Dokument och avsnitt där talet står.", width=40, default=None
    )
