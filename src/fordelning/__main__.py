"""`python -m fordelning`. Never here: anything but the call."""

import sys

from fordelning.cli import main

if __name__ == "__main__":
    sys.exit(main())
