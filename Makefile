# The two commands that matter: `make run` and `make test`. `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST := $(BIN)/python -m pytest
APPS := registrations innovation_pages cms_site
UV ?= uv
# Read once, in the first pass: what is long, and left out of the quick one; and what no database can change.
LONG := $(addprefix --ignore=tests/integration/,translations site pages editing head labs demo \
  personal/test_scanners.py services/test_machine.py $(addprefix public_form/test_,bad_input.py months.py previews.py statements.py untrusted.py))
SAME_ON_BOTH := $(LONG) $(addprefix --ignore=tests/integration/,changes/test_editors.py finding/test_growth.py public_form/test_without_notice.py \
  $(addprefix nominations/test_,desk.py form.py telling.py) \
  $(addprefix notices/test_,bounces.py composing.py gallery.py own_words.py wording.py) \
  $(addprefix personal/test_,coming_together.py joining_a_meeting.py materials.py personal_links.py questions.py taking_along.py) \
  $(addprefix review/test_,attendance_sheets.py checking_in.py events_and_meetings.py group_panel.py helping.py \
    inspecting.py letters.py parties.py snippets.py))
# What SOAK=1 makes longer.
GROWING := $(addprefix tests/integration/,services/test_machine.py finding/test_growth.py public_form/test_statements.py notices/test_storm.py)
LOCK := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help python port run reset install quick bench test test-sqlite test-postgres browser check fix soak messages letters screenshots lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# -- the environment ---------------------------------------------------------------------------------------------------

python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or later with venv is needed (on Debian: apt-get install python3 python3-venv); PYTHON=... names another one." >&2; exit 1; }

$(BIN)/python: | python
	@echo "Making the virtual environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# A stamp holds the pins that are installed; an unchanged file costs nothing. dev.txt holds all of site.txt.
$(VENV)/site.stamp: requirements/site.txt | $(BIN)/python
	@if cmp -s requirements/dev.txt $(VENV)/dev.stamp; then :; else \
	  echo "Installing the site's packages (once; a minute or two) ..."; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements/site.txt; fi
	@cp requirements/site.txt $@

$(VENV)/dev.stamp: requirements/dev.txt | $(BIN)/python
	@echo "Installing the packages for tests and tools (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@cp requirements/dev.txt $@

.venv-low/stamp: requirements/low.txt | python
	@echo "Making the second environment .venv-low with the lowest supported Wagtail (once; a few minutes) ..."
	@$(PYTHON) -m venv .venv-low
	@.venv-low/bin/python -m pip install --quiet --require-hashes -r requirements/low.txt
	@cp requirements/low.txt $@

install: $(VENV)/dev.stamp ## install everything that tests and tools need

# -- the site ----------------------------------------------------------------------------------------------------------

port: | python
	@$(PYTHON) -m cms_site.run --check

run: port $(VENV)/site.stamp ## start the example site on 127.0.0.1 (PORT=8000): web server and worker, with the demo
	@exec $(BIN)/python -m cms_site.run

reset: port $(VENV)/site.stamp ## throw away var/ (database, uploads, letters) and start over
	@rm -rf var
	@exec $(BIN)/python -m cms_site.run

# -- the tests ---------------------------------------------------------------------------------------------------------

quick: $(VENV)/dev.stamp ## unit and integration tests on SQLite without the long ones (3 minutes at most)
	@$(PYTEST) -n 2 --dist worksteal tests/unit tests/integration $(LONG) $(ARGS)

test: $(VENV)/dev.stamp browser ## every test, with a real browser and a real PostgreSQL, and the coverage that we ask for
	@rm -rf var/coverage && mkdir -p var/coverage
	@echo "Databases to copy for the tests (half a minute)"
	@$(BIN)/python -m tests.rig.templates
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres
	@echo "Coverage of the two apps (at least 95 %):"
	@$(BIN)/python -m coverage report --fail-under=95
	@echo "Coverage of the rules and the services (all of it, every branch):"
	@$(BIN)/python -m coverage report --include='registrations/domain/*,registrations/services/*' --fail-under=100

