"""An engine for xlwings on LibreOffice: the add-in is tried through xlwings' own interface.

Written from xlwings' ``base_classes`` and LibreOffice's description of its interface (UNO). It
has what the add-in uses and nothing more. It is LibreOffice that opens, keeps, recalculates and
saves; what only Excel can show is in the checklist for a person.
"""
