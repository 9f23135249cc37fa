# make            builds build/sozialbericht
# make run        installs what is missing, builds, makes all reports (outputs/)
# make test       installs what is missing, runs all tests; last line: N passed, N failed
# make lint       checks the rules between the rooms and the limits of size
# make golden     rewrites the golden files; read the difference before keeping it
# make asan       the tests again with the address and undefined behaviour sanitizers
# make fuzz       runs each fuzz target for TIME seconds: make fuzz TIME=1800 TARGETS="csv xml"
# make bench      time per stage and per report
# make bench-ingest  ten million rows against libcsv and DuckDB (PYTHON= with its package)
# make conformance  every report against PDF/A-3a, 2a and PDF/UA-1, by veraPDF
# make install    to $(DESTDIR)$(PREFIX), with manual pages, completion and a timer for systemd
# make uninstall
# make deb        the Debian package, in build/
# make deps       installs the Debian packages that are missing
# make clean
#
# Another compiler or folder: make CC=clang BUILD=build/clang; warnings are errors: WERROR=1.

VERSION := 0.1.0
RELEASED := 2026-11-23
BUILD ?= build
PREFIX ?= /usr/local
TIME ?= 60
TARGETS ?=
export BUILD

.DEFAULT_GOAL := all
.PHONY: all run test lint golden asan fuzz bench bench-ingest conformance install uninstall deb clean
.PHONY: deps
.PHONY: test-only unit fuzz-targets changed FORCE
.SUFFIXES:
.DELETE_ON_ERROR:

all: $(BUILD)/sozialbericht

SUBMAKE = $(MAKE) --no-print-directory -s
PARALLEL = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))

# After a first run by the administration the folders may belong to root.
MINE = for folder in . $(BUILD); do [ ! -e $$folder ] || [ -w $$folder ] || { \
    echo "In $$(realpath $$folder) fehlt das Schreibrecht. Bitte die Systemverwaltung um" \
    "diesen Befehl bitten: chown -R $$(id -un) '$(CURDIR)'" >&2; exit 1; }; done

# Status 1 means: made, with warnings that were printed. That is no failure of make.
run:
	@sh pipeline/tools/deps.sh run
	@$(MINE)
	@$(SUBMAKE) $(PARALLEL) all
	@$(BUILD)/sozialbericht build; status=$$?; [ $$status -le 1 ] || exit $$status

test:
	@sh pipeline/tools/deps.sh test
	@$(MINE)
	@$(SUBMAKE) test-only

test-only:
	@sh tests/run.sh

lint:
	@sh tests/lint.sh

golden: all
	@GOLDEN=1 sh tests/run.sh

asan:
	@sh pipeline/tools/deps.sh test
	@$(SUBMAKE) test-only BUILD=build/asan SANITIZE=address,undefined

fuzz:
	@sh pipeline/tools/deps.sh test
	@$(SUBMAKE) $(PARALLEL) fuzz-targets BUILD=build/fuzz CC=clang FUZZ=1 \
	    SANITIZE=address,undefined
	@BUILD=build/fuzz sh tests/fuzz/fuzz.sh $(TIME) $(TARGETS)

# Without sanitizers and with the program as it is installed.
bench:
	@sh pipeline/tools/deps.sh test
	@$(SUBMAKE) $(PARALLEL) all $(BUILD)/bench/stages $(BUILD)/bench/map \
	    $(BUILD)/bench/methods $(BUILD)/bench/guard $(BUILD)/bench/statistics
	@sh tests/bench/run.sh

PYTHON ?= python3
bench-ingest:
	@sh pipeline/tools/deps.sh test
	@$(SUBMAKE) $(PARALLEL) $(BUILD)/bench/ingest
	@$(PYTHON) tests/bench/ingest.py $(BUILD)/bench/ingest

conformance:
	@sh pipeline/tools/deps.sh conformance
	@$(SUBMAKE) $(PARALLEL) all
	@sh tests/conformance/verapdf.sh

INSTALLING = BUILD='$(BUILD)' DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' UNITDIR='$(UNITDIR)' \
    ZSHDIR='$(ZSHDIR)' sh pipeline/tools/install.sh

install: all
	@$(INSTALLING) install

uninstall:
	@$(INSTALLING) uninstall

