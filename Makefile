# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
RUN = $(PYTHON) storycycle/bootstrap.py

.PHONY: help demo test check bench lock messages prod-smoke

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: ## walk the whole cycle on made-up stories at http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(RUN) demo

test: ## run all tests on SQLite, or on DATABASE_URL and REDIS_URL
	@$(RUN) test

check: ## linters, types, import contracts, migrations, translations, production settings, packages
	@$(RUN) check

bench: ## measure speed and print it as ratios against stated baselines
	@$(RUN) bench

prod-smoke: ## start production here (PostgreSQL, Redis, two web processes, worker), walk the whole cycle, stop it
	@$(RUN) prod-smoke

lock: ## write down all packages with their digests, after a change of requirements*.txt
	@$(RUN) lock

messages: ## collect new strings into the Dutch catalogue (needs gettext)
	@$(RUN) messages
