"""The command line, one module a command: `NAME`, `HELP`, `arguments(parser)` and `run(args) -> exit code`."""
