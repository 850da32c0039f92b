# `make demo` and `make test` need Python 3.11 or newer and set up everything else themselves.

SHELL := /bin/bash
PORT ?= 8000
DATA ?=
ARGS ?=
python := .venv/bin/python

# The scripts say in one line what is missing; $(error) shows that line and stops with code 2.
require = $(if $(1),$(error $(1)))

.PHONY: help setup demo demo-reset check test soak bench assets bundle lock clean

help: ## this list
	@grep -E '^[a-z -]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## everything that developing needs, without starting anything
	$(call require,$(shell tools/preflight.sh))
	@tools/setup.sh dev

demo: ## the demo city on http://localhost:8000/ (PORT=8001, DATA=bonn)
	$(call require,$(shell tools/preflight.sh demo "$(PORT)"))
	@tools/setup.sh run
	@FADEN_DATA=$(CURDIR)/var exec .venv/bin/faden demo --port $(PORT) $(if $(DATA),--data $(DATA))

demo-reset: ## the demo city anew: deletes var/ first
	$(call require,$(shell tools/preflight.sh demo "$(PORT)"))
	@rm -rf var
	@$(MAKE) --no-print-directory demo

check: ## the fast part of the tests, under a minute
	$(call require,$(shell tools/preflight.sh))
	@tools/setup.sh dev
	@$(python) -m tools.run_tests check

test: ## everything, on SQLite and PostgreSQL
	$(call require,$(shell tools/preflight.sh test))
	@tools/setup.sh dev
	@$(python) -m tools.run_tests test

soak bench: ## long runs and measurements, by hand (ARGS="--quick")
	$(call require,$(shell tools/preflight.sh))
	@tools/setup.sh dev
	@$(python) -m tools.run_scripts $@ $(ARGS)

assets: ## copies the front-end files named in faden/web/assets.toml
	@tools/setup.sh run

bundle: ## one file that installs Faden without internet, in dist/
	$(call require,$(shell tools/preflight.sh))
	@tools/setup.sh dev
	@$(python) -m tools.bundle

lock: ## raises all dependencies to their newest releases and locks them
	@tools/setup.sh dev
	@tools/lock.sh

clean: ## removes everything that set-up and builds made; keeps var/
	rm -rf .venv node_modules faden/web/static/vendor build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find faden -name '*.mo' -delete