test-sqlite: $(VENV)/dev.stamp .venv-low/stamp ## first pass: somebody's sites, unit, integration, security and packaging on SQLite
	@echo "First pass: SQLite"
	@$(PYTEST) -n 2 --dist worksteal --cov --cov-append --cov-report= tests/hosts tests/upgrade tests/unit tests/integration tests/security tests/packaging $(ARGS)

test-postgres: $(VENV)/dev.stamp ## second pass: integration and browser on PostgreSQL; contention and production beside them
	@echo "Second pass: PostgreSQL (contention and production run beside it and are told at the end)"
	@mkdir -p var; export TEST_DATABASE=postgresql; \
	$(PYTEST) -n 2 --dist loadgroup tests/contention tests/production $(ARGS) > var/crowded.log 2>&1 & crowded=$$!; \
	trap 'kill $$crowded 2> /dev/null' INT TERM; \
	$(PYTEST) -n 2 --dist worksteal tests/hosts/test_on_postgresql.py tests/integration tests/browser $(SAME_ON_BOTH) $(ARGS); \
	one=$$?; wait $$crowded; other=$$?; cat var/crowded.log; exit $$((one > other ? one : other))

bench: $(VENV)/dev.stamp ## what signing up costs while the mail server hangs, as a ratio
	@TEST_DATABASE=postgresql $(PYTEST) -q -s tests/bench $(ARGS)

soak: $(VENV)/dev.stamp browser ## the full matrices, in all that grows with time: long stories, storms, long lists, kills, every window
	@SOAK=1 $(PYTEST) -n 2 --dist worksteal tests/unit $(GROWING) $(ARGS)
	@SOAK=1 TEST_DATABASE=postgresql $(PYTEST) -n 2 --dist worksteal $(GROWING) $(ARGS)
	@SOAK=1 TEST_DATABASE=postgresql $(PYTEST) -n 2 --dist worksteal -m soak tests/browser $(ARGS)
	@SOAK=1 TEST_DATABASE=postgresql $(PYTEST) tests/contention $(ARGS)

browser: ## get Chromium, where there is none and we may
	@$(PYTHON) tests/browser/chromium.py

# -- the gates ---------------------------------------------------------------------------------------------------------

check: $(VENV)/dev.stamp .venv-low/stamp ## format, lint, types, arrows, templates, migrations on both ends of Wagtail
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint templates registrations innovation_pages
	DJANGO_SETTINGS_MODULE=cms_site.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=cms_site.settings.test .venv-low/bin/python manage.py makemigrations --check --dry-run

fix: $(VENV)/dev.stamp ## format and repair what the linter can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# -- for maintainers ---------------------------------------------------------------------------------------------------

messages: $(VENV)/dev.stamp ## collect the words to translate and compile the catalogues (needs GNU gettext)
	cd registrations && ../$(BIN)/python ../manage.py makemessages --locale el --no-location
	cd innovation_pages && ../$(BIN)/python ../manage.py makemessages --locale el --no-location
	$(BIN)/python manage.py makemessages --locale el --no-location $(addprefix --ignore ,tests docs requirements var build dist .venv .venv-low)
	$(BIN)/python manage.py compilemessages --ignore .venv --ignore .venv-low

letters: $(VENV)/site.stamp ## write every letter in every language to var/letters-gallery/index.html (needs the site of `make run`)
	@$(BIN)/python manage.py letters_gallery var/letters-gallery

screenshots: $(VENV)/dev.stamp browser ## take the pictures of the docs from the site that `make run` shows (PORT=8000)
	@$(BIN)/python docs/screenshots.py $(ARGS)

lock: ## write requirements/*.txt anew from pyproject.toml (needs uv; ARGS=--upgrade raises the pins)
	$(LOCK) --group site $(ARGS) -o requirements/site.txt
	$(LOCK) --group site --group objects $(ARGS) -o requirements/objects.txt
	$(LOCK) --group site --group objects --group test --group tools $(ARGS) -o requirements/dev.txt
	$(LOCK) --group site --group objects --group test --group tools --group low $(ARGS) -o requirements/low.txt

clean: ## remove the caches of the tools and the leftovers of tests; keeps the site's data
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist var/coverage var/test-db var/test-media
