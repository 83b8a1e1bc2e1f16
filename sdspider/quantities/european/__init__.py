"""What German and French do in a way of their own: numerals with articles and elisions, compounds, nouns, subjects.

The words stand in `languages/de.toml` and `languages/fr.toml`; all other stages are the engine's.
"""
