"""Fault harness: real crawls against a generated portal on loopback that misbehaves on request.

`python -m bench.faults NAME [options]` runs one experiment and prints its numbers; `python -m bench.faults --help`
lists them. Every crawl is a process of its own, started as a user would start it.
"""