deb:
	@sh pipeline/tools/deps.sh deb
	@$(MINE)
	@$(SUBMAKE) $(PARALLEL) all
	@VERSION='$(VERSION)' RELEASED='$(RELEASED)' sh pipeline/debian/package.sh

clean:
	@rm -rf $(BUILD)

deps:
	@sh pipeline/tools/deps.sh test

# Compiler and libraries. pkg-config is asked once, and only when something is compiled.

ifeq ($(origin CC),default)
CC := gcc
endif
HOSTCC ?= $(CC)
CFLAGS ?= -O2 -g
PKGS := libxml-2.0 gsl harfbuzz harfbuzz-subset fontconfig jansson nettle zlib libical
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PKGS))))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) -lcsv -lhpdf -lshp -lglpk -lm)$(PKG_LIBS)

# No fused multiply-add: figures must not depend on the processor.
STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -Ipipeline
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
    $(if $(WERROR),-Werror)
ifdef SANITIZE
HARDENING := -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
LINKING := -fsanitize=$(SANITIZE)
else
HARDENING := -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINKING := -Wl,-z,relro,-z,now
endif
ifdef FUZZ
HARDENING += -fsanitize=fuzzer-no-link
endif
# The program is the same in whichever folder it is built; the manifest names its digest.
SAME_PATHS = '-ffile-prefix-map=$(CURDIR)=.'
COMPILE = $(CC) $(SAME_PATHS) $(STANDARD) $(WARNINGS) $(CFLAGS) $(HARDENING) $(PKG_CFLAGS) \
    $(CPPFLAGS)

# Files by room. Folders named tools/ hold programs of the build itself.

