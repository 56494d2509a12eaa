"""``python -m natotui``: the command line."""

import sys

from natotui.cli import main

if __name__ == "__main__":
    sys.exit(main())
