"""The small set of digests against Python's own."""

from hypothesis import given
from hypothesis import strategies as st

from sdspider.normalise.digests import Digests


@given(st.lists(st.text(max_size=3)))
def test_it_tells_new_from_known_as_a_set_does(texts: list[str]) -> None:
    known, ours = set[str](), Digests()
    for text in texts:
        assert ours.add_text(text) == (text not in known)
        known.add(text)


def test_digests_that_begin_alike_are_the_same() -> None:
    ours = Digests()
    assert ours.add(b"12345678abc")
    assert not ours.add(b"12345678def")
    assert ours.add(b"12345679abc")
