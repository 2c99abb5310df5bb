"""Verbs: what people ask for, a file each; files and clock meet the pure floors here."""

from __future__ import annotations
