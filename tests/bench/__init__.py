"""How fast the work is, as ratios to peers that are measured in the same run."""
