"""``python -m sheetplan`` is the same as ``sheetplan``."""

from __future__ import annotations

from sheetplan.cli import main

if __name__ == "__main__":
    main()
