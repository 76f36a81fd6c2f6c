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
# Types of the program are made by what the compiler knows of them, not looked up by name when they are first needed:
# a short command is a seventh faster (docs/DECISIONS.md).
TYPES := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

# The program and the benchmarks are built alike, so that what is built for one is there for the others.
export RELEASE := -c release $(STATIC) $(TYPES)

PROGRAM := .build/release/timeline
LOGGED := $(abspath $(PROGRAM))

FORMATTED := Package.swift Sources Tests Examples Benchmarks Fuzz

.DEFAULT_GOAL := help
.PHONY: help prepare build demo test fixture lint format examples million flips stress crash fuzz durable bench \
  bench-compare bench-page bench-smoke sweep sanitize nightly install uninstall clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

prepare: ## Install what is missing to build: liblmdb
	@Scripts/prepare

build: prepare ## Build the program for release: .build/release/timeline
	$(SWIFT) build --product timeline $(RELEASE)

demo: build ## Import the history of the CSTO into a new log and ask it two questions
	@Scripts/demo $(LOGGED)

test: prepare ## Run every test
	$(SWIFT) test --disable-xctest

fixture: prepare ## Make the frozen log of a new format; one that is there is never written again
	TIMELINE_FIXTURE=1 $(SWIFT) test --disable-xctest --filter FixtureTests.make

lint: ## Check the format of every Swift file
	$(SWIFT) format lint --strict --recursive $(FORMATTED)

format: ## Format every Swift file in place
	$(SWIFT) format --in-place --recursive $(FORMATTED)

examples: prepare ## Build and run the example programs and compare what they print
	@Scripts/examples $(SWIFT)

million: build ## Send a million events through append, import and export, and compare
	$(PYTHON) Scripts/million --program $(LOGGED)

flips: build ## Flip bits of a log, one at a time, and see that each is found (COUNT=10000)
	$(PYTHON) Scripts/flips --program $(LOGGED) --count $(or $(COUNT),10000)

PROCESSES ?= 32
INCREMENTS ?= 100
stress: build ## Let PROCESSES=32 processes count up INCREMENTS=100 times each on one log, with readers beside
	$(PYTHON) Scripts/stress --program $(LOGGED) --processes $(PROCESSES) --increments $(INCREMENTS)

KILLS ?= 1000
crash: build ## Kill KILLS=1000 processes that use a log, and look at what is left; SEED=n repeats one run
	$(PYTHON) Scripts/crash --program $(LOGGED) --kills $(KILLS) $(if $(SEED),--seed $(SEED))

TARGET ?= Record
SECONDS ?= 60
fuzz: prepare ## Fuzz a parser for SECONDS=60: TARGET=Record, Event, Date or Clause (Fuzz/README.md)
	@Scripts/fuzz $(TARGET) $(SECONDS) "$(MERGE)" $(SWIFT)

durable: prepare ## Compare durable appends with durable commits of LMDB in C
	@Scripts/durable $(SWIFT)

bench: build ## Measure the program and its library on EVENTS=100000 events, RUNS=5 rounds, and print one table
	@PYTHON=$(PYTHON) EVENTS=$(or $(EVENTS),100000) RUNS=$(or $(RUNS),5) Scripts/bench own $(LOGGED) $(SWIFT)

bench-compare: build ## The same beside LMDB in C, SQLite, UmaDB and eventsourcing, which are installed
	@PYTHON=$(PYTHON) EVENTS=$(or $(EVENTS),100000) RUNS=$(or $(RUNS),5) Scripts/bench compare $(LOGGED) $(SWIFT)

bench-page: build ## Measure all for docs/PERFORMANCE.md: EVENTS=1000000 and every one of SIZES=10000,...; goes on where it was cut off
	@PYTHON=$(PYTHON) EVENTS=$(or $(EVENTS),1000000) SIZES=$(or $(SIZES),10000,100000,1000000,10000000) \
	  RUNS=$(or $(RUNS),5) Scripts/bench page $(LOGGED) $(SWIFT)

bench-smoke: build ## Measure 10,000 events once, to see that all of it works
	@PYTHON=$(PYTHON) Scripts/bench smoke $(LOGGED) $(SWIFT)

sweep: prepare ## Compare the engine with the oracle over LOGS=10000 random logs, FROM=0; SEED=n prints one of them
	@LOGS=$(or $(LOGS),10000) FROM=$(or $(FROM),0) SEED=$(SEED) Scripts/sweep $(SWIFT)

SANITIZER ?= address
FILTER ?= .
sanitize: prepare ## Run the tests under SANITIZER=address or thread; FILTER=EventLogTests for some of them
	@Scripts/sanitize $(SANITIZER) '$(FILTER)' $(SWIFT)

nightly: build ## Run the long modes of everything: an hour and more
	@Scripts/nightly $(LOGGED) $(SWIFT)

install: build ## Install the program in PREFIX/bin (PREFIX=/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/timeline"
	strip "$(DESTDIR)$(PREFIX)/bin/timeline"

uninstall: ## Remove what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/timeline"

clean: ## Remove everything that was built
	rm -rf .build .build-fuzz .build-address .build-thread .build-sweep
