"""The JSON Schema of a dossier, generated from the records it becomes and from what each activity requires."""

from __future__ import annotations

from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from app.intake import checks
from app.intake.dossier import LISTS, REASONS
from app.models.application import Activity, Application, LicenceKind
from app.models.requirements import required

DIALECT = "https://json-schema.org/draft/2020-12/schema"
AMOUNT = r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# Field name -> what it means; a name means the same in every record that has it.
MEANINGS = {
    "activity": "The transfer asked for (ATT Article 2(2)).",
    "kind": "The kind of licence asked for; of a document: what it is.",
    "applicant_reference": "The applicant's own number for this application.",
    "applied_on": "Day of the application.",
    "parties": "Everyone who takes part, each in one role.",
    "destinations": "Where the goods go: a country, or a group or list as given.",
    "lines": "The goods, one line for each kind.",
    "items": "A line going to one destination and end-user; may be left out where only one reading is possible.",
    "end_use": "What the goods are for, as declared.",
    "route": "Countries and places passed on the way.",
    "contract": "Number of the contract.",
    "contract_date": "Day of the contract.",
    "valid_until": "Last day asked for; of a temporary transfer: the day of return.",
    "documents": "Documents that come with the application.",
    "notes": "Remarks.",
    "extra": "Further fields of the source, kept as they are.",
    "id": "A short name within the dossier; other fields refer to it.",
    "role": "What the party does in this transfer.",
    "name": "Name as registered.",
    "country": "ISO 3166 alpha-2 code.",
    "address": "Postal address.",
    "registration": "Number in the register of companies or of exporters.",
    "given": "The destination as the applicant wrote it.",
    "description": "What the goods are.",
    "control_code": "Entry of the control list, for example ML1.a.",
    "att_scope": "Article of the treaty that covers the line: 2_1, art3, art4 or none.",
    "att_category": "Article 2(1)(a) to (h); needed for scope 2_1.",
    "hs_code": "Customs code, 4 to 10 digits of the Harmonized System.",
    "quantity": "How much, in the line's unit; of an item: its share, empty for the whole line.",
    "unit": "Unit of the quantity, for example pieces or kg.",
    "value": "Value in the line's currency; of an item: its share, empty for the whole line.",
    "currency": "ISO 4217 code.",
    "origin": "Country of origin, ISO 3166 alpha-2.",
    "line": "Id of the line.",
    "destination": "Country code of the destination, or its text as given.",
    "end_user": "Id of the end-user's party.",
    "title": "Title of the document.",
    "digest": "SHA-256 of the document's file, 64 lower-case hexadecimal digits.",
    "number": "Number on the document.",
    "expires": "Last day of the document's validity.",
}
SHAPES: dict[str, dict[str, Any]] = {
    **{name: {"pattern": DATE, "format": "date"} for name in ("applied_on", "contract_date", "valid_until", "expires")},
    **{name: {"pattern": "^[A-Z]{2}$"} for name in ("country", "origin")},
    "currency": {"pattern": "^[A-Z]{3}$"},
    "hs_code": {"pattern": "^[0-9. ]{4,20}$"},
    "digest": {"pattern": "^[0-9a-f]{64}$"},
    "id": {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"},
}
_LONG = ("address", "description", "end_use", "notes")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one dossier; a file holds one or an array of them."""
    records = {cls.__name__: _record(cls) for cls in LISTS.values()}
    dossier = _record(Application)
    dossier["properties"] |= {"$schema": {"type": "string"}, REASONS: {"description": "Never read."}}
    dossier["allOf"] = [_rule(activity, kind) for activity in Activity for kind in LicenceKind]
    return {
        "$schema": DIALECT,
        "title": "Placet dossier",
        "anyOf": [
            {"$ref": "#/$defs/Application"},
            {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Application"}},
        ],
        "$defs": {"Application": dossier, **records},
    }


def _record(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    needed = [one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING]
    properties = {name: {**_type(name, hint), "description": MEANINGS[name]} for name, hint in hints.items()}
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _type(name: str, hint: Any) -> dict[str, Any]:
    if get_origin(hint) is UnionType:
        return _type(name, next(one for one in get_args(hint) if one is not NoneType))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        items = {"type": "string"} if inner is str else {"$ref": f"#/$defs/{inner.__name__}"}
        return {"type": "array", "items": items}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if name in ("quantity", "value"):
        return {"anyOf": [{"type": "string", "pattern": AMOUNT}, {"type": "number", "minimum": 0}]}
    return {"type": "string", "maxLength": checks.LONG if name in _LONG else checks.SHORT} | SHAPES.get(name, {})


def _rule(activity: Activity, kind: LicenceKind) -> dict[str, Any]:
    """What an application of one activity and kind must fill; items may be left to be derived."""
    asked = {"activity": {"const": activity.value}, "kind": {"const": kind.value}}
    paths = [path for path in required(activity, kind) if path != "items"]
    roles = [path.partition(".")[2] for path in paths if path.startswith("parties.")]
    of_line = [path.partition(".")[2] for path in paths if path.startswith("lines.")]
    own = [path for path in paths if "." not in path]
    filled: dict[str, Any] = {name: {"minItems": 1} if name in (*LISTS, "route") else {"minLength": 1} for name in own}
    filled["lines"] = {"minItems": 1, "items": {"required": of_line}}
    filled["parties"] = {"allOf": [{"contains": {"properties": {"role": {"const": role}}}} for role in roles]}
    needed = [*own, "parties"] if roles else own
    return {"if": {"properties": asked, "required": list(asked)}, "then": {"required": needed, "properties": filled}}
