# Needs Python 3.11 or later, make, and a package index. Everything else is put into .venv by the first target used.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
BROWSER := .venv/.browser
NODE := tests/browser/node_modules/.package-lock.json
EXTENSION := docs/editors/vscode
PINS := .ci/constraints.txt
PYTEST := -m pytest -q -n 2 --dist worksteal
QUIET := --quiet --disable-pip-version-check

.PHONY: help setup upgrade demo test test-all test-browser extension check-page pictures test-newest test-lowest check generate format bench bench-page clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

setup: $(STAMP)  ## make .venv and install routecfg with what its developers use, in the versions of .ci/constraints.txt

# $(call install,FOLDER,VERSIONS): routecfg and what its developers use into an environment of its own. pip comes first:
# a fresh environment has an old one, and how a package is built and installed depends on it.
define install
test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
$(1)/bin/python -m pip install $(QUIET) --constraint $(2) pip
$(1)/bin/python -m pip install $(QUIET) --constraint $(2) --build-constraint $(2) --editable ".[languages]" --group dev
endef

# $(call resolve,FILE,OPTIONS): writes exact versions of all that is needed here, without the address of an index. uv trusts
# the certificates of the system, as pip does: an index of a company has one of its own
define resolve
$(BIN)/python -m pip install $(QUIET) --constraint $(PINS) --group pins
$(BIN)/uv pip compile --quiet --system-certs --upgrade --no-annotate $(2) \
  --extra languages --group dev --group browser --group build --group pins --output-file $(1) pyproject.toml
endef

# $(call test_with,NAME,OPTIONS): the fast tests in an environment of its own, with the versions that the options choose
define test_with
rm -rf .venv-$(1)
mkdir .venv-$(1)
$(call resolve,.venv-$(1)/constraints.txt,--no-header $(2))
$(call install,.venv-$(1),.venv-$(1)/constraints.txt)
.venv-$(1)/bin/python $(PYTEST)
endef

$(STAMP): pyproject.toml $(PINS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "routecfg needs Python 3.11 or later, and '$(PYTHON)' is older or missing. Name another: make PYTHON=python3.12" >&2; \
	  exit 1; }
	$(call install,.venv,$(PINS))
	@touch $@

upgrade: $(STAMP)  ## pin the newest versions that pyproject.toml allows, and install them
	$(call resolve,$(PINS),--universal --python-version 3.11 --custom-compile-command 'make upgrade')
	$(MAKE) setup

demo: $(STAMP)  ## a change's whole way, from validate to rollback, on a copy of examples/eshop
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(STAMP)  ## the fast tests
	$(BIN)/python $(PYTEST)

test-all: $(STAMP)  ## every test, the slow ones too
	$(BIN)/python $(PYTEST) -m ''

$(BROWSER): $(STAMP)
	$(BIN)/python -m pip install $(QUIET) --constraint $(PINS) --group browser
	@touch $@

$(NODE): tests/browser/package-lock.json
	@command -v npm >/dev/null || { \
	  echo "npm is missing: install Node.js 20 or later, with npm. It checks the types and the accessibility of the page" >&2; \
	  exit 1; }
	cd tests/browser && npm ci --silent
	@touch $@

test-browser: $(BROWSER) $(NODE) check-page  ## the page of `routecfg preview`, in a real Chromium
	$(BIN)/python $(PYTEST) tests/browser --dist loadfile

pictures: $(BROWSER)  ## the screenshots in docs/pictures
	PYTHONPATH=tests $(BIN)/python -m browser.take_pictures

check-page: $(NODE)  ## the types of the page's JavaScript
	tests/browser/node_modules/.bin/tsc --project tests/browser

$(EXTENSION)/node_modules/.package-lock.json: $(EXTENSION)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or later, with npm" >&2; exit 1; }
	cd $(EXTENSION) && npm ci --silent
	@touch $@

extension: $(STAMP) $(EXTENSION)/node_modules/.package-lock.json  ## the extension of Visual Studio Code: packed, and tried with the server
	cd $(EXTENSION) && npm run --silent package
	node --test tests/extension/

test-newest: $(STAMP)  ## the fast tests with the newest versions that pyproject.toml allows
	$(call test_with,newest,--resolution highest)

test-lowest: $(STAMP)  ## the fast tests with the lowest versions that pyproject.toml allows
	$(call test_with,lowest,--resolution lowest-direct)

check: $(STAMP)  ## style, types, and what may import what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/build_rules.py --check
	$(BIN)/python docs/build_schemas.py --check
	$(BIN)/python docs/build_conformance.py --check
	$(BIN)/python docs/build_page_types.py --check

generate: $(STAMP)  ## write the files that are made from others: docs/rules.md, schema/, types of the page
	$(BIN)/python docs/build_rules.py
	$(BIN)/python docs/build_schemas.py
	$(BIN)/python docs/build_conformance.py
	$(BIN)/python docs/build_page_types.py

format: $(STAMP)  ## let ruff put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## measure against the bounds; options: make bench ARGS=--quick
	$(BIN)/python -m benchmarks.run $(ARGS)

bench-page: $(BROWSER)  ## measure the page in a browser; options: make bench-page ARGS="--project FOLDER"
	PYTHONPATH=tests $(BIN)/python -m benchmarks.page $(ARGS)

clean:  ## remove everything that these targets made
	rm -rf tests/browser/node_modules $(EXTENSION)/node_modules $(EXTENSION)/dist
	rm -rf .venv .venv-newest .venv-lowest dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
