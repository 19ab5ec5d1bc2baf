# What can be done in a checkout; `make help` lists it. Each target makes .venv ready first.

PYTHON_VENV := .venv/bin/python
BOOTSTRAP := packaging/bootstrap.sh
WORKERS ?= 2
PYTEST := $(PYTHON_VENV) -m pytest --session-timeout=5400
# Arguments for the program: make demo ARGS=--headless, make bench ARGS='list --json'
ARGS ?=

ifdef PYTHON
export PYTHON
endif

.PHONY: help demo test lint corpora soak bench pins clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: ## open the window on a sample mailbox served on this machine
	@$(BOOTSTRAP) demo
	@$(PYTHON_VENV) -m app demo $(ARGS)

test: ## check and test everything that a change must pass
	@$(BOOTSTRAP) test
	@$(MAKE) --no-print-directory lint
	@$(PYTEST) -n $(WORKERS) --dist loadfile $(ARGS)

lint: ## ruff, mypy and import rules
	@$(BOOTSTRAP) lint
	@$(PYTHON_VENV) -m ruff check .
	@$(PYTHON_VENV) -m ruff format --check .
	@$(PYTHON_VENV) -m mypy
	@.venv/bin/lint-imports

corpora: ## run over outside test sets, where they lie beside the checkout
	@$(BOOTSTRAP) test
	@$(PYTEST) -m corpora $(ARGS)

soak: ## the long fault and endurance runs
	@$(BOOTSTRAP) test
	@$(PYTEST) -m soak --timeout=0 $(ARGS)
	@HYPOTHESIS_PROFILE=search $(PYTEST) -m "hypothesis and not soak" $(ARGS)

bench: ## measure speed against its budgets
	@$(BOOTSTRAP) bench
	@$(PYTHON_VENV) -m app bench $(ARGS)

pins: ## write constraints.txt anew from what pyproject.toml allows
	@packaging/pin.sh

clean: ## remove everything that was generated, .venv included
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
