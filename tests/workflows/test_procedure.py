"""A procedure is read strictly and checked wholly: each problem comes with its line and its remedy."""

from __future__ import annotations

import hashlib
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.procedure import StepKind
from app.words import Words, sentences
from app.workflows.procedure import load_procedure
from app.workflows.procedure_check import check_file
from app.workflows.toml_fields import LARGEST_FILE
from app.workflows.toml_places import find_places
from tests.workflows.drafts import SEVEN, SIX, STANDING, altered, charter, places, procedure

TITLE = 'title = { en = "x", fr = "x" }'
COMMITTEE_STEP = STANDING[STANDING.index('[[steps]]\nid = "committee"') : STANDING.index("# EN  Who decides:")]
COMMITTEE_TABLE = STANDING[STANDING.index("[committee]\n") :]
ISSUE_STEP = STANDING[STANDING.index('[[steps]]\nid = "issue"') : STANDING.index("# --- EN  Questions")]
DECISION_STEP = STANDING[STANDING.index('[[steps]]\nid = "decision"') : STANDING.index(ISSUE_STEP)]
WAY_OUT = 'deferrals = 2\nescalates_to = "higher-authority"\n'
COMPETENT = 'decides = "competent-agency"\nagency = "licensing"'
CUSTOMS_DECIDES = """days = 5

[[steps.competences]]
agency = "customs"
when = { activity = ["transit"] }

[[steps]]
id = "issue\""""


def level(authority: str, days: int = 10) -> str:
    return f'[[committee.levels]]\nauthority = "{authority}"\n{TITLE}\ndays = {days}\n\n'


SILENT = f'[[steps]]\nid = "extra"\nkind = "review"\n{TITLE}\nagency = "economy"\nafter = ["classification"]\n'


def found(text: str, charter_text: str | None = SEVEN) -> list[tuple[str, str]]:
    return places(check_file("p.toml", text, charter(charter_text) if charter_text else None)[1], text)


def test_a_procedure_is_named_by_the_hash_of_its_bytes() -> None:
    raw = STANDING.encode()
    assert load_procedure("p.toml", raw)[0] == load_procedure("p.toml", STANDING)[0]
    assert procedure().digest == hashlib.sha256(raw).hexdigest()
    assert procedure(STANDING + "# a remark\n").digest != procedure().digest


LONG = 'version = """' + "x\n" * 2001 + '"""'

