"""READING IN: files become applications, or problems with their place."""
