"""Train what tells whether a sentence answers: `python -m
tests.evaluation.relevance.train_relevance ../shared`.

Needs an index of the real reports (`make evaluate`), from which the sentences are taken. Ten
councils teach nothing: what ships is what was measured on them. Kept in
`assistant/finding/weights/` with a record.
"""

import argparse
import dataclasses
import hashlib
import importlib.metadata
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.finding.choosing import with_before
from assistant.finding.cross_encoder import HEAD, WEIGHTS, encode
from assistant.finding.ms_marco import PACKAGE, folder, open_tokenizer, weights_of
from assistant.finding.topics import Likely, LikelyTopics, in_other_words
from index.encoder.embeddings import SentenceEmbeddings
from index.places.mentions import find_councils
from index.reports import Passage
from index.settings import Settings
from index.storing.store import Store
from tests.evaluation.measure_retrieval import held_back_councils, training_cases
from tests.evaluation.relevance.frames import Frames, read_frames

PACKAGES = ("peft", "torch", "transformers", PACKAGE)
BASE = "ms-marco-MiniLM-L-12"
SIZES = {
    "vocab_size": 30522,
    "hidden_size": 384,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
}
QUESTIONS = Path(__file__).parent / "questions"
MESSAGES = Path(__file__).parents[1] / "reading" / "messages"
TOPICS = {"officer", "keyword"}  # styles of questions that are topics alone
RECORD = "record.json"
# x: it does not answer; whether it is near nobody has said
ANSWERS, RELATED, BESIDE, NO_ANSWER = "arbx"


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training; a record keeps them."""

    rank: int = 32
    alpha: int = 32
    layers: int = 6  # the uppermost, which learn
    together: int = 6  # pairs of like length that are computed at once
    threads: int = 1
    taken: float = 0.0  # share of the questions whose other sentences nobody has judged
    passes: int = 2
    learning_rate: float = 5e-4
    head_rate: float = 1e-3
    batch: int = 4  # questions
    sentences: int = 6  # of a question, all that answer or are related among them
    # share of the topics that are asked for in a frame, another one at each pass
    framed: float = 0.6
    framed_whole: float = 0.2  # as `framed`, of questions that are whole sentences
    named: float = 0.8  # share of the questions that have what they probably mean behind them
    listwise: float = 0.5
    dropout: float = 0.1
    seed: int = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """A question and sentences that were judged for it; `kind` names the file it is from, and
    `likely` are the topics that the question probably means.
    """

    question: str
    sentences: tuple[str, ...]
    labels: str
    kind: str
    council: str
    is_ranked: bool = True  # whether those that do not answer were judged, and not just taken
    is_topic: bool = False  # whether the question is a topic alone: "dentist waits"
    likely: tuple[Likely, ...] = ()

    @property
    def judged_for(self) -> str:
        """The question as it is put to the cross-encoder."""
        return in_other_words(self.question, self.likely)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    for field in dataclasses.fields(Recipe):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default
        )
    options = parser.parse_args()
    recipe = Recipe(**{f.name: getattr(options, f.name) for f in dataclasses.fields(Recipe)})
    groups = all_groups(options.shared, options.store, recipe.seed)
    apart_of = held_back_councils(training_cases(options.shared))
    teaching = [group for group in groups if group.council not in apart_of]
    apart = [group for group in groups if group.council in apart_of and group.is_ranked]
    print(f"{len(teaching)} questions teach, {len(apart)} are apart", flush=True)
    started = time.perf_counter()
    frames = read_frames(
        [options.shared / "eval" / "messages.jsonl", *sorted(MESSAGES.glob("*.jsonl"))], asked
    )
    trained, scores = train(teaching, recipe, apart, frames)
    save(trained, options.to, recipe, teaching, scores, time.perf_counter() - started)
    return 0


# ---- what was judged


class Sentences:
    """The sentences of an index, by report, with the one before where they lean on it."""

    def __init__(self, store: Path) -> None:
        self._by_file: dict[str, dict[str, str]] = {}
        with Store(Settings(store=store)) as opened:
            for report in opened.catalogue.reports():
                passages = opened.catalogue.passages(report.id)
                whole = [in_context(passages, at) for at in range(len(passages))]
                self._by_file[report.file] = {
                    p.text: w for p, w in zip(passages, whole, strict=True)
                }
        self._by_key = {
            (file, key_of(text)): whole
            for file, told in self._by_file.items()
            for text, whole in told.items()
        }
        self._known = {
            file: {_plain(text): whole for text, whole in told.items()}
            for file, told in self._by_file.items()
        }

    def of_key(self, file: str, key: str) -> str | None:
        return self._by_key.get((file, key))

    def like(self, file: str, quote: str) -> str:
        """A quoted sentence as the index has it, in its context; itself where it is not found."""
        return self._known.get(file, {}).get(_plain(quote), quote)

    def some(self, file: str, count: int, choice: random.Random) -> list[str]:
        told = list(self._by_file.get(file, {}).values())
        return choice.sample(told, min(count, len(told)))


def in_context(passages: Sequence[Passage], at: int) -> str:
    """A sentence as it is judged: after the one before it where it leans on that."""
    return with_before(passages[at], passages[at - 1] if at else None).text


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def all_groups(shared: Path, store: Path, seed: int) -> list[Group]:
    """Every judged question, the shared ones and ours."""
    sentences, choice = Sentences(store), random.Random(seed)
    groups = [
        *_relevance(shared, sentences),
        *_training(shared, sentences, choice),
        *_ours(shared, sentences),
    ]
    topics = LikelyTopics(SentenceEmbeddings())
    return [
        dataclasses.replace(group, likely=topics.of(group.question, group.question))
        for group in groups
    ]


_LETTERS = {"answers": ANSWERS, "related": RELATED, "beside": BESIDE}


def _relevance(shared: Path, sentences: Sentences) -> Iterator[Group]:
    for row in _rows(shared / "eval" / "relevance.jsonl"):
        told = tuple(sentences.like(row["file"], passage["quote"]) for passage in row["passages"])
        labels = "".join(_LETTERS[passage["label"]] for passage in row["passages"])
        is_topic = row["style"] in TOPICS
        yield Group(
            asked(row["question"]),
            told,
            labels,
            "relevance",
            row["file"].split("/")[0],
            is_topic=is_topic,
        )


def _training(shared: Path, sentences: Sentences, choice: random.Random) -> Iterator[Group]:
    """Questions whose answers are known and whose other sentences nobody has judged: some of
    them are taken.
    """
    judged = {row["question"] for row in _rows(shared / "eval" / "relevance.jsonl")}
    for row in _rows(shared / "eval" / "training.jsonl"):
        if row["question"] in judged:
            continue
        answers = [sentences.like(row["file"], answer["quote"]) for answer in row["answers"]]
        near = [sentences.like(row["file"], miss["quote"]) for miss in row["near_misses"]]
        others = [
            text for text in sentences.some(row["file"], 5, choice) if text not in {*answers, *near}
        ]
        labels = ANSWERS * len(answers) + NO_ANSWER * len(near) + BESIDE * len(others)
        told = (*answers, *near, *others)
        yield Group(
            asked(row["question"]),
            told,
            labels,
            "training",
            row["file"].split("/")[0],
            is_ranked=False,
        )


def _ours(shared: Path, sentences: Sentences) -> Iterator[Group]:
    hard = [row["question"] for row in _rows(shared / "eval" / "hard.jsonl")]
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        for row in _rows(file):
            told = [
                (sentences.of_key(name, key), label) for name, _, key, label in row["sentences"]
            ]
            known = [(text, label) for text, label in told if text]
            question = hard[row["hard"]] if "hard" in row else row["question"]
            if known:
                texts, labels = zip(*known, strict=True)
                council = row["sentences"][0][0].split("/")[0]
                yield Group(asked(question), texts, "".join(labels), file.stem, council)


def asked(question: str) -> str:
    """A question without the names of councils: in its own report a name fits everything."""
    for mention in sorted(find_councils(question), key=lambda mention: -mention.start):
        question = question[: mention.start] + re.sub(r"^['’]s?\b", "", question[mention.end :])
    return re.sub(r"\s+", " ", question).strip()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


# ---- training


@dataclasses.dataclass
class Trained:
    tokenizer: Any
    model: Any
    head: dict[str, Any]


def train(
    teaching: Sequence[Group], recipe: Recipe, apart: Sequence[Group], frames: Frames
) -> tuple[Trained, dict[str, Any]]:
    """What was trained, and its scores on the questions that are apart."""
    import torch

    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(recipe.threads)
    trained = begin(recipe)
    layers = [weight for weight in trained.model.parameters() if weight.requires_grad]
    rates = [recipe.learning_rate, recipe.head_rate]
    params = [
        {"params": weights, "lr": rate}
        for weights, rate in zip((layers, [*trained.head.values()]), rates, strict=True)
    ]
    optimizer = torch.optim.AdamW(params, weight_decay=0.01)
    choice, started, done, mean, told = random.Random(recipe.seed), time.perf_counter(), 0, 0.0, {}
    teaching = [group for group in teaching if group.is_ranked or choice.random() < recipe.taken]
    steps = recipe.passes * (len(teaching) // recipe.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rates, total_steps=steps, pct_start=0.1
    )
    for turn in range(1, recipe.passes + 1):
        trained.model.train()
        for batch in batches(framed(teaching, frames, recipe, choice), recipe, choice):
            optimizer.zero_grad()
            loss = loss_of(batch, trained, recipe, choice)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers, 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            mean = loss.item() if done == 1 else 0.98 * mean + 0.02 * loss.item()
            if done % 50 == 0:
                print(
                    f"step {done} of {steps}, {time.perf_counter() - started:.0f} s, loss "
                    f"{mean:.3f}",
                    flush=True,
                )
        told = measure(trained, apart[:: 1 if turn == recipe.passes else 4])
        print(f"pass {turn}, {time.perf_counter() - started:.0f} s", json.dumps(told), flush=True)
    topics = [group for group in apart if group.is_topic]
    told["topics in frames"] = measure(
        trained, framed(topics, frames, dataclasses.replace(recipe, framed=1.0, named=1.0), choice)
    )
    return trained, told


def framed(
    groups: Sequence[Group], frames: Frames, recipe: Recipe, choice: random.Random
) -> list[Group]:
    """The same questions, some of them in other words around them, and some without what they
    probably mean.
    """
    groups = [
        group if choice.random() < recipe.named else dataclasses.replace(group, likely=())
        for group in groups
    ]
    shares = [recipe.framed if group.is_topic else recipe.framed_whole for group in groups]
    return [
        dataclasses.replace(group, question=frames.around(group.question, choice))
        if choice.random() < share
        else group
        for group, share in zip(groups, shares, strict=True)
    ]


def ready_layers(dropout: float = 0.0) -> tuple[Any, Any, Any]:
    """The ready cross-encoder's layers in 32 bits, and the weight and bias of its own head: (1,
    384) and (1,).
    """
    import torch
    from transformers import BertConfig, BertModel

    place = folder()
    assert place, f"the package {PACKAGE} is not installed"
    ready = {name: torch.tensor(weight) for name, weight in weights_of(place).items()}
    model = BertModel(
        BertConfig(**SIZES, hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout)
    )
    layers = {
        name.removeprefix("bert."): weight
        for name, weight in ready.items()
        if name.startswith("bert.")
    }
    model.load_state_dict(layers, strict=False)  # it holds a table of places of its own
    return model, ready["classifier.weight"], ready["classifier.bias"]


def begin(recipe: Recipe) -> Trained:
    """The ready layers with an adapter to be trained, and a head that tells at first what they
    were trained to tell.
    """
    import torch
    from peft import LoraConfig, get_peft_model

    base, weight, bias = ready_layers(recipe.dropout)
    count = base.config.num_hidden_layers
    learning = LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.alpha,
        target_modules=["query", "key", "value", "dense"],
        layers_to_transform=list(range(count - recipe.layers, count)),
        layers_pattern="layer",
    )
    model = get_peft_model(base, learning)
    begun = torch.cat([weight, torch.zeros_like(weight)], dim=1)
    head = {
        "weight": torch.nn.Parameter(begun.repeat(2, 1)),
        "bias": torch.nn.Parameter(bias.repeat(2) + torch.tensor([0.0, 1.0])),
    }
    place = folder()
    assert place
    return Trained(open_tokenizer(place), model, head)


def pad(pairs: Sequence[tuple[list[int], list[int]]]) -> dict[str, Any]:
    """Pairs of different length as one batch."""
    import torch

    longest = max(len(ids) for ids, _ in pairs)
    return {
        "input_ids": torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in pairs]),
        "token_type_ids": torch.tensor(
            [sides + [0] * (longest - len(sides)) for _, sides in pairs]
        ),
        "attention_mask": torch.tensor(
            [[1] * len(ids) + [0] * (longest - len(ids)) for ids, _ in pairs]
        ),
    }


def score(states: Any, pooled: Any, tokens: dict[str, Any], head: dict[str, Any]) -> Any:
    """What the head says of states of shape (pairs, tokens, 384) and of whole pairs, (pairs,
    384): shape (pairs, 2).
    """
    import torch

    told = tokens["token_type_ids"].to(states.dtype).unsqueeze(2)
    mean = (states * told).sum(1) / told.sum(1).clamp(min=1)
    return torch.cat([pooled, mean], dim=1) @ head["weight"].T + head["bias"]


def batches(
    groups: Sequence[Group], recipe: Recipe, choice: random.Random
) -> Iterator[list[Group]]:
    """Batches of questions of about the same length, in an order of their own."""
    order = sorted(groups, key=lambda group: len(group.question) + choice.random() * 60)
    found = [order[start : start + recipe.batch] for start in range(0, len(order), recipe.batch)]
    choice.shuffle(found)
    yield from found


def some_of(group: Group, count: int, choice: random.Random) -> list[int]:
    """Places of sentences: all that answer or are related, then others, up to a number."""
    kept = [at for at, label in enumerate(group.labels) if label in ANSWERS + RELATED][: count - 2]
    others = [at for at in range(len(group.labels)) if at not in kept]
    return kept + choice.sample(others, min(len(others), count - len(kept)))


def loss_of(batch: Sequence[Group], trained: Trained, recipe: Recipe, choice: random.Random) -> Any:
    """Each sentence by itself, and among those of its question."""
    import torch
    from torch.nn import functional

    pairs, labels, bounds = [], "", []
    for group in batch:
        places = some_of(group, recipe.sentences, choice)
        pairs += encode(trained.tokenizer, group.judged_for, [group.sentences[at] for at in places])
        bounds.append((len(labels), len(labels) + len(places)))
        labels += "".join(group.labels[at] for at in places)
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]))
    parts = []
    for start in range(0, len(order), recipe.together):
        tokens = pad([pairs[at] for at in order[start : start + recipe.together]])
        read = trained.model(**tokens)
        dropped = functional.dropout(read.last_hidden_state, recipe.dropout)
        parts.append(score(dropped, read.pooler_output, tokens, trained.head))
    found = torch.cat(parts)[torch.tensor(order).argsort()]
    answers = torch.tensor([float(label == ANSWERS) for label in labels])
    near = torch.tensor([float(label in ANSWERS + RELATED) for label in labels])
    told = torch.tensor([float(label != NO_ANSWER) for label in labels])
    loss = functional.binary_cross_entropy_with_logits(found[:, 0], answers)
    loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(found[:, 1], near, weight=told)
    for start, end in bounds:
        mine = answers[start:end]
        if 0 < mine.sum() < end - start:
            chances = torch.log_softmax(found[start:end, 0], 0)
            loss = loss - recipe.listwise / len(bounds) * torch.logsumexp(chances[mine > 0], 0)
    return loss


# ---- measuring


def measure(trained: Trained, groups: Sequence[Group]) -> dict[str, Any]:
    """Of the candidates judged: whether the best one answers, and what its probability tells of
    silence.
    """
    import torch

    trained.model.eval()
    first, best, logits, labels = defaultdict(list), [], [], ""
    with torch.inference_mode():
        for group in groups:
            tokens = pad(encode(trained.tokenizer, group.judged_for, group.sentences))
            read = trained.model(**tokens)
            found = score(read.last_hidden_state, read.pooler_output, tokens, trained.head)
            logits.append(found)
            labels += group.labels
            at = int(found[:, 0].argmax())
            if ANSWERS in group.labels:
                first[group.kind].append(group.labels[at] == ANSWERS)
            best.append((float(found[at, 0]), ANSWERS in group.labels))
    both = torch.cat(logits)
    return {
        "questions": len(groups),
        "best one answers": {
            kind: [round(sum(told) / len(told), 3), len(told)] for kind, told in first.items()
        },
        "answered told from not answered": area_under_curve(best),
        "answers told from others": area_under_curve(
            [
                (float(value), label == ANSWERS)
                for value, label in zip(both[:, 0], labels, strict=True)
            ]
        ),
    }


def area_under_curve(told: Sequence[tuple[float, bool]]) -> float:
    """How often one that is so scores above one that is not."""
    ranked = sorted(told)
    ranks = [place for place, (_, is_so) in enumerate(ranked, 1) if is_so]
    yes, no = len(ranks), len(ranked) - len(ranks)
    return round((sum(ranks) - yes * (yes + 1) / 2) / max(1, yes * no), 4)


def save(
    trained: Trained,
    to: Path,
    recipe: Recipe,
    groups: Sequence[Group],
    scores: dict[str, Any],
    seconds: float,
) -> None:  # noqa: PLR0913, PLR0917
    import copy

    from safetensors.torch import save_file

    to.mkdir(parents=True, exist_ok=True)
    trained.model.peft_config["default"].base_model_name_or_path = BASE
    copy.deepcopy(trained.model).half().save_pretrained(to)
    (to / "README.md").unlink(missing_ok=True)
    save_file(
        {name: weight.detach().half().contiguous() for name, weight in trained.head.items()},
        to / HEAD,
    )
    known = json.dumps([(group.question, group.labels) for group in groups])
    record = {
        "base model": BASE,
        "date": date.today().isoformat(),
        "questions": len(groups),
        "sha256 of questions and labels": hashlib.sha256(known.encode()).hexdigest(),
        "recipe": dataclasses.asdict(recipe),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "minutes": round(seconds / 60, 1),
        "scores on ten councils that taught nothing": scores,
    }
    (to / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
