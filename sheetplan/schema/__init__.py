"""What a column, a sheet, a value kind, a problem and a neutral table are."""

from __future__ import annotations
