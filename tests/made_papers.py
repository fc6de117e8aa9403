"""Plain papers as PDFs: a title and paragraphs, a page a paper."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, WIDTH = 72, 760, 450


class Paper(NamedTuple):
    """A page: its title in large type, and its paragraphs."""

    title: str
    text: tuple[str, ...]


def write_papers(path: Path, papers: Iterable[Paper]) -> None:
    """Write papers into one PDF, each on a page of its own."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for paper in papers:
        height = TOP
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(LEFT, height, paper.title)
        canvas.setFont("Helvetica", 11)
        for paragraph in paper.text:
            height -= 10
            for line in simpleSplit(paragraph, "Helvetica", 11, WIDTH):
                height -= 14
                canvas.drawString(LEFT, height, line)
        canvas.showPage()
    canvas.save()
