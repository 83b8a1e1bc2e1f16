"""Stages for Japanese, Chinese and Korean: languages that put counters behind numbers and predicates behind nouns.

The words stand in `languages/<code>.toml`; what the keys mean is told in `lexicon.py`.
"""
