"""Chinese: the stages of `quantities/cjk` with the words of `zh.toml`."""

from sdspider.quantities.cjk.stages import *  # noqa: F403
