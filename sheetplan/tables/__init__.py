"""Plan and returns made into results, and results into neutral tables."""

from __future__ import annotations
