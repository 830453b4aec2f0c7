"""The act that a row of the journal holds, as the rules see it."""

from __future__ import annotations

from typing import Any

import orjson

from app.models.acts import TYPES, Act
from app.models.charter import Role
from app.models.plain import from_plain

_ROLES = {role.value: role for role in Role}


def act(name: str, header: bytes, body: bytes | None) -> Act:
    """The act that a row holds; nothing is verified here."""
    fields = orjson.loads(header)
    prev, after, told = fields["prev"], fields["after"], fields["body"]
    return Act(
        id=name,
        type=fields["type"],
        scope=fields["scope"],
        officer=fields["officer"],
        agency=fields["agency"],
        role=_ROLES[fields["role"]],
        key=fields["key"],
        claimed=fields["claimed"],
        past=frozenset(after if prev is None else (prev, *after)),
        body=None if body is None else _body(fields["type"], body),
        chain=fields["chain"],
        seq=fields["seq"],
        clock=tuple(fields["clock"]),
        procedure=fields["procedure"],
        audience=tuple(told["audience"]),
        narrower={field: tuple(codes) for field, codes in told["narrower"].items()} if told["narrower"] else {},
    )


def _body(kind: str, text: bytes) -> Any:
    fields = orjson.loads(text)
    del fields["pad"]
    return from_plain(TYPES[kind], fields)
