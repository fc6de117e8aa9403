"""Words on a page → a citation. A quote that is not on its page is never cited."""

import logging

from assistant.answers import Citation
from assistant.library import Library
from index.dates import say_windows
from index.fetching.ledger import page_of
from index.reports import Judgement, Passage, Report, stands_on
from index.storing.store import Store

_log = logging.getLogger(__name__)


class Citer:
    """Makes the citations of one answer, numbered from 1 in the order in which they are made."""

    def __init__(self, store: Store, library: Library, made: int = 0) -> None:
        """Begin after the citations that an answer has already."""
        self._store = store
        self._library = library
        self.made = made

    def cite_passage(self, passage: Passage, report: Report) -> Citation | None:
        """Cite a passage; None, and a line in the log, when its words are not on its page."""
        return self._cite(
            report, passage.quote, passage.page, passage.last_page, passage.number, passage.section
        )

    def cite_judgement(self, judgement: Judgement, report: Report) -> Citation | None:
        """Cite the printed words of a grade."""
        return self._cite(
            report, judgement.words, judgement.page, judgement.page, None, "judgements"
        )

    def _cite(  # noqa: PLR0913, PLR0917 - the fields of a place
        self,
        report: Report,
        quote: str,
        page: int,
        last_page: int,
        paragraph: int | None,
        section: str,
    ) -> Citation | None:
        if not stands_on(quote, self._store.catalogue.page_texts(report.id, page, last_page)):
            _log.error("a quote is not on page %s of %s; left out", page, report.file)
            return None
        self.made += 1
        return Citation(
            number=self.made,
            report=report.id,
            file=report.file,
            council=report.council,
            kind=report.kind_label,
            title=report.title,
            inspected=say_windows(report.inspection.windows),
            published=report.published,
            page=page,
            last_page=last_page,
            paragraph=paragraph,
            section=str(section),
            quote=quote,
            is_older=self._library.is_older(report),
            source=_source(report, self._store),
        )


def _source(report: Report, store: Store) -> str:
    """Where the publisher of a report shows it; empty where it was not fetched."""
    known = store.catalogue.source_of(report.id)
    return page_of(known.root, known.file) if known else ""