SOURCES := $(filter-out pipeline/tools/%,$(sort $(wildcard pipeline/*/*.c)))
GENERATED := $(BUILD)/gen/grammar.c $(BUILD)/gen/hyphen_de.c $(BUILD)/gen/version.c
OBJECTS := $(SOURCES:pipeline/%.c=$(BUILD)/obj/%.o) $(GENERATED:%.c=%.o)
MAIN := $(BUILD)/obj/cli/main.o
LIBRARY := $(BUILD)/libsozialbericht.a
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
STRUCTURE := $(BUILD)/structure-check
STRUCTURE_OBJECTS := $(patsubst tests/structure/%.c,$(BUILD)/structure/%.o,\
    $(sort $(wildcard tests/structure/*.c)))
AGREE := $(BUILD)/methods-agree
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
REPLAYS := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/replay/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

unit: $(UNIT) $(STRUCTURE) $(AGREE) $(REPLAYS)
fuzz-targets: $(FUZZERS)

$(BUILD)/sozialbericht: $(MAIN) $(LIBRARY)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LINKING) $(LDFLAGS) -o $@ $(MAIN) $(LIBRARY) $(PKG_LIBS)

# Made anew each time: objects of deleted sources must not stay in it.
$(LIBRARY): $(filter-out $(MAIN),$(OBJECTS))
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/obj/%.o: pipeline/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	@echo "  CC  $<"
	@$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -Itests -MMD -MP -MT $@ $(LINKING) $(LDFLAGS) -o $@ $< $(LIBRARY) \
	    $(PKG_LIBS) -lcmocka

$(BUILD)/bench/%: tests/bench/%.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -MMD -MP -MT $@ $(LINKING) $(LDFLAGS) -o $@ $< $(LIBRARY) $(PKG_LIBS)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -Itests -MMD -MP -MT $@ -fsanitize=fuzzer $(LINKING) $(LDFLAGS) -o $@ $< \
	    $(LIBRARY) $(PKG_LIBS)

# The same targets with a list of files in place of libFuzzer (tests/fuzz/run.sh).
$(BUILD)/replay/%: tests/fuzz/fuzz_%.c $(BUILD)/replay.o $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -Itests -MMD -MP -MT $@ $(LINKING) $(LDFLAGS) -o $@ $< $(BUILD)/replay.o \
	    $(LIBRARY) $(PKG_LIBS)

$(BUILD)/replay.o: tests/fuzz/replay.c $(BUILD)/flags
	@echo "  CC  $<"
	@$(COMPILE) -MMD -MP -c -o $@ $<

# The methods against R's figures (tests/methods/run.sh).
$(AGREE): tests/methods/agree.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -MMD -MP -MT $@ $(LINKING) $(LDFLAGS) -o $@ $< $(LIBRARY) $(PKG_LIBS)

# The own check of finished reports sees nothing of the program but its bytes.
$(STRUCTURE): $(STRUCTURE_OBJECTS)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LINKING) $(LDFLAGS) -o $@ $^ -ljansson -lm

$(BUILD)/structure/%.o: tests/structure/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(SAME_PATHS) $(filter-out -Ipipeline,$(STANDARD)) -Itests $(WARNINGS) $(CFLAGS) \
	    $(HARDENING) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# The program with changed sources in place of the library's (tests/attack/mutants.sh). Made
# from what is built already: make changed SOURCES_CHANGED="a.c b.c" PROGRAM=file
changed:
	@$(COMPILE) -w -O0 -g0 $(LINKING) $(LDFLAGS) -o $(PROGRAM) $(SOURCES_CHANGED) $(MAIN) \
	    $(LIBRARY) $(PKG_LIBS)

# Other flags than last time compile everything anew.
$(BUILD)/flags: FORCE
	@for tool in $(firstword $(CC)) pkg-config; do command -v $$tool >/dev/null || { \
	    echo "$$tool fehlt; „make run“ installiert alles Nötige." >&2; exit 1; }; done
	@mkdir -p $(@D)
	@echo '$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(HARDENING) $(CPPFLAGS)' > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# Generated sources: grammars, hyphenation patterns, version.

GRAMMARS := $(sort $(wildcard templates/*.rng inputs/*.rng))
HYPHEN_PATTERNS ?= $(firstword $(wildcard /usr/share/groff/current/tmac/hyphen.den \
    /usr/share/groff/*/tmac/hyphen.den))
HOSTCOMPILE = $(HOSTCC) $(STANDARD) $(WARNINGS) -O1

$(BUILD)/tools/embed: pipeline/tools/embed.c
	@mkdir -p $(@D)
	@$(HOSTCOMPILE) -o $@ $<

$(BUILD)/tools/hyphen_compile: pipeline/layout/tools/hyphen_compile.c
	@mkdir -p $(@D)
	@$(HOSTCOMPILE) -o $@ $<

# Depends on the list too, so that a grammar that was deleted disappears.
$(BUILD)/gen/grammars.list: FORCE
	@mkdir -p $(@D)
	@echo '$(GRAMMARS)' > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/gen/grammar.c: $(BUILD)/tools/embed $(GRAMMARS) $(BUILD)/gen/grammars.list
	@mkdir -p $(@D)
	@$(BUILD)/tools/embed $@ $(GRAMMARS)

$(BUILD)/gen/hyphen_de.c: $(BUILD)/tools/hyphen_compile $(HYPHEN_PATTERNS)
	@mkdir -p $(@D)
	@[ -n '$(HYPHEN_PATTERNS)' ] || { echo 'hyphen.den fehlt (Paket groff-base): make deps'; exit 1; }
	@$(BUILD)/tools/hyphen_compile '$(HYPHEN_PATTERNS)' $@

# The build is named by the digest of all that decides what it does: the same sources make
# the same name, wherever and with whatever flags they are compiled.
BUILD_SOURCES := $(sort $(wildcard pipeline/*/*.[ch] pipeline/*/tools/*.[ch])) $(GRAMMARS)

$(BUILD)/gen/version.c: FORCE
	@mkdir -p $(@D)
	@id=$$({ echo '$(VERSION) $(STANDARD)'; sha256sum $(BUILD_SOURCES); \
	    cat $(HYPHEN_PATTERNS) /dev/null; } | sha256sum | cut -c 1-16); \
	printf '%s\n' '#include "cli/command.h"' '' \
	    'const char sozialbericht_version[] = "$(VERSION)";' \
	    'const char sozialbericht_date[] = "$(RELEASED)";' \
	    "const char sozialbericht_build[] = \"$$id\";" > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

-include $(OBJECTS:.o=.d) $(UNIT:=.d) $(AGREE).d $(FUZZERS:=.d) $(REPLAYS:=.d) $(BUILD)/replay.d \
    $(BUILD)/bench/stages.d $(BUILD)/bench/map.d $(BUILD)/bench/methods.d $(BUILD)/bench/guard.d $(BUILD)/bench/statistics.d \
    $(BUILD)/bench/ingest.d \
    $(STRUCTURE_OBJECTS:.o=.d)
