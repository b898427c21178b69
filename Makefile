# Needs Python 3.11 or later with pip, and make; `make test` also LibreOffice, poppler, pandoc, Java,
# Chromium and Node.js with npm (.ci/run installs them).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test fuzz docs golden pictures bench accuracy clean

## demo: one notice becomes DOCX, PDF, a calendar and JSON; its deadlines as a table
demo: $(VENV)/.installed
	$(BIN)/vnadmindoc convert examples/giao-ban.md \
		build/giao-ban.docx build/giao-ban.pdf build/giao-ban.ics build/giao-ban.json
	$(BIN)/vnadmindoc deadlines examples/giao-ban.md
	@echo "The files are in $(CURDIR)/build:"
	@ls build/giao-ban.*

## test: everything that must hold before a change lands
test: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

## fuzz: the laws, with 5,000 examples each; then texts and Word files, mutated for half an hour
MINUTES := 30
fuzz: $(VENV)/.installed-dev
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n 2 -m law
	$(PIP) --editable ".[fuzz]"
	$(BIN)/python -m tests.fuzz.run text --minutes $(MINUTES) & \
		$(BIN)/python -m tests.fuzz.run docx --minutes $(MINUTES) && wait $$!

## docs: the pages in docs/_build/html; every example in them is run
docs: $(VENV)/.installed-dev
	$(BIN)/python -m sphinx -n -W --keep-going -q -b html docs docs/_build/html
	$(BIN)/python -m sphinx -n -W --keep-going -q -b doctest docs docs/_build/doctest

## golden: write the expected files of tests/corpus anew; read the difference like code
golden: $(VENV)/.installed-dev
	$(BIN)/python tools/make_golden.py

## pictures: draw the pictures of the documentation anew, one of each example
pictures: $(VENV)/.installed-dev
	$(BIN)/python tools/make_pictures.py

## bench: speed as ratios against peers, as a table that also goes into docs/explanation/speed.md;
## on the real notice the library began with where it is at hand, else on our example
SAMPLE := $(wildcard ../shared/samples/giao-ban-thang-9-2021.md)
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.run --write $(if $(SAMPLE),--notice $(SAMPLE) --reading 5)

## accuracy: what is read against what people marked, every miss listed, dateparser beside it
accuracy: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.accuracy

clean:
	rm -rf $(VENV) build docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Sources are used where they stand, so a new install is needed only when pyproject.toml changes.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable ".[dev,testing]"
	@# Without npm the tests that ask ical.js, axe-core and the language server of YAML fail, and say why.
	-npm install --silent --no-audit --no-fund --prefix $(VENV)/node ical.js@2 axe-core@4 yaml-language-server@1
	@touch $@ $(VENV)/.installed

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
