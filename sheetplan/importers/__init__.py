"""Importers: files from other systems, read as rows of fields."""
