"""Requests against Discord's own OpenAPI document, which is read from where it lies and is no part of this project."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
FILE = FOLDER / "discord-api-spec" / "openapi.json.gz"
_BASE = re.compile(r"^/api/v\d+(?=/)")
_WORDS = {"true": True, "false": False, "1": True, "0": False}

_UNDOCUMENTED = frozenset({"use_nested_fields"})
"""Parameters that discord.py sends and Discord takes, and that the document does not have."""


def why_absent() -> str:
    """Why requests can't be checked against the document; empty where they can."""
    if FILE.is_file():
        return ""
    return f"Discord's OpenAPI document is not at {FILE}: set DATELINE_SHARED to the folder that holds it"


class Operation:
    """A path with a method, as the document has it; its schemas are compiled when they are first needed."""

    def __init__(
        self, template: str, described: Mapping[str, Any], parameters: list[Any], components: Any
    ) -> None:
        self.variables = template.count("{")
        self.pattern = re.compile(
            re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)) + "$"
        )
        self._content = described.get("requestBody", {}).get("content", {})
        self._parameters = {(each["in"], each["name"]): each["schema"] for each in parameters}
        self._components = components

    @cached_property
    def body(self) -> jsonschema_rs.Validator | None:
        """What a body has to be; None where none is taken."""
        described = self._content.get("application/json") or self._content.get(
            "multipart/form-data"
        )
        return self._validator(described["schema"]) if described else None

    @cached_property
    def parameters(self) -> Mapping[tuple[str, str], jsonschema_rs.Validator]:
        """By where it stands (path or query) and its name."""
        return {key: self._validator(schema) for key, schema in self._parameters.items()}

    def _validator(self, schema: Mapping[str, Any]) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator(
            {"allOf": [schema], "components": self._components},
            validate_formats=True,
            mask="this",
        )

    def parameter(self, where: str, name: str, value: str) -> Iterator[str]:
        """What is wrong with a parameter."""
        validator = self.parameters.get((where, name))
        if validator is None and name in _UNDOCUMENTED:
            return
        if validator is None:
            yield f"{where} parameter {name}: there is none of this name"
        elif not any(validator.is_valid(read) for read in _readings(value)):
            for error in validator.iter_errors([*_readings(value)][-1]):
                yield f"{where} parameter {name}: {error.message}"


def _readings(text: str) -> Iterator[object]:
    """What a word of a query may mean."""
    yield text
    if text.lstrip("-").isdecimal():
        yield int(text)
    if text.lower() in _WORDS:
        yield _WORDS[text.lower()]


@cache
def _operations() -> dict[str, list[Operation]]:
    """By method, the templates with the fewest variables first."""
    with gzip.open(FILE) as packed:
        document = json.load(packed)
    # Numbers of things are always given as strings, and taken as integers too ("ID Serialization" in the reference).
    document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    found: dict[str, list[Operation]] = {}
    for template, path in document["paths"].items():
        for method in path.keys() - {"parameters"}:
            described = path[method]
            parameters = [*path.get("parameters", ()), *described.get("parameters", ())]
            operation = Operation(template, described, parameters, document["components"])
            found.setdefault(method.upper(), []).append(operation)
    for operations in found.values():
        operations.sort(key=lambda each: each.variables)
    return found


def undocumented(
    method: str, path: str, body: object = None, query: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Where a request is not as the document has it: a JSON pointer into ``body`` and what is wrong there.

    ``path`` may begin with ``/api/v10``. A body of None is none at all.
    """
    path = _BASE.sub("", path)
    for operation in _operations().get(method, ()):
        if named := operation.pattern.match(path):
            break
    else:
        yield "there is no such request"
        return
    for name, value in named.groupdict().items():
        yield from operation.parameter("path", name, value)
    for name, value in (query or {}).items():
        yield from operation.parameter("query", name, value)
    if body is None:
        return
    if operation.body is None:
        yield "a body is sent where none is taken"
    else:
        for error in operation.body.iter_errors(body):
            yield from _told(error)


def _told(error: jsonschema_rs.ValidationError) -> Iterator[str]:
    """The error itself, or of an alternative that fails the errors of the branch that was meant."""
    branches = getattr(error.kind, "context", None)
    if not branches:
        pointer = "".join(f"/{part}" for part in error.instance_path)
        yield f"{pointer or '/'}: {error.message}"
        return
    for each in min(branches, key=lambda branch: _distance(branch, len(error.instance_path))):
        yield from _told(each)


def _distance(branch: Iterable[jsonschema_rs.ValidationError], depth: int) -> tuple[bool, int]:
    """How far a branch is from being the one that was meant: by its ``type``, then by its errors."""
    errors = list(branch)
    is_other = any(
        len(each.instance_path) == depth or list(each.instance_path[depth:]) == ["type"]
        for each in errors
        if each.kind.name in ("type", "enum", "const", "constant")
    )
    return is_other, sum(1 for each in errors for _ in _told(each))
