"""How a plan that people have written is read: tabs, layout and references."""
