# Every command of the project, by name. `just` alone lists them; `.ci/run` runs the ones under CI.

default:
    @just --list

# The main job: the gallery of charts and tables, from charts/gallery.toml into charts/. Made again whole, since the
# program may have changed without its version
batch:
    cargo run --release -- batch --fresh

# --- CI ---

# What CI runs, in its order
ci: format lint docs test

# Formatting
format:
    cargo fmt --all --check

# Lints, warnings as errors
lint:
    cargo clippy --locked --all-targets -- -D warnings

# Documentation, warnings as errors
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

# The whole suite, every crate
test:
    cargo test --locked

# --- at the desk ---

# Benchmarks: load, standing, chart to SVG, SVG to PNG
bench:
    cargo bench

# Street-level files rolled up: 1M rows, or 10M or 50M (11 GB in TMPDIR); FILES is files, "one file" or gzip
bench-street rows="1M" files="files":
    cargo bench -p peel-bulk --bench street -- "{{files}}/{{rows}}"

# Write made-up street-level files, the same for the same seed, to try or measure with
generate-street folder rows seed="20181001":
    cargo run --release -p peel-bulk --example generate_street -- {{folder}} {{rows}} {{seed}}

# Every force, every analysis, two cycles: time, memory and cores of a first run and of a second, into FOLDER
bench-batch folder="target/every-force":
    cargo build --release --locked
    rm -rf {{folder}}
    /usr/bin/time -f "first run: %e s, %P of a core, %M KB" target/release/peel batch charts/plans/every-force.toml --quiet -o {{folder}}
    /usr/bin/time -f "second run: %e s, %P of a core, %M KB" target/release/peel batch charts/plans/every-force.toml --quiet -o {{folder}}

# The same matrix and standing charts of every force by pandas and matplotlib and by peel, in one run
bench-peers folder="target/peers":
    cargo build --release --locked
    python3 tests/peers/matplotlib_batch.py --peel target/release/peel --output {{folder}}

# Fuzz one target (field_reader, decoder, period, number, import, narrative) for ten minutes; needs nightly and cargo-fuzz
fuzz target:
    cd crates/ingest/fuzz && mkdir -p corpus/{{target}} && cargo +nightly fuzz run {{target}} corpus/{{target}} seeds/{{target}} -- -rss_limit_mb=2048 -max_len=65536 -max_total_time=600

# Accept changed golden files and the gallery, after looking at the difference
accept:
    UPDATE_GOLDEN=1 cargo test --test tests

# Hold the exports to the tools of others (DuckDB, frictionless, openpyxl, pandas, polars), in an environment of their own
peers:
    python3 -m venv target/peers
    target/peers/bin/pip install --quiet --requirement tests/peers/requirements-packages.txt
    cargo build --locked
    target/peers/bin/python tests/peers/packages.py target/debug/peel

# Time the roll-up of street-level files against DuckDB's on the same files (`just generate-street FOLDER ROWS`), in one run
peer-street files:
    python3 -m venv target/peers
    target/peers/bin/pip install --quiet --requirement tests/peers/requirements-packages.txt
    cargo build --release --locked
    target/peers/bin/python tests/peers/duckdb_street.py --peel target/release/peel --files {{files}}

# Check the shipped data
check-data:
    cargo run --release -- check data/datapackage.json
