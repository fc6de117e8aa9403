"""The command line: `python -m assistant ask "QUESTION"` and `python -m assistant answer FILE`."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answers import Answer, AssistantError, Reply, as_json
from assistant.composing.chat_models import open_models
from assistant.pipeline import Assistant
from assistant.request import as_record
from assistant.settings import ModelSettings
from index.dates import say_date
from index.reports import ReportIndexError
from index.settings import Settings
from index.storing.store import Store


class QuestionsError(AssistantError):
    """A file of questions that cannot be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_mapping(os.environ, options.store)
        models = ModelSettings.from_mapping(os.environ)
        print(models.label, file=sys.stderr)
        with Store(settings) as store:
            options.run(options, Assistant(store, open_models(models), learned=models.relevance))
    except (ReportIndexError, AssistantError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    asking = commands.add_parser("ask", help="answer one question")
    asking.add_argument(
        "question", metavar="QUESTION", nargs="+", help="earlier questions may precede it"
    )
    asking.add_argument("--json", action="store_true", help="the answer with all it rests on")
    asking.add_argument(
        "--withheld", action="store_true", help="also what a chat model wrote and was taken out"
    )
    asking.set_defaults(run=_ask)
    answering = commands.add_parser(
        "answer", help="answer a file of questions, one JSON object a line"
    )
    answering.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    answering.set_defaults(run=_answer)
    reading = commands.add_parser("read", help="print how messages are read, without answering")
    reading.add_argument(
        "messages",
        metavar="MESSAGE",
        nargs="*",
        help="several are one conversation; the last is read",
    )
    reading.add_argument("--json", action="store_true", help="as one JSON object a conversation")
    reading.add_argument(
        "--file", type=Path, metavar="MESSAGES.jsonl", help="lines with “message” and “earlier”"
    )
    reading.set_defaults(run=_read)
    for command in (asking, answering, reading):
        command.add_argument("--store", type=Path, help="folder of the index (default: data/store)")
    return parser


def _ask(options: argparse.Namespace, assistant: Assistant) -> None:
    started = time.perf_counter()
    reply = assistant.chain.invoke(options.question)
    seconds = time.perf_counter() - started
    if options.json:
        print(json.dumps(as_json(reply, seconds=seconds), ensure_ascii=False, indent=2))
    else:
        print(_as_text(reply))
        if options.withheld and isinstance(reply, Answer):
            print(
                "".join(
                    f"\nTaken out, because {each.reason}: {each.text}" for each in reply.withheld
                )
            )


def _read(options: argparse.Namespace, assistant: Assistant) -> None:
    for messages in _conversations(options):
        request = assistant.read(messages)
        if options.json:
            print(json.dumps(as_record(request), ensure_ascii=False), flush=True)
        else:
            for part in (request, *request.further):
                print(assistant.say_reading(part))


def _conversations(options: argparse.Namespace) -> Iterator[list[str]]:
    """The conversations to read: that of the command line, or one a line of a file."""
    if bool(options.messages) == bool(options.file):
        raise QuestionsError("Say what is to be read: MESSAGE …, or --file MESSAGES.jsonl.")
    if options.messages:
        yield options.messages
        return
    for number, item in _objects(options.file):
        message, earlier = item.get("message"), item.get("earlier", [])
        if not isinstance(message, str) or not _are_texts(earlier):
            raise QuestionsError(
                f"{options.file}, line {number}: expected an object with “message”, a text, and "
                f"“earlier”, a list of texts."
            )
        yield [*earlier, message]


def _as_text(reply: Reply) -> str:
    sources = [
        f"[{c.number}] {c.council}, {c.kind}, published {say_date(c.published)}, {c.place}, "
        f"{c.file}"
        for c in reply.citations
    ]
    return "\n\n".join(filter(None, [reply.markdown, "\n".join(sources)]))


def _answer(options: argparse.Namespace, assistant: Assistant) -> None:
    assistant.warm()  # so that the seconds told are those of answering
    for item in _questions(options.questions):
        started = time.perf_counter()
        reply = assistant.chain.invoke(item["turns"])
        seconds = round(time.perf_counter() - started, 4)
        print(json.dumps(as_json(reply, str(item["id"]), seconds), ensure_ascii=False), flush=True)


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    for number, item in _objects(path):
        if "id" not in item or not _are_texts(item.get("turns")):
            raise QuestionsError(
                f"{path}, line {number}: expected an object with “id” and “turns”, a list of texts."
            )
        yield item


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with one a line, each with the number of its line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionsError(f"{path} cannot be read ({error.strerror}).") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> dict[str, Any]:
    """The JSON object of a line; empty when it holds none."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
