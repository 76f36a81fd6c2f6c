# What can be made here. `make help` lists it.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PYTHON ?= python3

# On Linux the program is one file that needs nothing of the machine it runs on: Swift's libraries, liblmdb and the
# C library are inside. macOS has no such executables; Swift's libraries are part of the system there.
ifeq ($(shell uname -s),Linux)
STATIC := -Xswiftc -static-executable
endif

PROGRAM := .build/release/timeline
LOGGED := $(abspath $(PROGRAM))

.DEFAULT_GOAL := help
.PHONY: help prepare build demo test fixture lint format examples million flips install uninstall clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

prepare: ## Install what is missing to build: liblmdb
	@Scripts/prepare

build: prepare ## Build the program for release: .build/release/timeline
	$(SWIFT) build -c release --product timeline $(STATIC)

demo: build ## Import the history of the CSTO into a new log and ask it two questions
	@Scripts/demo $(LOGGED)

test: prepare ## Run every test
	$(SWIFT) test --disable-xctest

fixture: prepare ## Make the frozen log of a new format; one that is there is never written again
	TIMELINE_FIXTURE=1 $(SWIFT) test --disable-xctest --filter FixtureTests.make

lint: ## Check the format of every Swift file
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Examples

format: ## Format every Swift file in place
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Examples

examples: prepare ## Build and run the example programs and compare what they print
	@Scripts/examples $(SWIFT)

million: build ## Send a million events through append, import and export, and compare
	$(PYTHON) Scripts/million --program $(LOGGED)

flips: build ## Flip bits of a log, one at a time, and see that each is found (COUNT=10000)
	$(PYTHON) Scripts/flips --program $(LOGGED) --count $(or $(COUNT),10000)

install: build ## Install the program in PREFIX/bin (PREFIX=/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/timeline"
	strip "$(DESTDIR)$(PREFIX)/bin/timeline"

uninstall: ## Remove what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/timeline"

clean: ## Remove everything that was built
	rm -rf .build
