#!/bin/sh
# pipeline/tools/deps.sh on pretended systems: other programs stand in for
# dpkg-query, apt-get, id and sudo.
set -eu
deps=$(cd "$(dirname "$0")/../pipeline/tools" && pwd)/deps.sh
fake=$(mktemp -d)
trap 'rm -rf "$fake"' EXIT

# tool NAME: a program from standard input
tool() {
    { echo '#!/bin/sh'; cat; } >"$fake/$1"
    chmod +x "$fake/$1"
}

# Nothing of the real system but the plain tools may be found.
for name in sh cat cut tr sed grep printf mktemp rm tail env; do
    ln -s "$(PATH=/usr/bin:/bin env which "$name")" "$fake/$name"
done
tool dpkg-query <<'END'
for package; do
    case $package in
    -*|'${'*) ;;
    *) [ ! -e "$FAKE/missing-$package" ] && echo "$package installed" ;;
    esac
done
exit 1
END
tool apt-get <<'END'
echo "apt-get $*" >>"$FAKE/calls"
case " $* " in *' install '*) [ -z "${APT_FAILS:-}" ] || { echo 'E: no route'; exit 100; } ;; esac
case " $* " in *' install '*) rm -f "$FAKE"/missing-* ;; esac
END
tool id <<'END'
echo "$FAKE_UID"
END

FAKE=$fake
export FAKE

# run UID STAGE: sets out and status
run() {
    rm -f "$fake/calls"
    status=0
    out=$(FAKE_UID=$1 PATH=$fake sh "$deps" "$2" 2>&1 </dev/null) || status=$?
}

# check NAME CONDITION...
check() {
    name=$1
    shift
    if "$@"; then
        echo "ok deps $name"
    else
        echo "not ok deps $name: status $status, output: $(printf '%s' "$out" | tr '\n' '|')"
    fi
}

says() {
    case $out in *"$1"*) ;; *) return 1 ;; esac
}

run 1000 test
check 'nothing missing: silent' [ "$status$out" = 0 ]
check 'nothing missing: no call' [ ! -e "$fake/calls" ]

touch "$fake/missing-libcmocka-dev"
run 0 run
check 'a run does not need test packages' [ "$status$out" = 0 ]

run 0 test
check 'installs as root' [ "$status" -eq 0 ]
check 'names package and reason' says 'libcmocka-dev (Rahmen der Einzeltests)'
check 'updates first' grep -q 'apt-get -q -y update' "$fake/calls"
check 'installs only what is missing' grep -qx \
    'apt-get -q -y install --no-install-recommends libcmocka-dev' "$fake/calls"

touch "$fake/missing-gcc" "$fake/missing-groff-base"
run 1000 run
check 'without right: fails' [ "$status" -eq 1 ]
check 'without right: says what to ask for' \
    says 'apt-get install --no-install-recommends gcc groff-base'
check 'without right: changes nothing' [ ! -e "$fake/calls" ]

tool sudo <<'END'
[ "$1" = -n ] && shift
echo "sudo $*" >>"$FAKE/calls"
exec "$@"
END
printf '#!/bin/sh\n' | tool true
run 1000 run
check 'uses sudo' [ "$status" -eq 0 ]
check 'uses sudo for apt-get' grep -q 'sudo env DEBIAN_FRONTEND=noninteractive apt-get' \
    "$fake/calls"

touch "$fake/missing-gcc"
APT_FAILS=1
export APT_FAILS
run 0 run
unset APT_FAILS
check 'failed installation: fails' [ "$status" -eq 1 ]
check 'failed installation: shows why' says 'E: no route'
check 'failed installation: says what to ask for' says 'apt-get install'
rm -f "$fake/missing-gcc"

rm "$fake/dpkg-query"
run 0 test
check 'no Debian: a note only' [ "$status" -eq 0 ]
check 'no Debian: says so' says 'kein Debian-System'
