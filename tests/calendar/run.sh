#!/bin/sh
# Sessions with the whole program: random calendars against other software, a simulated year,
# and what may go wrong in a run without onlookers.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

here=tests/calendar
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
program=$PWD/${BUILD:-build}/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH JOURNAL_STREAM SOZIALBERICHT_ON_SUCCESS SOZIALBERICHT_ON_FAILURE

. tests/checks.sh

fresh() {
    rm -rf "$work/in" "$work/tpl" "$work/out"
    cp -r tests/golden/inputs "$work/in"
    cp $here/agenda.xml "$work/in/agenda.xml"
    mkdir "$work/tpl"
    cp $here/seite.xml tests/golden/templates/theme.xml "$work/tpl"
    sed -i 's/template="gemeinde.xml"/template="seite.xml"/; s/file="Probe_/file="Seite_/' \
        "$work/in/edition.xml"
}

# calendar LINES...: one session of the Sozialausschuss on 10 June 2027
calendar() {
    {
        printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Sozialausschuss\n'
        printf '%s\n' "$@" END:VEVENT END:VCALENDAR
    } > "$work/in/calendar.ics"
}
june() { calendar "DTSTART:20270610T143000"; }

# run DATE COMMAND [OPTION...]: leaves $status, out, err
run() {
    day=$1
    shift
    "$program" "$@" --date "$day" --inputs "$work/in" --templates "$work/tpl" \
        --output "$work/out" > "$work/stdout" 2> "$work/stderr"
    status=$?
}
said() { # STATUS TEXT
    [ "$status" -eq "$1" ] || { echo "status $status: $(cat "$work/stderr")"; return 1; }
    grep -q -- "$2" "$work/stdout" "$work/stderr" || { cat "$work/stdout" "$work/stderr"; return 1; }
}
folders() { (cd "$work/out" && ls -d 20* 2> /dev/null | tr '\n' ' '); }
are() { [ "$(folders)" = "$1" ] || { echo "there is $(folders)"; return 1; }; }

python=
for p in python3 /usr/bin/python3; do
    if $p -c 'import icalendar, dateutil, zoneinfo; zoneinfo.ZoneInfo("Europe/Berlin")' 2> /dev/null; then
        python=$p
        break
    fi
done
if [ -n "$python" ]; then
    fresh
    $python $here/expand.py "$program" "$work/in" "$work/tpl" "$work" 60
    fresh
    $python $here/year.py "$program" "$work/in" "$work/tpl" "$work"
else
    echo "skip random calendars and a simulated year: no python3 with icalendar and dateutil"
fi

# The rules of one session, day by day: due on 26 May, over Fronleichnam.
fresh
june
run 2027-05-25 run-due
check "nothing is made before its day" said 1 SB0102
check "but old figures are warned of" said 1 'SB0201 .*„101-G“ 1225 Tage alt, erlaubt sind 1200 Tage'
run 2027-05-05 run-due
check "not earlier than the rule says" sh -c '! grep -q SB0201 "$1"' - "$work/stderr"
run 2027-05-26 run-due
check "on its day it is made" said 1 'SB0101 Erstellt: 2027-06-10-SOA, Sitzung Sozialausschuss am 10.06.2027'
check "and what is made is named in the record" \
    grep -q '^a;SOA;;2027-06-10;2027-06-10-SOA;2027-05-26;' "$work/out/sitzungen.csv"
run 2027-05-26 run-due
check "not twice on that day" said 0 SB0102
run 2027-05-20 run-due
check "nor when the clock is put back, which is told" said 1 'SB0205 Heute wäre der 20.05.2027'
run 2027-06-11 run-due
check "nor afterwards" are "2027-06-10-SOA "

# A moved session; other inputs; a new version when asked.
fresh
june
run 2027-05-27 run-due
calendar "DTSTART:20270617T143000" "SEQUENCE:1"
run 2027-06-02 run-due
check "moved after it was made: told, not made again" said 1 'SB0203 .*an den Eingaben hat sich nichts'
run 2027-06-02 run-due --again
check "nor when asked, from the same inputs" said 1 'SB0103 Unverändert: 2027-06-10-SOA'
echo '<!-- changed -->' >> "$work/tpl/seite.xml"
run 2027-06-02 run-due
check "nor from other inputs, unasked" said 1 'SB0203 .*run-due --again 2027-06-10-SOA'
check "one edition stands" are "2027-06-10-SOA "
cp -r "$work/out/2027-06-10-SOA" "$work/first"
run 2027-06-02 run-due --again 2027-06-10-SOA
check "asked, from other inputs: a new version" said 1 'SB0101 Erstellt: 2027-06-17-SOA-Fassung2'
check "beside the old one" are "2027-06-10-SOA 2027-06-17-SOA-Fassung2 "
check "which stays as it was" diff -r "$work/first" "$work/out/2027-06-10-SOA"
rm -rf "$work/first"
run 2027-06-03 run-due --again
check "and once only" said 0 'SB0103 Unverändert: 2027-06-17-SOA-Fassung2'
run 2027-06-03 run-due 2027-06-99-SOA
check "an edition that nobody knows" said 2 'Eine Ausgabe „2027-06-99-SOA“ ist weder'
calendar "DTSTART:20270617T143000" "SEQUENCE:2" "STATUS:CANCELLED"
run 2027-06-04 run-due --again
check "cancelled afterwards: told" said 0 'SB0204 Die Sitzung Sozialausschuss am 17.06.2027'

