# Rød tråd. `make demo` shows it, `make test` proves it; CONTRIBUTING.md says the rest.

MUNICIPALITY ?= trondheim
PORT ?= 8050
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
DATABASE := var/$(MUNICIPALITY).db
FOR_BUILD := $(VENV)/.installed-build
FOR_DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header $(UPGRADE) pyproject.toml

# The first Python that is new enough and can make virtual environments; PYTHON=... overrides.
SUITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$name -c '$(SUITS)' >/dev/null 2>&1 && echo $$name && break; done)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check assets chromium format lock bench clean

help:
	@echo 'make demo                        the demo of Trondheim on http://127.0.0.1:$(PORT)'
	@echo 'make demo MUNICIPALITY=eksempel  the demo of a made-up municipality, complete'
	@echo 'make test                        all checks and tests'
	@echo 'make check                       style, types and layers only'
	@echo 'make format                      put the code in the project'"'"'s style'
	@echo 'make bench                       measure the speed promises'
	@echo 'make lock [UPGRADE=--upgrade]    lock the dependencies again'
	@echo 'make clean                       remove all that was built, and the demo databases'

demo: export RODTRAD_DATABASE_URL ?= sqlite:///$(DATABASE)
demo: export RODTRAD_DEMO ?= 1
demo: $(FOR_BUILD) assets
	@echo '== The database: $(RODTRAD_DATABASE_URL)'
	@$(BIN)/rodtrad db upgrade
	@echo '== The demo: $(MUNICIPALITY)'
	@$(BIN)/rodtrad demo load --municipality $(MUNICIPALITY)
	@echo '== Serving on http://127.0.0.1:$(PORT), until Ctrl-C'
	@$(if $(filter trondheim,$(MUNICIPALITY)), \
		echo '   The made-up municipality: make demo MUNICIPALITY=eksempel', \
		echo '   Trondheim: make demo')
	@echo '   Another port: make demo PORT=8060'
	@exec $(BIN)/rodtrad serve --port $(PORT)

test: $(FOR_DEV) assets chromium check
	@echo '== Tests, on SQLite, PostgreSQL and Chromium'
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(FOR_DEV)
	@echo '== Style'
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo '== Types'
	@$(BIN)/mypy
	@$(BIN)/mypy --strict --explicit-package-bases scripts/*.py
	@echo '== Layers'
	@$(BIN)/lint-imports
	@echo '== Locks'
	@$(BIN)/python scripts/check_locks.py

format: $(FOR_DEV)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

assets: $(FOR_BUILD)
	@echo '== Front-end assets'
	@$(BIN)/python scripts/build_assets.py

chromium: $(FOR_DEV)
	@echo '== Chromium for the browser tests'
	@$(BIN)/python scripts/find_chromium.py --install

lock: $(FOR_DEV)
	@echo '== Locking what runs, what builds, what tests'
	@$(LOCK) --output-file requirements/run.txt
	@$(LOCK) --group build --output-file requirements/build.txt
	@$(LOCK) --group build --group dev --output-file requirements/dev.txt
	@$(BIN)/python scripts/check_locks.py

bench: $(FOR_DEV)
	@for file in $$(grep -l __main__ benchmarks/*.py); do \
		name=$$(basename $$file .py); echo "== $$name"; \
		$(BIN)/python -m benchmarks.$$name || exit 1; done

clean:
	rm -rf $(VENV) assets/vendor node_modules var build dist test-results .pytest_cache \
		.mypy_cache .ruff_cache .import_linter_cache .hypothesis

# With the checkout itself: without its dependencies (they are locked), asking nobody.
$(FOR_BUILD): requirements/build.txt pyproject.toml | $(BIN)/python
	@echo '== Installing what the demo needs'
	@$(PIP) --require-hashes --requirement requirements/build.txt
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(FOR_DEV): requirements/dev.txt $(FOR_BUILD)
	@echo '== Installing what the tests need'
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Rød tråd needs Python 3.11 or newer, with venv (on Debian: \
apt-get install python3-venv). Name one with: make demo PYTHON=/path/to/python3'; exit 1; }
	@echo '== Making $(VENV) with $(PYTHON)'
	@$(PYTHON) -m venv $(VENV)
