"""What officers might say next: for every act type a body that fits the case as its author sees it."""

from __future__ import annotations

from tests.workflows.machine.onlooker import Idea, Ideas, Onlooker
from tests.workflows.machine.say_applicant import APPLICANT
from tests.workflows.machine.say_asked import ASKED
from tests.workflows.machine.say_bloc import BLOC
from tests.workflows.machine.say_committee import COMMITTEE
from tests.workflows.machine.say_corrections import CORRECTIONS
from tests.workflows.machine.say_course import COURSE
from tests.workflows.machine.say_persons import PERSONS
from tests.workflows.machine.say_realm import REALM
from tests.workflows.machine.say_review import REVIEW
from tests.workflows.machine.say_rounds import ROUNDS
from tests.workflows.machine.say_time import TIME
from tests.workflows.machine.say_urgent import URGENT

IDEAS: Ideas = (
    CORRECTIONS | TIME | REALM | REVIEW | COMMITTEE | ASKED | COURSE | APPLICANT | PERSONS | URGENT | BLOC | ROUNDS
)


class Author(Onlooker):
    """Thinks of acts on the case it looks at."""

    def idea(self, act_type: str) -> Idea | None:
        """An act of this type, or None where nothing to speak of is there yet."""
        return IDEAS[act_type](self)
