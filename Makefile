# make setup   a virtual environment in .venv with the pinned dependencies (demo and test share it)
# make demo    the main job on examples/
# make test    the tests
# make lint    ruff and mypy
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test lint lock
setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: setup
	$(BIN)/dragoman read examples

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Pins what pyproject.toml allows today, without download addresses.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check . pytest hypothesis ruff mypy
	.venv-lock/bin/python -m pip freeze --exclude dragoman >requirements.lock
	rm -rf .venv-lock
