"""The rules about files, plans and returns; each is worded once, in the module of its kind."""
