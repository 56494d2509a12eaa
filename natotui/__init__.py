"""natotui: a terminal reader for arguments."""

__version__ = "0.1.0"
