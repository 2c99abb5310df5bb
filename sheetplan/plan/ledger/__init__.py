"""The ledger (bokföringen): how its files are understood, and what their rows come to."""
