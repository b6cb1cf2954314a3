# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV   := .venv
UV     := .uv/bin/uv
RUN    := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := $(VENV)

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check promises bench bench-quick docs clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.ready ## install everything at its locked version into .venv
	@$(RUN)/python scripts/web.py

$(VENV)/.ready: pyproject.toml uv.lock | $(UV)
	@echo "Installing the locked packages into $(VENV) (about 1.2 GB, whisper-base weights and Node included)"
	@$(UV) sync --frozen --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" --extra whisper-base
	@touch $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed, and $(PYTHON) is not ($$($(PYTHON) --version 2>&1))"; \
	  echo "hint: name another with  make PYTHON=/path/to/python3.11 ..."; exit 2; }
	@$(PYTHON) -m venv .uv || { \
	  echo "error: $(PYTHON) cannot make a virtual environment"; \
	  echo "hint: on Debian and Ubuntu:  sudo apt install python3-venv"; rm -rf .uv; exit 2; }
	@.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

demo: setup ## from real Persian footage to a verified dispatch, step by step
	@$(RUN)/python examples/demo.py

serve: setup ## the demo, then serve its site at http://localhost:8000/
	@$(RUN)/python examples/demo.py --serve

test: setup ## every test but the long promises
	@$(RUN)/python -m pytest -m "not promise"

check: setup ## format, lint, types, imports, docs drift, fast tests
	@$(RUN)/ruff format --check --quiet .
	@$(RUN)/ruff check --quiet .
	@$(RUN)/mypy
	@$(RUN)/lint-imports --no-logo >/dev/null || $(RUN)/lint-imports --no-logo
	@$(RUN)/python -m pytest -q -m "not promise and not slow and not model and not browser" -n 2

promises: setup ## the long tests: mutations, kills, hostile media (docs/promises.md)
	@$(RUN)/python -m pytest -q -s -m promise

bench: setup ## every benchmark, into bench/RESULTS.md
	@$(RUN)/python bench/read.py
	@$(RUN)/python bench/languages.py
	@$(RUN)/python bench/quotations/run.py
	@$(RUN)/python bench/quotations/hand/run.py
	@$(RUN)/python bench/quotations/archive.py
	@cd bench/quotations/peers && npm ci --ignore-scripts --silent
	@$(RUN)/python bench/quotations/speed.py
	@$(RUN)/python bench/desk.py --steps
	@$(RUN)/python bench/desk_browser.py --record
	@$(RUN)/python bench/sightings/run.py --peers
	@$(RUN)/python bench/sightings/scale.py

bench-quick: setup ## the benchmarks' sanity, in under a minute
	@$(RUN)/python bench/read.py --quick
	@$(RUN)/python bench/languages.py --quick
	@$(RUN)/python bench/quotations/run.py --quick
	@$(RUN)/python bench/sightings/run.py --quick

docs: setup ## write the generated pages under docs/ again
	@$(RUN)/python scripts/docs.py

clean: ## remove what the commands above made
	@rm -rf $(VENV) .uv demo-desk build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