READING = [
    ('id = "standing-committee"', 'id = "Standing Committee"', "toml.bad-code", 'id = "Standing Committee"'),
    ('id = "standing-committee"\n', "", "toml.missing-key", "# EN  A standing committee"),
    ('version = "1"', "version = 1", "toml.not-text", "version = 1"),
    ('version = "1"', 'version = " "', "toml.empty-text", 'version = " "'),
    ('version = "1"', 'version = "1"\ncolour = "red"', "toml.unknown-key", 'colour = "red"'),
    ('version = "1"', 'version = "a\\u0000b"', "toml.control-character", 'version = "a\\u0000b"'),
    ('version = "1"', 'version = "e\\u0301"', "toml.not-nfc", 'version = "e\\u0301"'),
    ('version = "1"', 'version = "e\u0301"', "toml.not-nfc", 'version = "e\u0301"'),
    ('version = "1"', 'version = "1"\nversion = "2"', "toml.duplicate-key", 'version = "2"'),
    ('version = "1"', f'version = "{"x" * 2000}"', "toml.line-too-long", "version = "),
    ('version = "1"', LONG, "toml.too-long", "version = "),
    ('version = "1"', 'version = "1', "toml.syntax", 'version = "1'),
    ('version = "1"', 'version = "\\ud800"', "toml.syntax", "version = "),
    ('fr = "Réception et complétude"', 'de = "Eingang"', "toml.missing-language", "title = { en = "),
    ('fr = "Réception et complétude"', 'fr = ""', "toml.missing-language", "title = { en = "),
    ('title = { en = "Intake and completeness", fr = "Réception et complétude" }', 'title = "Intake"',
     "toml.not-table", 'title = "Intake"'),
    ("days = 90", "days = 1001", "toml.out-of-range", "days = 1001"),
    ("days = 90", "days = -1", "toml.out-of-range", "days = -1"),
    ("days = 90", "days = 9.5", "toml.not-integer", "days = 9.5"),
    ("days = 90", "days = 1e99999999999999999999", "toml.not-integer", "days = 1e9"),
    ("days = 90", "days = " + "9" * 900, "toml.out-of-range", "days = 999"),
    ("days = 90", "days = true", "toml.not-integer", "days = true"),
    ("days = 90", "days = 1979-05-27 07:32:00", "toml.not-integer", "days = 1979"),
    ("countersign = true", 'countersign = "yes"', "toml.not-boolean", 'countersign = "yes"'),
    ('overdue = "escalate"', 'overdue = "ignore"', "toml.not-a-choice", 'overdue = "ignore"'),
    ('activities = ["export",', 'activities = ["smuggling",', "toml.not-a-choice", "activities"),
    ('activities = ["export",', 'activities = ["import",', "toml.repeated", "activities"),
    ('activities = ["export", "import", "transit", "trans-shipment", "brokering"]', "activities = []",
     "toml.not-list", "activities = []"),
    ('after = ["intake"]', 'after = "intake"', "toml.not-list", 'after = "intake"'),
    ("[[committee.seats]]", "[[committee.chairs]]", "toml.unknown-key", "[[committee.chairs]]"),
    ('tasks = ["article-6", "article-7"]', 'tasks = ["article-8"]', "toml.not-a-choice", "tasks"),
    ("when = { granted = true }", "when = {}", "procedure.empty-condition", "when = {}"),
    ("when = { granted = true }", "when = { any = [] }", "toml.not-list", "when = { any = [] }"),
    ("when = { granted = true }", "when = { granted = [] }", "toml.not-list", "when = "),
    ("when = { granted = true }", "when = { granted = 1.5 }", "toml.not-text", "when = "),
    ("when = { granted = true }", "when = { granted = 1 }", "procedure.unknown-value", "when = "),
    ("when = { granted = true }", "when = { moon = true }", "procedure.unknown-fact", "when = { moon"),
    ("when = { granted = true }", "when = " + "{ not = " * 9 + "{ granted = true }" + " }" * 9,
     "procedure.condition-too-deep", "when = "),
    ("when = { granted = true }", "when = { any = [\n" + "{ granted = true },\n" * 41 + "] }",
     "procedure.condition-too-large", "when = "),
    ('att_category = ["h"]', 'att_category = ["i"]', "procedure.unknown-value", "att_category"),
    ('destination_in = ["XW", "XY", "XZ"]', 'destination_in = ["Atlantis"]', "procedure.bad-value", "destination_in"),
    ('destination_in = ["XW", "XY", "XZ"]', 'destination_in = ["EU"]', "procedure.bad-value", "destination_in"),
    ('"1100000 USD"', '"1.1 million USD"', "procedure.bad-value", "value_at_least"),
    ('control_code_in = ["ML1", "ML3"]', 'control_code_in = ["ML 1"]', "procedure.bad-value", "control_code_in"),
    ('positions = "hidden"', 'positions = "secret"', "toml.not-a-choice", "positions"),
    ('absent = "silent"', 'absent = "agrees"', "toml.not-a-choice", "absent"),
    ("percent = 50", "percent = 0", "toml.out-of-range", "percent = 0"),
    ("percent = 50", "percent = 100", "toml.out-of-range", "percent = 100"),
    ("[committee.silence.legal_basis]", "[committee.silence.basis]", "toml.missing-key", "[committee.silence]"),
    ("[committee.written.legal_basis]", "[committee.written.basis]", "toml.missing-key", "[committee.written]"),
    ("[committee.urgency.legal_basis]", "[committee.urgency.basis]", "toml.missing-key", "[committee.urgency]"),
    ("[reconsideration.legal_basis]", "[reconsideration.basis]", "toml.missing-key", "[reconsideration]"),
    ("[committee.triage]\nwhen", "[committee.triage]\nif", "toml.missing-key", "[committee.triage]"),
    ("barred = { any", "barred = { one", "procedure.unknown-fact", "barred"),
    ('validity = "issue"', 'validity = "delivery"', "toml.not-a-choice", "validity"),
    ("[remedies]\nen", "[remedies]\nde", "toml.missing-language", "[remedies]"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line"), READING)
def test_what_cannot_be_read_is_found_at_its_line(old: str, new: str, code: str, line: str) -> None:
    text = altered(STANDING, (old, new))
    assert any(one == code and shown.strip().lstrip("{ ").startswith(line[:12]) for one, shown in found(text, None)), (
        found(text)
    )


MEANING = [
    ((('id = "customs"\nkind', 'id = "defence"\nkind'),), "procedure.duplicate-step", 'id = "defence"'),
    ((('after = ["intake"]', 'after = ["arrival"]'),), "procedure.unknown-after", 'after = ["arrival"]'),
    ((('after = ["intake"]', 'after = ["intake", "committee"]'),), "procedure.cycle", "after = ["),
    ((('kind = "intake"', 'kind = "verification"'),), "procedure.no-intake", "[[steps]]"),
    ((('kind = "classification"', 'kind = "intake"'),), "procedure.several-intakes", "[[steps]]"),
    ((('agency = "licensing"\ndays = 5', 'agency = "licensing"\nwhen = { kind = "open" }'),),
     "procedure.intake-not-first", "[[steps]]"),
    ((('agency = "customs"\nafter = ["treaty"]', 'agency = "customs"'),), "procedure.unreachable", "[[steps]]"),
    ((('agency = "customs"\n', ""),), "procedure.step-without-agency", "[[steps]]"),
    ((('agency = "customs"\n', 'agency = "coast-guard"\n'),), "procedure.unknown-agency", 'agency = "coast-guard"'),
    ((('chair = "licensing"', 'chair = "cabinet"'),), "procedure.unknown-agency", 'chair = "cabinet"'),
    ((('secretary = "licensing"', 'secretary = "cabinet"'),), "procedure.unknown-agency", 'secretary = "cabinet"'),
    ((('escalates_to = "higher-authority"', 'escalates_to = "cabinet"'),), "procedure.unknown-agency", "escalates_to"),
    ((('agency = "defence"\nkind = "voting"', 'agency = "army"\nkind = "voting"'),),
     "procedure.unknown-agency", 'agency = "army"'),
    ((("countersign = true", "countersign = true\nsignatures = 1"),), "procedure.decides-elsewhere", "[[steps]]"),
    ((("countersign = true", 'decides = "lead-agency"'),), "procedure.decides-elsewhere", "[[steps]]"),
    ((('after = ["intake"]', 'after = ["intake"]\ncountersign = true'),), "procedure.countersign-elsewhere", "coun"),
    ((('after = ["intake"]', 'after = ["intake"]\nmandatory = false'),), "procedure.must-be-mandatory", "mandatory"),
    ((('tasks = ["article-6", "article-7"]', 'tasks = ["article-6", "article-7"]\nmandatory = false'),),
     "procedure.must-be-mandatory", "mandatory"),
    ((('decides = "committee"\n', ""),), "procedure.no-decider", "[[steps]]"),
    ((('decides = "committee"', 'decides = "lead-agency"'),), "procedure.decider-without-agency", "decides"),
    ((('decides = "committee"', 'decides = "higher-authority"'),), "procedure.decider-without-agency", "decides"),
    ((('decides = "committee"', 'decides = "competent-agency"\nagency = "licensing"'),),
     "procedure.competences", "[[steps]]"),
    ((("signatures = 2", "signatures = 0"),), "procedure.no-signature", "[[steps]]"),
    ((("signatures = 2", "signatures = 6"),), "procedure.too-many-signatures", "signatures = 6"),
    ((('tasks = ["article-6"', 'overdue = "no-objection"\ntasks = ["article-6"'), ('overdue = "escalate"\n', "")),
     "procedure.silence-elsewhere", "overdue"),
    (((COMMITTEE_STEP, SILENT + 'days = 5\noverdue = "no-objection"\n' + COMMITTEE_STEP),),
     "procedure.silence-without-basis", "overdue"),
    (((COMMITTEE_STEP, SILENT + f'overdue = "no-objection"\nlegal_basis{TITLE[5:]}\n' + COMMITTEE_STEP),),
     "procedure.silence-without-limit", "overdue"),
    ((('effect = "none"', 'effect = "implicit-refusal"'),), "procedure.statutory-without-basis", "effect"),
    ((('days = 90\neffect = "none"', 'effect = "implicit-grant"'),), "procedure.statutory-without-days", "effect"),
    (((DECISION_STEP, ""), ('after = ["decision"]', 'after = ["committee"]')), "procedure.no-decision", "[[steps]]"),
    ((("signatures = 2", 'signatures = 2\nwhen = { not = { activity = "transit" } }'),),
     "procedure.decision-may-be-skipped", "[[steps]]"),
    (((COMMITTEE_STEP, SILENT + COMMITTEE_STEP),), "procedure.weighed-too-late", "[[steps]]"),
    (((COMMITTEE_STEP, ""), ('after = ["committee"]', 'after = ["consolidation"]')),
     "procedure.committee-does-not-precede", "[[steps]]"),
    (((COMMITTEE_STEP, ""), ('after = ["committee"]', 'after = ["consolidation"]')),
     "procedure.committee-unused", "[committee]"),
    (((COMMITTEE_TABLE, ""),), "procedure.no-committee", "[[steps]]"),
    (((COMMITTEE_STEP, COMMITTEE_STEP + COMMITTEE_STEP.replace('id = "committee"', 'id = "again"')),),
     "procedure.several-committee-steps", "[[steps]]"),
    (((ISSUE_STEP, ""),), "procedure.no-issue", "[[steps]]"),
    ((('after = ["decision"]', 'after = ["consolidation"]'),), "procedure.issue-before-decision", "[[steps]]"),
    ((("when = { granted = true }\n", ""),), "procedure.issue-without-grant", "[[steps]]"),
    ((("when = { granted = true }", 'when = { any = [ { granted = true }, { kind = "open" } ] }'),),
     "procedure.issue-without-grant", "[[steps]]"),
    ((("{ att_category = [\"h\"] },", '{ all = [ { kind = "open" }, { kind = "global" } ] },'),
      ('{ control_code_in = ["ML1", "ML3"] },', ""), ('{ activity = ["import"] },', "")),
     "procedure.never-applies", "when = {"),
    ((('activities = ["export", "import", "transit", "trans-shipment", "brokering"]', 'activities = ["export"]'),
      ('{ att_category = ["h"] },', ""), ('{ control_code_in = ["ML1", "ML3"] },', "")),
     "procedure.never-applies", "when = {"),
    ((("countersign = true", "when = { granted = true }"),), "procedure.never-applies", "when = { granted"),
    ((('tasks = ["article-6", "article-7"]', 'tasks = ["article-6"]'),), "procedure.task-missing", "[[steps]]"),
    ((('tasks = ["article-6", "article-7"]', 'tasks = ["article-7"]'),), "procedure.task-missing", "[[steps]]"),
    ((('tasks = ["article-6", "article-7"]', 'tasks = ["article-6", "article-7"]\nwhen = { activity = "export" }'),),
     "procedure.task-missing", "[[steps]]"),
    ((('agency = "customs"\nkind = "voting"', 'agency = "defence"\nkind = "voting"'),),
     "procedure.duplicate-seat", "[[committee.seats]]"),
    ((("quorum = 3", "quorum = 5"),), "procedure.quorum-too-large", "quorum = 5"),
    ((("chair_votes = false", "chair_votes = true"),), "procedure.chair-without-seat", "chair_votes"),
    (((WAY_OUT, "deferrals = 2\n"),), "procedure.no-way-out", "[committee]"),
    (((WAY_OUT, "deferrals = 2\n"),), "procedure.no-higher-authority", "tasks = ["),
    ((('version = "1"', 'version = "1"\nescalates_to = "cabinet"'),), "procedure.unknown-agency", "escalates_to"),
    ((('countersign = true', 'countersign = true\nwaived_by = "cabinet"'),), "procedure.unknown-agency", "waived_by"),
    ((('[queries]\nagency = "licensing"', '[queries]\nagency = "cabinet"'),), "procedure.unknown-agency", "agency"),
    ((('decides = "committee"', COMPETENT), ('days = 5\n\n[[steps]]\nid = "issue"', CUSTOMS_DECIDES)),
     "procedure.mixed", "[[steps]]"),
    ((('decides = "committee"', 'decides = "committee"\nmixed = "own-items"'),), "procedure.mixed", "[[steps]]"),
    ((("countersign = true", 'mixed = "own-items"'),), "procedure.decides-elsewhere", "[[steps]]"),
    ((('decides = "committee"', COMPETENT + '\nmixed = "own-items"'),
      ('days = 5\n\n[[steps]]\nid = "issue"', CUSTOMS_DECIDES.replace("activity", "flag"))),
     "procedure.not-of-an-item", "when = { flag"),
    ((('tasks = ["article-6"', 'waived_by = "licensing"\ntasks = ["article-6"'),),
     "procedure.waived-elsewhere", "waived_by"),
    ((('days = 20\noverdue = "escalate"', 'days = 20\nwaived_by = "licensing"\noverdue = "escalate"'),),
     "procedure.waived-elsewhere", "waived_by"),
    ((("countersign = true", 'countersign = true\nescalates_to = "higher-authority"'),),
     "procedure.escalates-elsewhere", "escalates_to"),
    ((('days = 20\noverdue = "escalate"', 'days = 20\nescalates_to = "licensing"\noverdue = "escalate"'),),
     "procedure.escalates-elsewhere", "escalates_to"),
    ((('after = ["consolidation"]', 'after = ["consolidation"]\nwhen = { activity = ["export"] }'),),
     "procedure.committee-may-be-skipped", "when = { activity"),
    ((('disputes = "higher-authority"', 'disputes = "cabinet"'),), "procedure.unknown-agency", "disputes"),
    ((("quorum = 2\npercent", "quorum = 1\npercent"),), "procedure.urgency-quorum", "quorum = 1"),
    ((("quorum = 2\npercent", "quorum = 4\npercent"),), "procedure.urgency-quorum", "quorum = 4"),
    ((("[committee.legal_basis]", level("economy") + "[committee.legal_basis]"),),
     "procedure.levels-or-one", "escalates_to"),
    (((WAY_OUT, "deferrals = 2\n"),
      ("[committee.legal_basis]", level("economy") + level("economy", 9) + "[committee.legal_basis]")),
     "procedure.level-twice", "authority"),
    (((WAY_OUT, "deferrals = 2\n"),
      ("[committee.legal_basis]", level("foreign-affairs") + level("higher-authority") + "[committee.legal_basis]")),
     "procedure.level-twice", 'authority = "higher-authority"'),
    (((WAY_OUT, "deferrals = 2\n"), ("[committee.legal_basis]", level("cabinet") + "[committee.legal_basis]")),
     "procedure.unknown-agency", 'authority = "cabinet"'),
    ((("barred = { any = [", "barred = { all = [ { granted = true },"),), "procedure.method-never-applies", "barred"),
    ((("[committee.triage]\nwhen = { all = [", "[committee.triage]\nwhen = { all = [ { granted = true },"),),
     "procedure.method-never-applies", "when"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "line"), MEANING, ids=lambda value: value if value in sentences() else "")
def test_what_makes_no_sense_is_found_at_its_line(changes: tuple[tuple[str, str], ...], code: str, line: str) -> None:
    problems = found(altered(STANDING, *changes))
    assert any(one == code and shown.strip().startswith(line) for one, shown in problems), problems


def test_every_problem_of_a_procedure_has_been_provoked() -> None:
    provoked = {code for *_, code, _ in (*READING, *MEANING)}
    elsewhere = {
        "procedure.too-many-steps", "procedure.committee-of-one", "toml.too-large", "toml.not-utf8",
        "toml.byte-order-mark", "toml.too-deep", "toml.list-too-long",
    }  # fmt: skip
    known = {code for code in sentences() if re.match(r"toml\.|procedure\.", code)}
    own = {code for code in known if "{file}" in sentences()[code]}
    assert own - provoked == elsewhere


def test_a_committee_whose_voices_all_fall_to_one_agency_is_refused() -> None:
    alone = altered(SIX, ('acts_for = ["customs"', 'acts_for = ["foreign-affairs", "customs"'),
                    ('code = "foreign-affairs"', 'code = "external"'),
                    ('agency = "foreign-affairs"', 'agency = "external"'))  # fmt: skip
    assert ("procedure.committee-of-one", "[committee]") in found(STANDING, alone)


def test_a_split_by_category_needs_no_unconditional_decision_when_the_halves_cover_all() -> None:
    half = 'when = { att_category = ["h"] }'
    other = DECISION_STEP.replace('id = "decision"', 'id = "decision-others"')
    text = altered(
        STANDING,
        (DECISION_STEP, DECISION_STEP.replace("signatures = 2", "signatures = 2\n" + half)
         + other.replace("signatures = 2", 'signatures = 2\nwhen = { not = { att_category = ["h"] } }')),
        ('after = ["decision"]', 'after = ["decision", "decision-others"]'),
    )  # fmt: skip
    assert found(text) == []
    broken = altered(text, ('{ not = { att_category = ["h"] } }', '{ not = { att_category = ["g"] } }'))
    assert {code for code, _ in found(broken)} == {"procedure.decision-may-be-skipped"}


def test_the_competent_agency_decides_with_one_to_fall_back_on() -> None:
    competent = COMPETENT + '\nmixed = "linked-cases"\n'
    competence = '\n[[steps.competences]]\nagency = "customs"\nwhen = { activity = ["transit", "trans-shipment"] }\n\n'
    step = DECISION_STEP.replace('decides = "committee"\n', competent).rstrip() + competence
    text = altered(STANDING, (DECISION_STEP, step))
    assert found(text) == []
    wrong = altered(text, ('activity = ["transit", "trans-shipment"]', 'activity = ["transport"]'))
    assert [code for code, _ in found(wrong)] == ["procedure.unknown-value"]
    missing = altered(text, ('agency = "customs"\nwhen', 'agency = "harbour"\nwhen'))
    assert found(missing) == [("procedure.unknown-agency", 'agency = "harbour"')]


def test_the_higher_authority_may_be_named_for_the_whole_procedure() -> None:
    text = altered(STANDING, (WAY_OUT, "deferrals = 2\n"), ('version = "1"', 'version = "1"\nescalates_to = "economy"'))
    assert found(text) == []
    assert procedure(text).higher_authority == "economy"


def test_a_committee_step_may_have_the_condition_of_its_decision() -> None:
    both = 'when = { activity = ["export"] }\n'
    other = DECISION_STEP.replace('id = "decision"', 'id = "others"').replace("committee", "lead-agency", 1)
    other = other.replace(
        "signatures = 2", 'agency = "licensing"\nsignatures = 1\nwhen = { not = { activity = "export" } }'
    )
    text = altered(
        STANDING,
        (COMMITTEE_STEP, COMMITTEE_STEP.replace("days = 20", both + "days = 20")),
        (DECISION_STEP, DECISION_STEP.replace("days = 5", both + "days = 5") + other),
        ('after = ["decision"]', 'after = ["decision", "others"]'),
    )
    assert found(text) == []


def test_silence_may_count_where_the_law_says_so() -> None:
    basis = 'legal_basis = { en = "Act, s. 3", fr = "Loi, art. 3" }'
    silent = SILENT + f'days = 5\noverdue = "no-objection"\n{basis}\n'
    text = altered(STANDING, (COMMITTEE_STEP, silent + COMMITTEE_STEP), ('"intelligence"]', '"intelligence", "extra"]'))
    assert found(text) == []


def test_all_problems_come_at_once_in_the_order_of_their_lines() -> None:
    text = altered(STANDING, ('version = "1"', "version = 1"), ("days = 90", "days = 0"), ("quorum = 3", "quorum = 0"))
    problems = load_procedure("p.toml", text)[1]
    assert sorted(problem.code for problem in problems) == ["toml.not-text", "toml.out-of-range", "toml.out-of-range"]
    lines = [problem.line for problem in check_file("p.toml", text)[1]]
    assert lines == sorted(lines)
    assert len(lines) == 3


HOSTILE = [
    (b"\xff\xfe" + STANDING.encode("utf-16-le"), "toml.not-utf8"),
    (STANDING.encode("latin-1", "replace"), "toml.not-utf8"),
    (b"\xef\xbb\xbf" + STANDING.encode(), "toml.byte-order-mark"),
    (b'id = "a\x00b"', "toml.control-character"),
    (b"# " + b"x" * LARGEST_FILE, "toml.too-large"),
    (b"a = " + b"[\n" * 20000, "toml.too-deep"),
    (b"steps = " + b"[\n" * 200 + b"]\n" * 200, "toml.not-table"),
    (b"steps = [" + b"1,\n" * 501 + b"]", "toml.list-too-long"),
    (b"a" + b".a" * 450 + b" = 1", "toml.unknown-key"),
    (b"a = " + b"9" * 900, "toml.unknown-key"),
    (b'a = """\n' + b"[" * 900 + b'\n"""', "toml.unknown-key"),
    (b"a = 1\n[a]\n", "toml.duplicate-key"),
    (b"a = { b = 1, b = 2 }", "toml.duplicate-key"),
    (b"", "toml.missing-key"),
    (b"steps = 3", "toml.not-list"),
    (b"steps = [3]", "toml.not-table"),
    (b"=SUM(A1)", "toml.syntax"),
    ("id = \"\ud800\"", "toml.not-utf8"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "code"), HOSTILE)
def test_a_hostile_file_gets_a_problem_and_never_a_crash(source: bytes | str, code: str) -> None:
    read, problems = load_procedure("hostile.toml", source)
    assert read is None
    assert code in {problem.code for problem in problems}
    assert all(problem.file == "hostile.toml" and problem.line >= 1 for problem in problems)


def test_too_many_steps_are_refused() -> None:
    many = "".join(SILENT.replace('"extra"', f'"extra-{number}"') for number in range(101))
    text = altered(STANDING, (COMMITTEE_STEP, many + COMMITTEE_STEP))
    assert ("procedure.too-many-steps", "[[steps]]") in found(text)


@given(st.text(alphabet=string.printable + "éÉ\u202f\x00[]{}=\"'\\.", max_size=200))
def test_any_text_gives_problems_with_places(text: str) -> None:
    read, problems = load_procedure("any.toml", text)
    assert read is None
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        for language in ("en", "fr"):
            assert f"{problem.line}" in Words(language).say(problem.code, **problem.details)


@given(st.data())
def test_any_cut_or_doubled_stretch_of_a_procedure_is_read_or_refused_with_places(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(STANDING)))
    length = data.draw(st.integers(1, 400))
    middle = STANDING[start : start + length] * data.draw(st.sampled_from([0, 2]))
    text = STANDING[:start] + middle + STANDING[start + length :]
    read, problems = check_file("p.toml", text, charter())
    assert read is not None or problems
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


def test_every_code_has_a_sentence_with_place_and_remedy() -> None:
    for code, sentence in sentences().items():
        if code.split(".")[0] == "toml":
            assert sentence.startswith("{file}, line {line}: "), code
            assert sentence.count(". ") >= 1, code


def test_places_are_the_lines_of_keys_tables_and_elements() -> None:
    text = """a = 1 # one
"b c".d = '''x
[no]
'''
[t]
list = [ # comment ]
  "x,]",
  { k = "}", 'q"' = [1,
    2] },
]
[[many]]
one = 1979-05-27 07:32:00
[[many]]
[many.inner]
two = \"\"\"a \\\"\"\" b\"\"\"
[[many.deep]]
three = 0x1F
"""
    lines = find_places(text).lines
    assert lines[("a",)] == 1
    assert lines[("b c", "d")] == 2
    assert lines[("t", "list", 0)] == 7
    assert lines[("t", "list", 1, "k")] == 8
    assert lines[("t", "list", 1, 'q"', 1)] == 9
    assert lines[("many", 0, "one")] == 12
    assert lines[("many", 1, "inner", "two")] == 15
    assert lines[("many", 1, "deep", 0, "three")] == 17
    assert find_places(text).line(("many", 1, "inner", "absent", 3)) == 14


def test_every_kind_of_step_is_known_to_the_reader() -> None:
    assert {kind.value for kind in StepKind} >= {step.kind.value for step in procedure().steps}
