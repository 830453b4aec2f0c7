"""One module for each form of the kept tables."""
