"""The command ``kg``, also as ``python -m kg``."""

from __future__ import annotations

import gc
import sys

#: Objects after which Python looks for cycles, and how many times longer old ones are let be. A command makes
#: hundreds of thousands that stay until it ends: at Python's own 700, looking takes a third of its time.
_LOOK_AFTER = 50_000, 10, 10


def main() -> int:
    """Run the command line; whoever stops it before it is all there gets the same answer as later."""
    gc.set_threshold(*_LOOK_AFTER)
    try:
        from kg.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
