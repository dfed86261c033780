"""What is to be added, and what comes of it: values that travel between processes as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from store.ceiling import MEMORY
from store.fetch.policy import Policy
from store.model import IngestReport, Unreadable

TOO_LARGE = "It takes more memory to read than may be used for it: cut it into smaller files. What was stored stays."


@dataclass(frozen=True, slots=True)
class Order:
    """A file, or an address of the web."""

    source: str
    """What the archive calls where it is from; the address itself for one of the web."""
    file: str = ""
    """Its path; "" for an address."""
    name: str = ""
    """What reports and the archive call the file."""
    policy: Policy = field(default_factory=Policy)
    memory: int = MEMORY
    """Bytes that reading it may take."""

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Order:
        values: dict[str, Any] = json.loads(text)
        return cls(policy=Policy(**values.pop("policy")), **values)


@dataclass(frozen=True, slots=True)
class Said:
    """A line that the process says: how far it is, and at last what came of it."""

    records: int
    """That were taken or skipped until now."""
    report: IngestReport | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Said:
        values: dict[str, Any] = json.loads(text)
        report = values["report"]
        if report is None:
            return cls(values["records"])
        skipped = tuple(Unreadable(**each) for each in report.pop("skipped"))
        barren = tuple(report.pop("barren"))
        return cls(values["records"], IngestReport(skipped=skipped, barren=barren, **report))
