"""sheetplan: one plan, workbooks to fill in, checked returns, tables and a Word report."""

from __future__ import annotations

__version__ = "0.1.0"
