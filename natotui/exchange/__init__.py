"""Outline and notes to files and back, a module a format."""
