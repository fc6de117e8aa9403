"""A citation, as answers on a made-up council have it; tests change what they are about."""

from datetime import date

from assistant.answers import Citation

CITATION = Citation(
    number=1,
    report="r1",
    file="westmarch/report.pdf",
    council="Westmarch",
    kind="ILACS inspection",
    title="Inspection of Westmarch",
    inspected="20 to 24 January 2025",
    published=date(2025, 3, 4),
    page=6,
    last_page=7,
    paragraph=30,
    section="leadership",
    quote="Staff feel valued.",
)
