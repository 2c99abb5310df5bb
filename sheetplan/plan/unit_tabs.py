"""The sheets where what units have said is read, named once."""

from __future__ import annotations

UNITS = "Enheter"
JUDGED = "Enheternas bedömning"
VALUES = "Enheternas värden"
ANALYSES = "Enheternas analyser"
ACTIVITIES = "Enheternas aktiviteter"
TEXTS = "Enheternas texter"
UNIT_TABS = (UNITS, JUDGED, VALUES, ANALYSES, ACTIVITIES, TEXTS)
