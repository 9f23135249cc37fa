#!/bin/sh
# Files as nobody should deliver them: cases/NAME/ is laid over world/ (a small district that
# gives no message), the program is called, and what it says and returns must be exactly
# expected/NAME.txt. Then "build" runs over an edition that is already there: after errors it
# must be as it was, byte for byte; whatever happens, nothing half-written stays and nothing
# is written into the inputs.
#   cases/NAME/command  the call, where it is not "check"
#   cases/NAME/links    lines "FILE TARGET": a symbolic link; TARGET "-": the file is absent
# GOLDEN=1 rewrites expected/: read every message as the person at the keyboard would.
# Prints "ok NAME", "not ok NAME: why".
set -u
LC_ALL=C
export LC_ALL

here=$PWD/tests/hostile
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

. tests/checks.sh

# Every file below a folder with its digest, links as such.
state() {
    (cd "$1" && { find . -type f -exec sha256sum {} + ; find . -type l -printf 'link to %l  %p\n'; } | sort -k 2)
}

# Into $work/case; what the case holds takes the place of what stood there.
lay() {
    rm -rf "$work/case"
    cp -R "$here/world" "$work/case"
    (cd "$1" && find . -type f ! -name command ! -name links) | while read -r file; do
        folder=$work/case/$(dirname "$file")
        [ ! -f "$folder" ] || rm "$folder"
        mkdir -p "$folder" && cp "$1/$file" "$work/case/$file"
    done
    [ ! -f "$1/links" ] || while read -r file target; do
        rm -rf "${work:?}/case/$file"
        [ "$target" = - ] || ln -s "$target" "$work/case/$file"
    done <"$1/links"
}

# call ARGUMENTS...: output, messages and status to $work/now; status in $status.
call() {
    (cd "$work/case" && timeout 60 "$program" "$@") >"$work/now" 2>"$work/messages"
    status=$?
    [ ! -s "$work/messages" ] || cat "$work/messages" >>"$work/now"
    echo "--- Status $status" >>"$work/now"
}

compare() {
    if [ -n "${GOLDEN:-}" ]; then
        mkdir -p "$here/expected" && cp "$work/now" "$here/expected/$1.txt"
        ok "$1 (rewritten)"
    elif cmp -s "$work/now" "$here/expected/$1.txt"; then
        ok "$1"
    else
        bad "$1" "says"
        diff -u "$here/expected/$1.txt" "$work/now" 2>&1 | sed 1,2d | head -n 20
    fi
}

# Why the output folder is not as it must be, or nothing.
spoiled() {
    rm -rf "$work/out"
    cp -R "$work/edition" "$work/out"
    state "$work/case" >"$work/before"
    (cd "$work/case" && timeout 60 "$program" build --jobs 1 --output "$work/out") \
        >/dev/null 2>"$work/said"
    status=$?
    state "$work/case" >"$work/after"
    cmp -s "$work/before" "$work/after" || { echo "build changed its inputs"; return; }
    case $status in
    0 | 1) (cd "$work/case" && "$program" verify --output "$work/out") >"$work/verified" 2>&1 ||
        { echo "the edition is not whole: $(head -n 1 "$work/verified")"; return; } ;;
    2 | 74) state "$work/out/probe" >"$work/after"
        cmp -s "$work/whole" "$work/after" || { echo "the edition changed"; return; } ;;
    *) echo "build ended with status $status"; return ;;
    esac
    (cd "$work/out" && find . -mindepth 1 -maxdepth 1 ! -name probe ! -name index.html \
        ! -name .sperre ! -name .geprueft)
}

if [ -z "${GOLDEN:-}" ]; then
    cp -R "$here/world" "$work/case"
    call check
    if [ "$status" -eq 0 ] && [ ! -s "$work/messages" ]; then
        ok "the world gives no message"
    else
        bad "the world gives no message" "$(head -n 1 "$work/messages")"
    fi
    (cd "$work/case" && "$program" build --output "$work/edition") >/dev/null 2>&1
    state "$work/edition/probe" >"$work/whole"
fi

for folder in "$here"/cases/*/; do
    name=$(basename "$folder")
    lay "$folder"
    command=check
    [ ! -f "$folder/command" ] || command=$(cat "$folder/command")
    state "$work/case" >"$work/before"
    # shellcheck disable=SC2086
    call $command
    compare "$name"
    [ -z "${GOLDEN:-}" ] || continue
    state "$work/case" >"$work/after"
    left=
    [ "$status" -eq 0 ] || cmp -s "$work/before" "$work/after" || left="$command wrote a file"
    [ -n "$left" ] || left=$(spoiled)
    if [ -z "$left" ]; then
        ok "$name leaves nothing half-written"
    else
        bad "$name leaves nothing half-written" "$left"
    fi
done

[ -n "${GOLDEN:-}" ] || PYTHONDONTWRITEBYTECODE=1 python3 "$here/formulas.py" "$program" "$here/world" \
    "$(mktemp -d "$work/XXXXXX")"
