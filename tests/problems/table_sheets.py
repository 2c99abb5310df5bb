"""Own tables in a plan, and what a committee answers in them, for the gallery."""

from __future__ import annotations

SHARES = """
## Tabeller

| Tabell-id | Tabell | Fylls i av | Sifferkolumner | Enhet | Decimaler |
|---|---|---|---|---|---|
| sjuk | Sjukfrånvaro | rf | Kvinnor; Män | % | 1 |

## Tabellrader

| Rad-id | Tabell-id | Rad |
|---|---|---|
| sjuk-alla | sjuk | Alla |
"""

HIRED = """
## Tabeller

| Tabell-id | Tabell | Fylls i av | Sifferkolumner | Enhet | Tomma rader |
|---|---|---|---|---|---|
| inhyrd | Inhyrd personal | rf | Förra året; I år | mnkr | 2 |

## Tabellrader

| Rad-id | Tabell-id | Rad |
|---|---|---|
| hyr-lak | inhyrd | Läkare |
| hyr-ssk | inhyrd | Sjuksköterskor |
"""

SICK = """
## Sjukfrånvaro

| Rad | Kvinnor | Män |
|---|---|---|
| Alla | 750 % | 4,1 |
"""

ROWS = """
## Inhyrd personal

| Rad | Förra året | I år |
|---|---|---|
| Läkare | 2 | |
| Sjuksköterskor | 3 | 0 |
| Psykologer | 1 | |
"""
