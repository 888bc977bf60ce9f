# Needs Python 3.11 or later, make, and a package index. Everything else is put into .venv by the first target used.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
PYTEST := $(BIN)/python -m pytest -q

.PHONY: help setup demo test test-all check generate format bench clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

setup: $(STAMP)  ## make .venv and install routecfg with what its developers use

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "routecfg needs Python 3.11 or later, and '$(PYTHON)' is older or missing. Name another: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@# `pip install --group` came with pip 25.1; a fresh venv often has an older one
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(STAMP)  ## a change's whole way, from validate to rollback, on a copy of examples/eshop
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(STAMP)  ## the fast tests
	$(PYTEST) -n 2 --dist worksteal

test-all: $(STAMP)  ## every test, the slow ones too
	$(PYTEST) -n 2 --dist worksteal -m ''

check: $(STAMP)  ## style, types, and what may import what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/build_rules.py --check

generate: $(STAMP)  ## write the files that are made from others: docs/rules.md
	$(BIN)/python docs/build_rules.py

format: $(STAMP)  ## let ruff put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## measure against the bounds; options: make bench ARGS=--quick
	$(BIN)/python -m benchmarks.run $(ARGS)

clean:  ## remove everything that these targets made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
