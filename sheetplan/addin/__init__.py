"""The add-in: flows on the workbook that is open in Excel, and the ribbon that starts them.

Only this floor knows xlwings, which is imported when Excel is to be talked to. Nothing in the
opened workbook decides what is run or where files are put.
"""
