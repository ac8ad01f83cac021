# The commands of the project. Every one installs what is missing (tools/setup.sh) and builds what it needs.
JOBS ?= $(shell nproc)
PROGRAMS ?= 2000
ROWS ?= 64
SEED ?= 1
SECONDS ?= 30

release := build/release
tarifa := $(release)/tarifa
example := examples/01-colombia-energy

.PHONY: all setup build demo test bench bench-lsp diff planted fuzz vsix test-editor fmt fmt-check lint fresh clean
all: build

setup:
	@tools/setup.sh

# Quiet unless something goes wrong: the demo's output is the demo.
build: setup
	@mkdir -p build
	@tools/quietly.sh build/configure.log cmake --preset release
	@tools/quietly.sh build/build.log cmake --build --preset release -j $(JOBS)

demo: build
	@tools/demo.sh $(tarifa) $(example)

test: build
	@tools/run_ctest.sh $(release) $(JOBS)

bench: build
	@tools/quietly.sh build/bench.log cmake --build --preset release -j $(JOBS) --target bench_all
	@for program in $(release)/bench/bench_*; do $$program || exit 1; done

# What an editor waits for.
bench-lsp: build vsix
	@tools/quietly.sh build/bench.log cmake --build --preset release -j $(JOBS) --target bench_edit
	@$(release)/bench/bench_edit
	@TARIFA=$(tarifa) TARIFA_SOURCE_DIR=. python3 bench/lsp_latency.py
	@PATH="$(CURDIR)/build/editor/node/bin:$$PATH" node tests/editor/measure_keydown.cjs

diff: build
	@$(release)/tarifa-diff --programs $(PROGRAMS) --rows $(ROWS) --seed $(SEED)

# Every wrong emitter of compiler/codegen/planted_faults.def must show within the programs.
planted: build
	@$(release)/tarifa-diff --planted --programs $(PROGRAMS) --rows $(ROWS) --seed $(SEED)

fuzz: setup
	@mkdir -p build
	@tools/quietly.sh build/configure-fuzz.log cmake --preset fuzz
	@tools/quietly.sh build/build-fuzz.log cmake --build --preset fuzz -j $(JOBS) --target fuzz_all
	@tools/fuzz.sh build/fuzz $(SECONDS) $(JOBS) $(SEED)

# The VS Code extension: build/editor/tarifa.vsix.
vsix:
	@tools/setup_editor.sh
	@tools/vsix.sh

# The extension and the server in the real VS Code and in Neovim; screenshots in docs/pictures.
test-editor: build vsix
	@tools/test_editor.sh

fmt: setup
	@git ls-files '*.cpp' '*.h' | xargs clang-format-19 -i

fmt-check: setup
	@git ls-files '*.cpp' '*.h' | xargs clang-format-19 --dry-run -Werror

lint: build
	@run-clang-tidy-19 -quiet -p $(release) -j $(JOBS) '/(compiler|runtime|cli)/[^.]*\.cpp$$'

# The README's commands on a clone of HEAD inside a bare Debian 12.
fresh:
	@tools/fresh.sh

clean:
	rm -rf build
