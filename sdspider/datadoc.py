"""JSON Schemas and DATA.md from the record types, so that documentation cannot lag behind the code."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from sdspider.items import KINDS, REPORTS, Attachment, Image, Link, Location, Period

FILES = {**KINDS, **REPORTS}
"""File name (without `.jsonl`) -> type of its lines."""

INTRO = """# Data

Generated from `sdspider/items.py` by `sdspider schema --write .`; a test fails when it is out of date.

JSON Lines, UTF-8, one file a record type, one record a line, sorted by `id`, keys always in the order below and always
present. Absent is `null` (or an empty list), never `""`. Numbers are JSON numbers; there is no NaN. The JSON Schemas
lie in `sdspider/schemas/`.
"""


def schema(kind: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record type, as serialised: every key is required."""
    document = FILES[kind].model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def schema_text(kind: str) -> str:
    """The schema file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def data_md() -> str:
    """The whole of DATA.md."""
    parts = [INTRO]
    parts += [_section(f"{kind}.jsonl", model) for kind, model in FILES.items()]
    parts.append("## Parts of records\n")
    parts += [_section(model.__name__, model, "###") for model in (Image, Attachment, Link, Location, Period)]
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel], marks: str = "##") -> str:
    """Heading, first line of the docstring, and a table of the fields."""
    document = model.model_json_schema(mode="serialization")
    rows = [f"| `{name}` | {_type(spec)} | {_meaning(spec)} |" for name, spec in document["properties"].items()]
    head = f"{marks} {title}\n\n{(model.__doc__ or '').strip()}\n\n| field | type | meaning |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _meaning(spec: dict[str, Any]) -> str:
    """A field's docstring on one line of a table."""
    return str(spec.get("description", "")).replace("\n", " ").replace("|", "\\|")


def _type(spec: dict[str, Any]) -> str:
    """A field's type in words."""
    if "anyOf" in spec:
        return " or ".join(dict.fromkeys(_type(option) for option in spec["anyOf"]))
    if "enum" in spec:
        return " ".join(f"`{value}`" for value in spec["enum"])
    if "$ref" in spec:
        return str(spec["$ref"]).rsplit("/", 1)[-1]
    if spec.get("type") == "array":
        return f"list of {_type(spec['items'])}" if spec.get("items") else "list"
    if spec.get("type") == "object":
        return "object"
    return str(spec.get("format") or spec.get("type", "any"))
