# The two that matter: `make demo` and `make test`. `make help` lists the others.
#
# Everything happens in .venv, which is made on first use. Paths are relative and the programs are
# called as `python -m ...`, so that a folder with blanks in its name works too. Written for the make
# of macOS (GNU make 3.81) as well as for newer ones.

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint types architecture docs docs-update pictures check bench clean \
	postgres postgres-stop neo4j neo4j-stop

help:
	@echo 'make demo          install, load the bundled data, answer three questions, draw a network'
	@echo 'make test          install what tests need and run all of them'
	@echo 'make lint          ruff: mistakes and layout'
	@echo 'make types         mypy, strict'
	@echo 'make architecture  which module may import which'
	@echo 'make docs          are the generated parts of the documentation up to date?'
	@echo 'make docs-update   bring them up to date'
	@echo 'make pictures      take the pictures of the README anew, in a browser'
	@echo 'make check         all of these but the demo'
	@echo 'make bench         measure speed and memory'
	@echo 'make neo4j         start a Neo4j for tests on this machine; make neo4j-stop ends it'
	@echo 'make postgres      start a throw-away PostgreSQL for tests; make postgres-stop ends it'
	@echo 'make clean         remove .venv and whatever tools left behind (not your data in .kg)'

demo: .venv/installed
	@$(PYTHON) -m kg demo

# Tests that share a server run one after the other, beside all others (tests/conftest.py).
test: .venv/installed-for-tests
	@$(PYTHON) -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder

neo4j: .venv/installed-for-tests
	@.ci/neo4j/server start

neo4j-stop:
	@.ci/neo4j/server stop

lint: .venv/installed-for-tests
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: .venv/installed-for-tests
	@$(PYTHON) -m mypy

architecture: .venv/installed-for-tests
	@$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

docs: .venv/installed-for-tests
	@$(PYTHON) docs/build.py

docs-update: .venv/installed-for-tests
	@$(PYTHON) docs/build.py --write

pictures: .venv/installed-for-tests
	@$(PYTHON) docs/pictures.py

check: lint types architecture docs test

bench: .venv/installed-for-tests
	@$(PYTHON) -m benchmarks -o benchmarks/results/latest.json --docs docs/benchmarks.md

postgres:
	@sh .ci/postgres start

postgres-stop:
	@sh .ci/postgres stop

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than pyproject.toml when dependencies may have changed.
.venv/installed: pyproject.toml
	@sh .ci/make-venv
	@echo 'Installing kg into .venv (a minute or two the first time) ...'
	@$(PIP) install --editable .
	@touch .venv/installed

.venv/installed-for-tests: pyproject.toml
	@sh .ci/make-venv
	@echo 'Installing kg and what tests need into .venv (some minutes the first time) ...'
	@$(PIP) install --editable '.[all,dev]'
	@touch .venv/installed .venv/installed-for-tests
