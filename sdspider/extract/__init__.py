"""Cut strings out of a page: the declared, template and generic rungs of the ladder."""

from sdspider.extract.read import read_page

__all__ = ["read_page"]