# Nothing is made where the calendar cannot be trusted or the record is damaged.
fresh
printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:SOA\nDTSTART:20270610\n' > "$work/in/calendar.ics"
run 2027-06-01 run-due
check "a calendar that is cut off" said 2 'calendar.ics:5:9: Fehler: Der Kalender ist unvollständig'
rm "$work/in/calendar.ics"
run 2027-06-01 run-due
check "a calendar that is missing" said 2 'agenda.xml:10:.*Den Sitzungskalender „calendar.ics“ gibt es'
june
mkdir -p "$work/out"
echo 'Notiz: nicht vergessen' > "$work/out/sitzungen.csv"
run 2027-06-01 run-due
check "a damaged record" said 74 'sitzungen.csv:1.*SB0303'
check "nothing was made" are ""
rm "$work/out/sitzungen.csv"
sed -i 's/file="Seite_08999002"/file="Nichts"/' "$work/in/agenda.xml"
run 2027-06-01 due
check "a report that no edition has" said 2 'Keine Datei der Ausgabe beginnt mit „Nichts“'

# A fault in a template: told, tried again by the next run.
fresh
june
sed -i 's/{\$name}:/{$nam}:/' "$work/tpl/seite.xml"
run 2027-05-26 run-due
check "what cannot be made is told" said 2 'SB0301 Die Ausgabe „2027-06-10-SOA“'
check "and is not there" are ""
sed -i 's/{\$nam}:/{$name}:/' "$work/tpl/seite.xml"
run 2027-05-28 run-due
check "the next run makes it" are "2027-06-10-SOA "

# Killed between the edition and its record: the next run only records.
before=$(stat -c %i "$work/out/2027-06-10-SOA/manifest.json")
sed -i '/^a;/d' "$work/out/sitzungen.csv"
run 2027-05-28 run-due
check "an edition without its record is recorded" grep -q '^a;SOA' "$work/out/sitzungen.csv"
check "and not made again" [ "$before" = "$(stat -c %i "$work/out/2027-06-10-SOA/manifest.json")" ]
check "nothing is left of its making" \
    [ -z "$(find "$work/out" -name '*.im-aufbau' -o -name '*.tmp*')" ]

# Two at once.
exec 9> "$work/out/.sperre-sitzungen"
if command -v flock > /dev/null; then
    flock -n 9
    run 2027-05-28 run-due
    check "a second run leaves the first alone" said 74 SB0302
else
    echo "skip a second run leaves the first alone: no flock (util-linux)"
fi
exec 9>&-

# Programs that are told.
hook() { sed -i "s|</sessions>|$1</sessions>|" "$work/in/agenda.xml"; }
fresh
june
cat > "$work/tell" <<'END'
#!/bin/sh
{ for a in "$@"; do printf '[%s]' "$a"; done; echo; cat; } >> "${0%/*}/told"
END
chmod +x "$work/tell"
hook "<hook on=\"success\" command=\"$work/tell\"><arg>{result} {edition}</arg><arg>\$(touch $work/evil)</arg><arg>;{session}</arg></hook>"
hook "<hook on=\"failure\" command=\"cat > $work/shell; echo \"\$1\" >> $work/shell; exit 3\" shell=\"yes\"><arg>{folder}';touch $work/evil;'</arg></hook>"
sed -i "s|echo \"\$1\"|echo \&quot;\$1\&quot;|" "$work/in/agenda.xml"
cp "$work/tpl/seite.xml" "$work/good.xml"
sed -i 's/{\$name}:/{$nam}:/' "$work/tpl/seite.xml"
run 2027-05-26 run-due
check "a line for the shell is told of failure" \
    grep -q 'Die Berichte konnten nicht erstellt werden' "$work/shell"
check "with the messages, and arguments as arguments" sh -c \
    'grep -q "seite.xml:.*Fehler" "$1" && grep -q "2027-06-10-SOA.;touch" "$1"' - "$work/shell"
