"""The command line: one file a family of commands, heavy imports inside them."""
