"""What happened between two plans: pairs by likeness and the findings of each pair."""
