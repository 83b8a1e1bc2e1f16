"""One TOML file a language, and a small module beside it where words alone do not do."""
