"""Ask a strong model questions on real reports, from recordings or by collecting what is not
recorded yet.

    python -m tests.evaluation.recorded.ask --store DIR [--collect FOLDER] [--keep]
        [QUESTIONS.jsonl] > ANSWERS.jsonl

With `--collect` each request that nobody has answered is written into the folder; an answer file
beside it (`HASH.txt`) is used from then on, and `--keep` adds those that were used to the
recordings. Each line of what is printed is an answer as `python -m assistant answer` writes it;
what stands, is uncertain and was taken out is summed up on standard error.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.answers import Answer, Reply, as_json
from assistant.composing.chat_models import ChatModels, open_models
from assistant.pipeline import Assistant
from assistant.settings import ModelSettings
from index.settings import Settings
from index.storing.store import Store
from tests.evaluation.recorded.stand_in import RECORDINGS, Row, StandIn, recordings, serving

QUESTIONS = RECORDINGS.with_name("questions.jsonl")


@contextmanager
def recorded_model(stand_in: StandIn, **more: str) -> Iterator[ChatModels]:
    """The models of an assistant whose writer is a stand-in, through the real client."""
    os.environ.setdefault("OPENAI_API_KEY", "any")
    with serving(stand_in) as url:
        chosen = {
            "ASSISTANT_MODEL": "openai:stand-in",
            "ASSISTANT_URL": url,
            "ASSISTANT_RETRIES": "0",
            "ASSISTANT_READS": "never",
            **more,
        }
        models = open_models(ModelSettings.from_mapping(chosen))
        assert models
        yield models


def main() -> None:
    """Ask all questions of a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path, nargs="?", default=QUESTIONS)
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--collect", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--keep", action="store_true", help="add answers that were used to the recordings"
    )
    options = parser.parse_args()
    if options.collect:
        options.collect.mkdir(parents=True, exist_ok=True)
    known = {row["request"]: row["answer"] for row in recordings()}
    stand_in = StandIn(known, options.collect)
    sums: Counter[str] = Counter()
    with Store(Settings(store=options.store)) as store, recorded_model(stand_in) as models:
        assistant = Assistant(store, models)
        for line in options.questions.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            asked = len(stand_in.asked)
            reply = assistant.chain.invoke(item["turns"])
            print(json.dumps(as_json(reply, item["id"]), ensure_ascii=False), flush=True)
            sums.update(_told(reply))
            if options.keep:
                _keep(item, stand_in.asked[asked:], known, options.collect)
    print(dict(sums), file=sys.stderr)


def _told(reply: Reply) -> dict[str, int]:
    """What became of the sentences of one answer."""
    if not isinstance(reply, Answer):
        return {"refused": 1}
    written = [
        claim for claim in reply.claims if reply.composer == "writing" and not claim.is_quote
    ]
    uncertain = sum(claim.label.startswith("Not certain") for claim in written)
    return {
        "answered": 1,
        "written": int(reply.composer == "writing"),
        "uncertain": uncertain,
        "taken out": len(reply.withheld),
        **{f"taken out: {each.reason}": 1 for each in reply.withheld},
    }


def _keep(item: Row, asked: list[str], known: dict[str, str], folder: Path | None) -> None:
    """Add the exchanges of one question that are not recorded yet."""
    for name in asked:
        answer = folder / f"{name}.txt" if folder else None
        if name in known or not answer or not answer.is_file():
            continue
        known[name] = answer.read_text(encoding="utf-8").strip()
        row = {"request": name, "id": item["id"], "form": item["form"], "answer": known[name]}
        with RECORDINGS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
