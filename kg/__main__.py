"""The command ``kg``, also as ``python -m kg``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; whoever stops it before it is all there gets the same answer as later."""
    try:
        from kg.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
