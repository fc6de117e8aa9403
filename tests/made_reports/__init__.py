"""Make the PDFs that the tests read, so that no published report is shipped with the project.

Councils, people and findings are invented; layout, wording habits and traps follow the real ones.
The same call always makes the same bytes, and each maker returns what a reader should find.
"""

from tests.made_reports.ilacs import (
    COMBINED_GRADES,
    ILACS_GRADES,
    NO_OVERALL_GRADES,
    make_ilacs,
)
from tests.made_reports.letters import make_focused_visit, make_jtai, make_monitoring_visit
from tests.made_reports.other import (
    make_binary,
    make_empty,
    make_encrypted,
    make_html_error,
    make_safeguarding_2010,
    make_textless,
    make_truncated,
    make_unknown,
)
from tests.made_reports.paper import CARE_LEAVERS, LEADERS, OVERALL, Made
from tests.made_reports.sif import SIF_GRADES, make_sif

__all__ = [
    "CARE_LEAVERS",
    "COMBINED_GRADES",
    "ILACS_GRADES",
    "LEADERS",
    "NO_OVERALL_GRADES",
    "OVERALL",
    "SIF_GRADES",
    "Made",
    "make_binary",
    "make_empty",
    "make_encrypted",
    "make_focused_visit",
    "make_html_error",
    "make_ilacs",
    "make_jtai",
    "make_monitoring_visit",
    "make_safeguarding_2010",
    "make_sif",
    "make_textless",
    "make_truncated",
    "make_unknown",
]
