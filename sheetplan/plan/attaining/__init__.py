"""How an outcome is set against its target, and how units' values become one."""
