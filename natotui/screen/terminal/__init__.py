"""A terminal driver that sends only what changes."""
