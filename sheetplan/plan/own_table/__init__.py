"""The region's own tables: from declaration to sheet, sums and checks."""
