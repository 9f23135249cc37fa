#!/bin/sh
# The safety of files: who may read and write what is made, links, names, space on the disk,
# two runs at once, a clock that leaps, a disk that may only be read, file systems without an
# exchange of folders, single reports beside a batch.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

. tests/checks.sh

# Two editions of a tiny district.
mkdir "$work/tpl"
cp tests/golden/templates/theme.xml "$work/tpl"
cat > "$work/tpl/kurz.xml" <<'END'
<report volume="Probe" title="Probe" for="landkreis" subject="Probe">
  <section id="a" title="Probe"><p>{$edition/@title}: {value('D01', $kreis, 2022)}</p></section>
</report>
END
world() { # FOLDER TITLE FILE [NAME]
    cp -r tests/golden/inputs "$work/$1"
    cat > "$work/$1/edition.xml" <<END
<edition name="${4:-probe}" title="$2" date="2026-11-03"><publisher>Amt</publisher>
  <report template="kurz.xml" for="kreis" file="$3"/>
</edition>
END
}
world old Alte 'Probe_{key}'
world new Neue 'Probe_{key}'

# sb INPUTS COMMAND...: settings of the shim stand before it
sb() {
    sb_in=$1
    shift
    "$program" "$@" --inputs "$work/$sb_in" --templates "$work/tpl" --output "$work/out" \
        --archive-root "$work/arc" --jobs 1
}
status() {
    wanted=$1
    shift
    "$@" > "$work/log" 2>&1
    got=$?
    [ "$got" -eq "$wanted" ] || { echo "status $got: $(tail -n 2 "$work/log")"; return 1; }
}
said() { grep -qE -- "$1" "$work/log" || { echo "not said: $1: $(cat "$work/log")"; return 1; }; }
digest() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum); }
fresh() { rm -rf "$work/out"; sb old build > "$work/log" 2>&1 || cat "$work/log"; }
is() { # old|new
    [ "$(digest "$work/out/probe")" = "$(cat "$work/$1.sum")" ] || { echo "not the $1 one"; return 1; }
    left=$(find "$work/out" -name '.?*' ! -name .sperre ! -name .geprueft)
    [ -z "$left" ] || { echo "$left"; return 1; }
}
fresh
digest "$work/out/probe" > "$work/old.sum"
sb new build > "$work/log" 2>&1
digest "$work/out/probe" > "$work/new.sum"
cmp -s "$work/old.sum" "$work/new.sum" && bad "the editions differ" "they do not"

# Permissions.
for mask in 000 022 027 077; do
    rm -rf "$work/out" "$work/arc"
    (umask $mask; sb old build; sb old report 08999; sb old archive; sb old gallery) > "$work/log" 2>&1
    loose=$(find "$work/out" "$work/arc" \( -perm /002 -o \( -type f ! -perm -040 \) -o \( -type d ! -perm -050 \) \))
    [ -z "$loose" ] && [ -f "$work/arc/probe/bagit.txt" ] && ok "permissions under umask $mask" ||
        bad "permissions under umask $mask" "$loose $(cat "$work/log")"
    chmod -R u+w "$work/arc"
done
rm -rf "$work/arc"

# Links: nothing outside the folder is written, whatever lies in it.
mkdir "$work/outside"
echo kept > "$work/outside/kept"
outside() { [ "$(cd "$work/outside" && find . | sort | tr '\n' ' ')$(cat "$work/outside/kept")" = ". ./kept kept" ] ||
    { echo "written outside: $(ls -A "$work/outside")"; return 1; }; }
