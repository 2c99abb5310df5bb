"""What stops the work: the base of all exceptions that are told to people."""

from __future__ import annotations


class SheetplanError(Exception):
    """One Swedish sentence to people; for the environment and misuse."""
