"""Bytes to an Article: decoding, sanitising, the formats, furniture. Knows nothing of arguments or screens."""
