"""Korean: the stages of `quantities/cjk` with the words of `ko.toml`."""

from sdspider.quantities.cjk.stages import *  # noqa: F403
