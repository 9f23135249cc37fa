# checks.sh: how the scripts under tests/ tell what they saw, in the lines that run.sh
# counts. To be sourced: . tests/checks.sh

ok() { printf 'ok %s\n' "$1"; }

# bad NAME WHY
bad() { printf 'not ok %s: %s\n' "$1" "$(printf '%s' "$2" | tr '\n' ' ')"; }

# check NAME COMMAND...: ok where the command succeeds, else the end of what it said. It
# runs in this shell, so that functions may set variables. $work: the script's own folder.
check() {
    check_name=$1
    shift
    if "$@" > "$work/why" 2>&1; then
        ok "$check_name"
    else
        bad "$check_name" "$(tail -n 3 "$work/why")"
    fi
}

# make_reports OUTPUT [OPTIONS...]: status 1 are warnings, the reports are made. $program.
make_reports() {
    out=$1
    shift
    "$program" build --output "$out" "$@" > "$out.log" 2>&1
    status=$?
    [ "$status" -le 1 ] || { tail -n 5 "$out.log"; return 1; }
}
