"""The domain: nouns a file each, attainment, budget, the form to fill in and what comes back."""

from __future__ import annotations
