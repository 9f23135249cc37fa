#!/bin/sh
# install.sh install|uninstall: what "make install" and "make uninstall" do. From the
# environment: BUILD, DESTDIR, PREFIX; UNITDIR (units of systemd) and ZSHDIR (completion of
# zsh) where a system has them elsewhere.
#
# Of inputs and templates only what belongs to the project is installed: files of one's own
# may hold records of persons and must not become readable to all.
set -eu

build=${BUILD:-build}
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}$prefix
shared=$root/share/sozialbericht
doc=$root/share/doc/sozialbericht
units=${DESTDIR:-}${UNITDIR:-$prefix/lib/systemd/system}
zsh=${DESTDIR:-}${ZSHDIR:-$prefix/share/zsh/site-functions}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# MODE SOURCE TARGET
put() { install -D -m "$1" "$2" "$3"; }

# SOURCE TARGET: with the folder of the program filled in
fill() {
    sed "s|@BINDIR@|$prefix/bin|" "$1" >"$work/filled"
    put 644 "$work/filled" "$2"
}

# What git knows; without git all but keys and hidden files.
project_files() {
    if [ -e .git ]; then
        git -c safe.directory="$PWD" -c core.quotePath=off ls-files inputs templates
    else
        find inputs templates -type f ! -name cell-key.txt ! -name '.*'
    fi
}

# PAGE FILE: PAGE '' is that of the program
manual() {
    # shellcheck disable=SC2086
    "$build/sozialbericht" man $1 >"$work/manual"
    put 644 "$work/manual" "$root/share/man/$2"
}

put_all() {
    put 755 "$build/sozialbericht" "$root/bin/sozialbericht"
    list=$(project_files)
    echo "$list" | while read -r file; do
        put 644 "$file" "$shared/$file"
    done
    manual '' man1/sozialbericht.1
    manual vorlage man5/sozialbericht-vorlage.5
    manual beschreibung man5/sozialbericht-beschreibung.5
    put 644 pipeline/cli/completion/sozialbericht.bash \
        "$root/share/bash-completion/completions/sozialbericht"
    put 644 pipeline/cli/completion/_sozialbericht "$zsh/_sozialbericht"
    fill pipeline/cli/systemd/sozialbericht.service "$units/sozialbericht.service"
    put 644 pipeline/cli/systemd/sozialbericht.timer "$units/sozialbericht.timer"
    put 644 pipeline/cli/systemd/sozialbericht.sysusers "$root/lib/sysusers.d/sozialbericht.conf"
    fill pipeline/cli/systemd/sozialbericht.cron "$doc/examples/sozialbericht.cron"
    put 644 README.md "$doc/README.md"
    put 644 LICENSE "$doc/LICENSE"
}

take_away() {
    rm -f "$root/bin/sozialbericht" "$root/share/man/man1/sozialbericht.1" \
        "$root/share/man/man5/sozialbericht-vorlage.5" \
        "$root/share/man/man5/sozialbericht-beschreibung.5" \
        "$root/share/bash-completion/completions/sozialbericht" "$zsh/_sozialbericht" \
        "$units/sozialbericht.service" "$units/sozialbericht.timer" \
        "$root/lib/sysusers.d/sozialbericht.conf"
    rm -rf "$shared" "$doc"
}

case ${1:-} in
install) put_all ;;
uninstall) take_away ;;
*)
    echo 'install.sh install|uninstall' >&2
    exit 64
    ;;
esac
