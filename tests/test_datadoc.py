"""DATA.md and the schemas are what `items.py` says."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from sdspider.datadoc import FILES, data_md, schema_text
from tests.conftest import ROOT


def test_data_md_is_current() -> None:
    assert (ROOT / "DATA.md").read_text("utf-8") == data_md(), "run `make docs`"


@pytest.mark.parametrize("kind", sorted(FILES))
def test_schemas_are_current_and_documented(kind: str) -> None:
    text = (ROOT / "sdspider" / "schemas" / f"{kind}.json").read_text("utf-8")
    assert text == schema_text(kind), "run `make docs`"
    document = json.loads(text)
    Draft202012Validator.check_schema(document)
    for name, spec in document["properties"].items():
        assert spec.get("description"), f"{kind}.{name} has no docstring"
