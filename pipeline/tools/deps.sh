#!/bin/sh
# deps.sh run|test|deb|conformance: sees to it that the Debian packages needed are installed. Says
# nothing where nothing is missing. Without the right to install it says what to ask
# the administration for, and fails.
#
# Texts are German: those who run the reports see them.
set -eu

stage=${1:-test}

# stage|package|reason
packages() {
    cat <<'END'
run|gcc|übersetzt das Programm
run|libc6-dev|Kopfdateien der C-Bibliothek
run|binutils|bindet das Programm
run|pkg-config|findet die Bibliotheken
run|libhpdf-dev|schreibt die PDF-Dateien (libharu)
run|libcsv-dev|liest die CSV-Dateien
run|libgsl-dev|Statistik (GNU Scientific Library)
run|libglpk-dev|lineare Programme der Geheimhaltung (GLPK)
run|libxml2-dev|liest Vorlagen und Konfiguration
run|libharfbuzz-dev|setzt die Schrift: Unterschneidung, Teilschriften
run|libfontconfig-dev|findet die Schriften nach ihrem Namen
run|fontconfig|Verzeichnis der installierten Schriften
run|libjansson-dev|liest Grenzen im Format GeoJSON
run|libshp-dev|liest Grenzen im Format Shapefile (shapelib)
run|libical-dev|liest den Sitzungskalender (iCalendar)
run|nettle-dev|Prüfsummen (SHA-256)
run|zlib1g-dev|Kompression in den PDF-Dateien
run|fonts-lato|die Schrift der Berichte
run|fonts-dejavu-core|Zeichen, die der Schrift der Berichte fehlen
run|icc-profiles-free|Farbprofil für PDF/A
run|groff-base|deutsche Trennmuster
test|libcmocka-dev|Rahmen der Einzeltests
test|qpdf|prüft den Aufbau der PDF-Dateien
test|poppler-utils|liest Text und Bilder aus den PDF-Dateien zurück
test|libxml2-utils|prüft Vorlagen und Konfiguration (xmllint)
test|python3|liest in den Tests das Verzeichnis einer Ausgabe (JSON)
test|python3-venv|holt den Prüfer der Archivpakete (bagit von PyPI)
test|r-base-core|rechnet die Verfahren der Statistik unabhängig nach
test|python3-scipy|greift in den Tests die Geheimhaltung an
test|python3-icalendar|liest in den Tests Sitzungskalender unabhängig nach
test|python3-dateutil|rechnet in den Tests Serien von Sitzungen nach
test|tzdata|Zeitzonen in den Tests der Sitzungskalender
test|chromium|öffnet in den Tests die Übersicht der Berichte
test|time|misst Zeit und Speicher (make bench)
test|clang|zweiter Übersetzer, Fuzzing
test|libclang-rt-14-dev|Laufzeit für Fuzzing und Speicherprüfung mit clang
test|clang-format|einheitliche Form des Quelltexts
test|debhelper|baut das Debian-Paket
test|lintian|prüft das Debian-Paket
test|man-db|prüft die Handbuchseiten
test|mandoc|prüft die Handbuchseiten
test|zsh|prüft die Vervollständigung von Befehlen
deb|debhelper|baut das Debian-Paket
conformance|default-jdk-headless|führt den Prüfer veraPDF aus
conformance|maven|holt den Prüfer veraPDF
END
}

wanted() {
    packages | while IFS='|' read -r need package reason; do
        if [ "$need" = run ] || [ "$need" = "$stage" ]; then
            printf '%s|%s\n' "$package" "$reason"
        fi
    done
}

# Lines "package|reason" of what is not installed.
missing() {
    # shellcheck disable=SC2046
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' \
        $(wanted | cut -d '|' -f 1) 2>/dev/null | sed -n 's/ installed$//p' || true)
    wanted | while IFS='|' read -r package reason; do
        printf '%s\n' "$installed" | grep -qxF -e "$package" ||
            printf '%s|%s\n' "$package" "$reason"
    done
}

list() {
    printf '%s\n' "$1" | while IFS='|' read -r package reason; do
        printf '  %s (%s)\n' "$package" "$reason"
    done
}

names() {
    printf '%s\n' "$1" | cut -d '|' -f 1 | tr '\n' ' ' | sed 's/ $//'
}

ask() {
    {
        printf '%s\n' "$1"
        printf 'Bitte die Systemverwaltung um diesen Befehl bitten und danach erneut starten:\n\n'
        printf '  apt-get install --no-install-recommends %s\n\n' "$(names "$open")"
    } >&2
    exit 1
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "Hinweis: Dies ist kein Debian-System. Ob alle nötigen Pakete da sind, ist" \
        "ungeprüft; die Liste steht in pipeline/tools/deps.sh." >&2
    exit 0
fi

open=$(missing)
[ -n "$open" ] || exit 0

echo "Es fehlen Pakete:"
list "$open"

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1 || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
        ask 'Für die Installation fehlt das Recht.'
    fi
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null >>"$log" 2>&1
}

echo "Sie werden jetzt installiert ..."
# Old package lists may still do; what really fails is the installation.
apt update || true
# shellcheck disable=SC2046
if ! apt install --no-install-recommends $(names "$open"); then
    tail -n 20 "$log" >&2
    ask 'Die Installation ist fehlgeschlagen (die letzten Meldungen stehen darüber).'
fi
open=$(missing)
[ -z "$open" ] || ask 'Nach der Installation fehlen noch immer Pakete.'
echo "Alle Pakete sind installiert."
