"""Before publishing: what a reader would stumble on in a finished document, whoever wrote it."""
