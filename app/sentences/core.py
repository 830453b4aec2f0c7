"""What is wrong with text, JSON and the fields of a record, wherever they come from."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "text.not-utf8": N_("{what}: byte {position} is not UTF-8 text. Save the file with the encoding UTF-8."),
    "json.broken": N_("{what} is not well-formed JSON ({place}). Ask for the file again from where it came."),
    "json.not-canonical": N_("{what} is not written in canonical form (RFC 8785). Ask for the original."),
    "json.syntax": N_(
        "{what}, line {line}, column {column}: this is not well-formed JSON. Check the quotation marks, commas and "
        "brackets there."
    ),
    "json.too-deep": N_("{what}: the content is nested more than {deepest} levels deep. Write it flatter."),
    "json.key": N_(
        "The field name “{key}” holds other characters than plain ASCII letters, digits and signs. Rename the field."
    ),
    "json.integer": N_("The number {value} is too large to be kept exactly. Write it as text, in quotation marks."),
    "json.type": N_("A value of the kind “{kind}” cannot be kept. Write amounts as text, in quotation marks."),
    "json.not-nfc": N_(
        "In “{text}” an accented letter is stored in two pieces (not Unicode NFC). Type the text again."
    ),
    "json.surrogate": N_("A text holds half a character (a lone surrogate). Type the text again."),
    "json.duplicate-key": N_("{what}: the field “{key}” stands twice in one object. Keep one of the two."),
    "json.constant": N_("{what}: “{name}” is not a number that JSON knows. Write digits."),
    "field.str": N_("The field {field} must be text, not “{value}”. Put it in quotation marks."),
    "field.int": N_("The field {field} must be a whole number, not “{value}”. Write digits without quotation marks."),
    "field.bool": N_(
        "The field {field} must be true or false, not “{value}”. Write one of these words without quotation marks."
    ),
    "field.list": N_("The field {field} must be a list, not “{value}”. Write it in square brackets."),
    "field.object": N_("The field {field} must be an object with named fields, not “{value}”. Write it in braces."),
    "field.choice": N_("In the field {field}, “{value}” cannot stand. Use one of: {choices}."),
    "field.unknown": N_("There is no field {field}. Correct its name or delete it."),
    "field.missing": N_("The field {field} is missing. Add it."),
}
