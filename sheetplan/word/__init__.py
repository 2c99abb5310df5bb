"""Reports in Word: a template that a secretary owns, and the writer that fills it in."""

from __future__ import annotations
