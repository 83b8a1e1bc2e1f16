"""Crawling: which addresses are asked for, in what order, and what is never asked for."""