fresh
rm -rf "$work/out/probe" && ln -s "$work/outside" "$work/out/probe"
check "a link in the place of the edition is refused" status 74 sb new build
check "and named" said 'out/probe.*symbolische Verknüpfung'
fresh
rm -rf "$work/out/probe-einzeln" && ln -s "$work/outside" "$work/out/probe-einzeln"
check "a link in the place of the folder of single reports is refused" status 74 sb new report 08999
check "and named " said 'symbolische Verknüpfung'
rm "$work/out/probe-einzeln" && mkdir "$work/out/probe-einzeln"
ln -s "$work/outside/kept" "$work/out/probe-einzeln/Probe_08999.pdf"
check "a link in the place of a file is refused" status 74 sb new report 08999
ln -sf "$work/outside/new" "$work/out/probe-einzeln/Probe_08999.pdf"
check "a link that leads nowhere, too" status 74 sb new report 08999
fresh
rm "$work/out/.sperre" && ln -s "$work/outside/lock" "$work/out/.sperre"
check "a link in the place of the lock is refused" status 74 sb new build
fresh
ln -s "$work/outside" "$work/out/.probe.im-aufbau"
check "a link among the remains is removed, not followed" status 0 sb new build
check "nothing outside was written" outside
ln -s "$work/out" "$work/linked"
check "the output folder itself may be a link" status 0 "$program" build --inputs "$work/old" \
    --templates "$work/tpl" --output "$work/linked" --jobs 1

# Names that shares of Windows do not take.
for name in con NUL Aux com1 lpt9; do
    rm -rf "$work/named"
    world named Probe "$name"
    check "a report must not be called $name" status 2 sb named build
done
check "the message says why" said "edition.xml:2:[0-9]+: Fehler: .*lpt9.pdf.*Gerät"
rm -rf "$work/named"
world named Probe "$(printf 'a%.0s' $(seq 120))"
check "nor by a name that is too long" status 2 sb named build
for name in nul probe. con.2026; do
    rm -rf "$work/named"
    world named Probe Bericht "$name"
    check "an edition must not be called $name" status 74 sb named build
done
rm -rf "$work/named"
world named Probe Bericht
sed -i 's|</edition>|<report template="kurz.xml" for="kreis" file="bericht"/></edition>|' "$work/named/edition.xml"
check "names must differ in more than capitals" status 2 sb named build

shim=$work/fault.so
cc -shared -fPIC -o "$shim" tests/faults/fault.c -ldl 2> "$work/cc" ||
    { bad "the shim" "$(head -n 1 "$work/cc")"; exit 1; }
head -c 16 /dev/zero > "$work/counter"
# shimmed SETTINGS... -- COMMAND...
shimmed() {
    settings=
    while [ "$1" != -- ]; do
        settings="$settings $1"
        shift
    done
    shift
    head -c 16 /dev/zero > "$work/counter"
    # shellcheck disable=SC2086,SC2030
    (export LD_PRELOAD=fault.so LD_LIBRARY_PATH="$work" SB_COUNTER="$work/counter" \
        ASAN_OPTIONS=verify_asan_link_order=0 $settings; "$@")
}

# Space.
fresh
check "a disk with too little space is told before" status 74 shimmed SB_FREE=1000 -- sb new build
check "with what is free and what is needed" said 'noch 1 Megabyte frei; nötig sind etwa 1'
check "the old edition is whole" is old
check "space enough for it" status 0 shimmed SB_FREE=90000 -- sb new build
rm -rf "$work/out"
check "without an old edition a guess does" status 74 shimmed SB_FREE=300000 -- sb new build
fresh
check "archive: too little space" status 74 shimmed SB_FREE=1000 -- sb old archive probe --archive-root "$work/arc2"
[ ! -e "$work/arc2/probe" ] && ok "archive: nothing is made" || bad "archive: nothing is made" "it is"

# Two runs at once.
fresh
exec 9>> "$work/out/.sperre"
flock -n 9
printf '%s, seit 23.11.2026, 08:15 Uhr, Befehl „build“' $$ > "$work/out/.sperre"
check "a second run waits for nobody" status 74 sb new build
check "and says who is at work, since when, with what" \
    said "anderer Lauf \(Prozess $$, seit 23.11.2026, 08:15 Uhr, Befehl „build“\)"
