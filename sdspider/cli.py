"""`sdspider COMMAND`: parse the command line, run the command, turn errors into one line and an exit code."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from sdspider import __version__
from sdspider.errors import FAILED, UserError

COMMANDS = (
    "crawl",
    "replay",
    "look",
    "figures",
    "record",
    "check",
    "portals",
    "new_portal",
    "serve",
    "runs",
    "history",
    "changes",
    "doctor",
    "prune",
    "schema",
)
"""Modules of `sdspider.commands`, in the order of the help page."""


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The command line: whole for a help page, else only the command asked for, whose module alone is imported."""
    top = argparse.ArgumentParser(
        prog="sdspider",
        description="Crawl investment portals into JSON Lines: articles, navigation, figures, records.",
        epilog="Exit codes: 0 good, 1 suspect or failed run or unreadable input, 2 bad usage.",
    )
    top.add_argument("--version", action="version", version=f"sdspider {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = [name for name in COMMANDS if argv[:1] == [name.replace("_", "-")]]
    for name in asked or COMMANDS:
        module = importlib.import_module(f"sdspider.commands.{name}")
        sub = commands.add_parser(name.replace("_", "-"), help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    argv = sys.argv[1:] if argv is None else list(argv)
    args = parser(argv).parse_args(argv)
    try:
        code = args.run(args)
        sys.stdout.flush()
    except UserError as error:
        print(f"sdspider: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        print(f"sdspider: {error}; check that the path exists and that you may use it", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("sdspider: interrupted; nothing was published, run the same command again", file=sys.stderr)
        return 130
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
