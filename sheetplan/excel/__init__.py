"""Excel: workbooks written with openpyxl and finished as bytes; returned ones read safely."""

from __future__ import annotations