check "the edition is left alone" is old
check "archiving is refused meanwhile" status 74 sb old archive
check "a single report is made beside it" status 0 sb new report 08999
[ "$(cat "$work/log")" = "$work/out/probe-einzeln/Probe_08999.pdf" ] && ok "its path and nothing else is printed" ||
    bad "its path and nothing else is printed" "$(cat "$work/log")"
grep -q "^$$, seit" "$work/out/.sperre" && ok "the lock is left alone" || bad "the lock is left alone" "changed"
exec 9>&-
i=0
while [ $i -lt 12 ]; do
    { sb new build; echo "status $?"; } > "$work/log.$i" 2>&1 &
    i=$((i + 1))
done
wait
check "of twelve runs at once one makes it, and all end well" is new
lost=$(for i in 0 1 2 3 4 5 6 7 8 9 10 11; do grep -L -E 'anderer Lauf|^status [01]$' "$work/log.$i"; done |
    xargs -r cat)
[ -z "$lost" ] && ok "the others say why not" || bad "the others say why not" "$lost"

# The clock.
fresh
check "a clock that leaps" status 0 shimmed SB_CLOCK=1 -- sb new build
check "changes nothing" is new

# A disk that may only be read.
fresh
check "a disk that may only be read" status 74 shimmed SB_AT=1 SB_LASTING=1 SB_ERRNO=30 \
    SB_CALLS=open -- sb new build
check "is named as such" said 'schreibgeschützt'
check "the old edition is whole " is old
if unshare -m sh -c "mount --bind '$work/out' '$work/out' && mount -o remount,ro,bind '$work/out'" 2> "$work/why"; then
    check "a mount that may only be read" status 74 unshare -m sh -c \
        "mount --bind '$work/out' '$work/out' && mount -o remount,ro,bind '$work/out' &&
         '$program' build --inputs '$work/new' --templates '$work/tpl' --output '$work/out' --jobs 1"
    check "and the message says so" said 'schreibgeschützt'
else
    echo "skip a mount that may only be read: $(tail -n 1 "$work/why")"
fi

# File systems without an exchange of folders: two renames, and a run killed between them.
fresh
check "without an exchange of folders" status 0 shimmed SB_NO_EXCHANGE=1 -- sb new build
check "the new edition is in place" is new
between=0
for at in 1 2 3 4 5 6 7; do
    fresh
    shimmed SB_NO_EXCHANGE=1 SB_CALLS=rename SB_KILL=1 SB_AT=$at -- sb new build > "$work/log" 2>&1
    [ -d "$work/out/probe" ] || between=$((between + 1))
    sb old list > "$work/log" 2>&1
    sb new build > "$work/log" 2>&1
    check "killed at rename $at without exchange: the next run makes it" is new
    fresh
    shimmed SB_NO_EXCHANGE=1 SB_CALLS=rename SB_ERRNO=5 SB_AT=$at -- sb new build > "$work/log" 2>&1
    got=$?
    if [ $got -eq 0 ] || grep -q 'steht an seinem Platz' "$work/log"; then now=new; else now=old; fi
    check "rename $at fails without exchange: the $now edition is whole" is $now
done
[ $between -eq 1 ] && ok "one of them was killed between the two" || bad "one of them was killed between the two" "$between"
fresh
shimmed SB_NO_EXCHANGE=1 SB_CALLS=rename SB_KILL=1 SB_AT=5 -- sb new build > "$work/log" 2>&1
rm "$work/new/catalogue.xml"
sb new build > "$work/log" 2>&1
sb old build > "$work/log" 2>&1
check "the old edition comes back" is old

# A folder of single reports that is an edition.
cp "$work/old/catalogue.xml" "$work/new/catalogue.xml"
sb old build --edition probe-einzeln > "$work/log" 2>&1
before=$(digest "$work/out/probe-einzeln")
check "single reports are not written into an edition" status 74 sb new report 08999
check "it says so" said 'probe-einzeln.*vollständige Ausgabe'
[ "$(digest "$work/out/probe-einzeln")" = "$before" ] && ok "it is as it was" || bad "it is as it was" "changed"
