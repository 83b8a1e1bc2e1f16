"""`python -m bench.faults NAME`: run one experiment and print its numbers."""

from __future__ import annotations

import argparse

from bench.faults import faulty, fresh, hostile, kills, memory

EXPERIMENTS = {
    "kill": kills.kill,
    "publish": kills.publish,
    "unchanged": fresh.unchanged,
    "edits": fresh.edits,
    "faults": faulty.faults,
    "manners": faulty.manners,
    "hostile": hostile.hostile,
    "addresses": hostile.addresses,
    "memory": memory.memory,
}


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("experiment", choices=EXPERIMENTS, metavar="NAME", help=", ".join(EXPERIMENTS))
    parser.add_argument("--pages", type=int, default=1000, help="articles of the portal [%(default)s]")
    parser.add_argument("--times", type=int, default=100, help="kills [%(default)s]")
    parser.add_argument("--each", type=int, default=10, help="kills of one crawl [%(default)s]")
    parser.add_argument("--seed", type=int, default=1, help="of all chance [%(default)s]")
    parser.add_argument("--delay", type=float, default=0.2, help="Crawl-delay in seconds [%(default)s]")
    parser.add_argument("--delayed", type=int, default=300, help="articles of the slow portals [%(default)s]")
    parser.add_argument("--wide", action="store_true", help="memory: every list links to all others")
    parser.add_argument("--only", default="", help="hostile pages whose name holds this")
    args = parser.parse_args()
    EXPERIMENTS[args.experiment](args)


if __name__ == "__main__":
    main()
