"""Outlines and notes to and from the files of other tools: a module a format, reached through ``formats``."""