check "its own failure is a warning" said 2 'SB0304 .*Rückgabewert 3'
cp "$work/good.xml" "$work/tpl/seite.xml"
run 2027-05-26 run-due
check "a program is told of success" \
    grep -qF "[success 2027-06-10-SOA][\$(touch $work/evil)][;2027-06-10]" "$work/told"
check "and reads what happened" grep -q 'Sitzung: Sozialausschuss am 10.06.2027' "$work/told"
run 2027-05-27 run-due
check "once" [ "$(grep -c '^\[success' "$work/told")" -eq 1 ]
check "no shell but where asked" [ ! -e "$work/evil" ]

rm -rf "$work/out" "$work/told"
SOZIALBERICHT_ON_SUCCESS=$work/tell
export SOZIALBERICHT_ON_SUCCESS
run 2027-05-26 run-due
check "the environment names another program" \
    grep -qF "[success][2027-06-10-SOA][$work/out/2027-06-10-SOA][SOA][2027-06-10]" "$work/told"
rm -rf "$work/out"
SOZIALBERICHT_ON_SUCCESS=$work/none
run 2027-05-26 run-due
check "one that is not there is a warning" said 1 'SB0304 .*konnte nicht gestartet werden'
check "and the edition stands" are "2027-06-10-SOA "
unset SOZIALBERICHT_ON_SUCCESS
fresh
june
hook "<hook on=\"success\" command=\"sleep 600 \\& sleep 600\" shell=\"yes\" seconds=\"1\"/>"
sed -i 's/sleep 600 & sleep/sleep 600 \&amp; sleep/' "$work/in/agenda.xml"
run 2027-05-26 run-due
check "one that takes too long is ended" said 1 'SB0304 .*zu lange'

# Lines for the journal.
fresh
june
JOURNAL_STREAM=$(: > "$work/journal"; stat -c '%d:%i' "$work/journal")
export JOURNAL_STREAM
"$program" run-due --date 2027-05-26 --inputs "$work/in" --templates "$work/tpl" \
    --output "$work/out" > "$work/journal" 2>&1
check "the journal gets priorities" sh -c \
    'grep -q "^<6>SB0101" "$1" && grep -q "^<4>.*SB0201" "$1"' - "$work/journal"
unset JOURNAL_STREAM

# The plan of a year, as text, as JSON, and from a table.
run 2027-01-01 due --year 2027
check "the plan of a year" said 1 '^erstellt  26.05.2027  Do 10.06.2027, 14:30  SOA  *2027-06-10-SOA'
run 2027-01-01 due --year 2027 --json
check "as JSON" python3 -c 'import json, sys
e, = json.load(open(sys.argv[1]))
assert e["due"] == "2027-05-26" and e["state"] == "made" and len(e["files"]) == 2' "$work/stdout"
sed -i 's/calendar.ics/sitzungen.csv/' "$work/in/agenda.xml"
printf 'key;committee;date;time\n1;SOA;10.06.2027;14:30\n2;SOA;11.06.2027;14 Uhr\n' \
    > "$work/in/sitzungen.csv"
rm -rf "$work/out"
run 2027-05-26 due
check "from a table" said 2 '^fällig  26.05.2027  Do 10.06.2027, 14:30  SOA  *2027-06-10-SOA'
check "with the place of a fault" said 2 'sitzungen.csv:3:18: Fehler: .*Uhrzeit'
check "due makes nothing" [ ! -e "$work/out" ]
run 2027-13-01 due
check "no such day" said 64 '„2027-13-01“ ist keine gültige Angabe für „--date“'

# What runs it unattended.
if command -v systemd-analyze > /dev/null; then
    mkdir "$work/unit"
    sed 's|@BINDIR@/sozialbericht|/bin/true|' pipeline/cli/systemd/sozialbericht.service \
        > "$work/unit/sozialbericht.service"
    cp pipeline/cli/systemd/sozialbericht.timer "$work/unit"
    verify() {
        systemd-analyze verify --man=no "$work/unit/sozialbericht.service" \
            "$work/unit/sozialbericht.timer" 2>&1 | grep -F "$work/unit" && return 1
        return 0
    }
    check "systemd understands service and timer" verify
    check "and calls the service well guarded" systemd-analyze security --offline=yes \
        --threshold=15 "$work/unit/sozialbericht.service"
    check "the timer names a time" systemd-analyze calendar \
        "$(sed -n 's/^OnCalendar=//p' "$work/unit/sozialbericht.timer")"
else
    echo "skip service and timer: no systemd-analyze (systemd)"
fi
