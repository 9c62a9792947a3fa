# make demo: the main job in view.   make test: all tests.   make help: everything else.
SWIFT ?= swift
PREFIX ?= /usr/local
DEBUG = .build/debug/flagctl
RELEASE = .build/release/flagctl

.PHONY: help prerequisites build release demo test acceptance lint format bench manual install clean

help:
	@echo "make demo        build, then show the main job on a copy of this repository's flags"
	@echo "make test        build and run all tests"
	@echo "make acceptance  a fresh clone's demo, the README's commands, flagd's and OFREP's own clients, Prometheus, Chromium"
	@echo "make lint        check how the code is formatted (make format: format it)"
	@echo "make bench       build a release and measure it (Benchmarks/README.md)"
	@echo "make manual      write docs/man anew"
	@echo "make install     build a release and install it, its manual page and completions below PREFIX"

prerequisites:
	@scripts/prerequisites

build: prerequisites
	$(SWIFT) build --product flagctl

release: prerequisites
	$(SWIFT) build -c release --static-swift-stdlib --product flagctl

demo: build
	@scripts/demo $(DEBUG)

test: prerequisites
	@SWIFT=$(SWIFT) scripts/test

acceptance: build
	@scripts/prerequisites acceptance
	@scripts/acceptance $(DEBUG)
	@scripts/acceptance-flagd $(DEBUG)
	@scripts/acceptance-serve $(DEBUG)
	@scripts/acceptance-workflows $(DEBUG)
	@scripts/acceptance-rollouts $(DEBUG)
	@scripts/acceptance-site $(DEBUG)
	@scripts/acceptance-channels $(DEBUG)
	@scripts/acceptance-communications $(DEBUG)

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

bench:
	Benchmarks/run
	$(SWIFT) run --package-path Benchmarks/Evaluation -c release EvaluationBenchmark

manual: prerequisites
	mkdir -p docs/man
	$(SWIFT) package plugin --allow-writing-to-package-directory generate-manual --output-directory docs/man

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/flagctl
	install -m 644 docs/man/flagctl.1 $(DESTDIR)$(PREFIX)/share/man/man1/flagctl.1
	$(RELEASE) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/flagctl
	$(RELEASE) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_flagctl
	$(RELEASE) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/flagctl.fish

clean:
	$(SWIFT) package clean
