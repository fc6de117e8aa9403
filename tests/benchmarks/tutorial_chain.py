"""The chain that tutorials build, as the yardstick: `python -m tests.benchmarks.tutorial_chain`.

Chunks of 1,000 characters with an overlap of 200, the same model in 32 bits, Chroma, the four
nearest chunks. It answers with those chunks, since there is no chat model to write with; an answer
never abstains, as in the tutorials. Files are those that the project's own index holds, read by
the same reader, so that only what comes after the text differs.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from langchain_text_splitters import RecursiveCharacterTextSplitter

CHUNK, OVERLAP, NEAREST = 1000, 200, 4


def main() -> int:
    """Build the chain over a folder of reports, or answer a file of questions from what was
    built.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="folder of what is built")
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--questions", type=Path)
    options = parser.parse_args()
    started = time.perf_counter()
    store = _open(options.store)
    if options.reports:
        count = build(options.reports, store)
        print(
            f"tutorial chain: {count} chunks in {time.perf_counter() - started:.1f} s",
            file=sys.stderr,
        )
    if options.questions:
        for line in options.questions.read_text(encoding="utf-8").splitlines():
            print(json.dumps(answer(store, json.loads(line))))
    return 0


def _open(where: Path):
    from langchain_chroma import Chroma

    return Chroma("chunks", _embeddings(), persist_directory=str(where))


def build(folder: Path, store) -> int:
    """Read, cut, embed and store every report below a folder; returns how many chunks there are."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    count = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        texts, places = [], []
        for page, text in _pages(path):
            for chunk in splitter.split_text(text):
                texts.append(chunk)
                places.append({"file": path.relative_to(folder).as_posix(), "page": page})
        if texts:
            store.add_texts(texts, places)
        count += len(texts)
    return count


def _embeddings():
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

    from index.encoder.embeddings import model_location
    from index.settings import DEFAULT_MODEL

    class Plain(Embeddings):
        model = SentenceTransformer(model_location(DEFAULT_MODEL), device="cpu")

        def embed_documents(self, texts):
            return self.model.encode(texts, normalize_embeddings=True).tolist()

        def embed_query(self, text):
            return self.embed_documents([text])[0]

    return Plain()


def _pages(path: Path):
    from index.reading.files import read
    from index.reports import UnreadableFileError

    try:
        reading = read(path)
    except UnreadableFileError:
        return
    if reading.pages:
        yield from ((page.number, page.text) for page in reading.pages)
    else:
        yield 1, "\n\n".join(block.text for block in reading.blocks)


def answer(store, item) -> dict:
    """Answer the last turn of a question with the nearest chunks."""
    started = time.perf_counter()
    found = store.similarity_search(item["turns"][-1], k=NEAREST)
    return {
        "id": item["id"],
        "answer": "\n\n".join(document.page_content for document in found),
        "abstained": False,
        "citations": [
            {**document.metadata, "quote": document.page_content, "council": _council(document)}
            for document in found
        ],
        "seconds": time.perf_counter() - started,
    }


def _council(document) -> str:
    folder = document.metadata["file"].split("/")[0]
    return folder.split("_", 1)[-1] if "_" in folder else ""


if __name__ == "__main__":
    sys.exit(main())
