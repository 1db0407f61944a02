# Clairevoie's operations manual. `make help` lists the targets.
.DEFAULT_GOAL := help
SHELL := bash

BIN := .build/release/clairevoie
CITY := Territories/ville-temoin
DATA := demo-data
PORT := 8080
# Tests run optimised, since the statistical ones draw tens of millions of numbers; they may look inside a module, so
# they have a build folder of their own.
TEST_FLAGS := -c release --scratch-path .build-tests -Xswiftc -enable-testing

.PHONY: help set-up build demo-data demo test browser-libraries lint guards bench fuzz clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

set-up: ## Install what building and serving need (Debian packages, two JavaScript libraries)
	@scripts/set-up

build: set-up ## Build the program, optimised
	swift build -c release --product clairevoie
	swift build -c release --product clairevoie-reader

demo-data: build
	@scripts/demo-data $(BIN) $(CITY) $(DATA)

demo: demo-data ## Make the demonstration city and serve it at http://127.0.0.1:8080
	@echo "Ville-Témoin: http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@$(BIN) serve --territory $(CITY) --data $(DATA) --port $(PORT)

# Browsers and the tests that run the program have limits of time: each part has the machine to itself.
BROWSERS := BrowserTests
PROGRAM := CommandLineTests.TheExecutable

test: ## Run all tests
	@scripts/set-up test
	swift build $(TEST_FLAGS) --build-tests
	swift test $(TEST_FLAGS) --skip-build --skip $(BROWSERS) --skip $(PROGRAM)
	CLAIREVOIE_EXECUTABLE=$(CURDIR)/.build-tests/release/clairevoie swift test $(TEST_FLAGS) --skip-build --filter $(PROGRAM)
	swift test $(TEST_FLAGS) --skip-build --filter $(BROWSERS)

lint: ## Check the formatting
	swift format lint --strict --recursive Package.swift Sources Tests Fuzzing/Package.swift Fuzzing/Sources/*Fuzz*

guards: ## Check the arrows between the rooms and that forbidden programs don't compile
	scripts/check-imports
	swift build -c release --product clairevoie
	scripts/forbidden

bench: build ## Run the benchmarks beside their peers and print the table
	@scripts/set-up bench
	Benchmarks/run

fuzz: ## Run the parsers of foreign bytes under libFuzzer, ten minutes each
	scripts/fuzz

clean: ## Remove builds and the demonstration's data
	rm -rf .build .build-tests Fuzzing/.build $(DATA)
