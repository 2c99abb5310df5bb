"""The add-in: flows on the workbook that is open in Excel, and the ribbon that starts them.

Only this floor knows xlwings, which is imported when Excel is to be talked to. Nothing in the
opened workbook decides what is run or where files are put.
"""

from __future__ import annotations

# How Python is started by the ribbon: nothing is imported from the folder that Excel stands in
# (-P) or from what the environment names (-E).
START = ("-E", "-P", "-m", "sheetplan")
