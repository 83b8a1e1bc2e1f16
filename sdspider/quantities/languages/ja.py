"""Japanese: the stages of `quantities/cjk` with the words of `ja.toml`."""

from sdspider.quantities.cjk.stages import *  # noqa: F403
