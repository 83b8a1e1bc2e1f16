# `make demo`: crawl the saved portal offline. `make test`: all tests. Each sets up .venv by itself.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell command -v $(p) >/dev/null 2>&1 && $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
READY := .venv/.ready
FAST := --set DOWNLOAD_DELAY=0 --set AUTOTHROTTLE_ENABLED=False --set CONCURRENT_REQUESTS_PER_DOMAIN=8 --set LOG_LEVEL=WARNING

.PHONY: setup demo test lint format docs check clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "sdspider needs Python 3.11 or newer; install it, or run: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "cannot make .venv; install your system's venv package for $(PYTHON)" >&2; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY)
	@rm -rf demo
	$(BIN)/sdspider serve --site fixtures/selectshandong/site -- \
	  $(BIN)/sdspider crawl selectshandong --out demo/exports --archive demo/archives $(FAST)

test: $(READY)
	$(BIN)/pytest -n 4 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)
	$(BIN)/sdspider schema --write .

check: $(READY)
	$(BIN)/sdspider check fixtures

clean:
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
