"""Which report of a council is meant, and the one before it."""

from assistant.library import Library
from assistant.request import Request
from index.reports import Kind, Report


def main_report(library: Library, request: Request) -> Report | None:
    """The report that is meant of the first council named: of the time asked for, one with
    grades where there is one.
    """
    reports = [r for r in library.reports_for(request.councils[0], request.times) if is_official(r)]
    return next((r for r in reports if r.kind.judges_council), next(iter(reports), None))


def report_before(library: Library, report: Report) -> Report | None:
    """The graded inspection before a report."""
    return next((r for r in library.inspections(report.council) if r.newest < report.newest), None)


def is_official(report: Report) -> bool:
    """Whether it is a report of inspectors, and not an article on one."""
    return report.kind is not Kind.ARTICLE
