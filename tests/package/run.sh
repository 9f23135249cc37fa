#!/bin/sh
# The installed program: the Debian package and what "make install" puts in place; manual pages,
# completion, --version, --open. FULL=1 (as root, with debootstrap): the package is installed
# with apt in a clean root, and an ordinary user makes reports there; MIRROR names the archive.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: packages are made of the program as it is given out.
set -u

here=$PWD/tests/package
build=$(cd "${BUILD:-build}" && pwd)
program=$build/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

. tests/checks.sh
silent() { "$@" >"$work/said" 2>&1 && [ ! -s "$work/said" ] || { cat "$work/said"; return 1; }; }
same() { [ "$1" = "$2" ] || { echo "$1, not $2"; return 1; }; }
of_makefile() { sed -n "s/^$1 := //p" Makefile; }

# The build is named by its sources.
mkdir "$work/source"
cp -r Makefile pipeline "$work/source"
mkdir "$work/source/inputs" "$work/source/templates"
cp inputs/*.rng "$work/source/inputs"
cp templates/*.rng "$work/source/templates"
name_of() {
    make -s -C "$work/source" BUILD="$1" "$1/gen/version.c" >/dev/null
    sed -n 's/.*sozialbericht_build.*"\(.*\)".*/\1/p' "$work/source/$1/gen/version.c"
}
first=$(name_of one)
check "--version tells version and build" same "$("$program" --version)" \
    "sozialbericht $(of_makefile VERSION) (Bau $first)"
sed -i 's|^/\* |/*  |' "$work/source/pipeline/base/str.h"
check "another source is another build" [ "$(name_of two)" != "$first" ]

# make install.
inst=$work/installed
putting() { BUILD=$build DESTDIR=$inst PREFIX=/opt/bericht sh pipeline/tools/install.sh "$1"; }
check "make install" silent putting install
installed=$inst/opt/bericht/bin/sozialbericht
empty=$work/empty
mkdir "$empty"
alone() { (cd "$empty" && "$installed" "$@"); }
"$program" report Altbach --output "$work/here" >"$work/log" 2>&1
pdf=musterausgabe-2026-einzeln/Sozialbericht_08116004_Altbach.pdf
alone report Altbach >"$work/out" 2>"$work/err"
check "an installed program works in any folder" same $? 0
check "it prints the paths" same "$(head -n 1 "$work/out")" "outputs/$pdf"
check "it says whose inputs they are" grep -q '^Hinweis: .*cp -r .*share/sozialbericht/inputs \.$' "$work/err"
check "its reports are those of the build" cmp "$empty/outputs/$pdf" "$work/here/$pdf"
refused() {
    alone "$@" >"$work/log" 2>&1
    same $? 2 && grep -q 'mit den mitgelieferten Eingaben' "$work/log"
}
check "nothing is made unattended from the example" refused run-due --date 2026-12-04
check "nothing is written into the example" refused boundaries x.json
check "no folder was made for it" [ ! -e "$empty/outputs/sitzungen.csv" ]
cp -r tests/golden/inputs tests/golden/templates "$empty"
alone list >"$work/out" 2>"$work/err"
check "inputs of one's own come first" grep -q 'Landkreis Auental' "$work/out"
check "and nothing is said of others" [ ! -s "$work/err" ]
ln -sfn nowhere "$empty/inputs2" && mv "$empty/inputs" "$empty/kept" && mv "$empty/inputs2" "$empty/inputs"
alone list >"$work/log" 2>&1
check "a folder that is gone is not replaced by the example" same $? 2
check "what calls it may be a link" sh -c 'ln -s "$1" "$2/sb" && cd "$2" && rm inputs && ./sb list' - \
    "$installed" "$empty"

# Files of one's own stay where they are.
private=$work/private
mkdir "$private"
cp -r README.md LICENSE inputs templates pipeline "$private"
rm -f "$private/.git"
echo geheim >"$private/inputs/cell-key.txt"
(cd "$private" && BUILD=$build DESTDIR=$work/p1 PREFIX=/usr sh pipeline/tools/install.sh install)
check "keys are not installed" sh -c '! find "$1" -name cell-key.txt | grep .' - "$work/p1"
check "figures are" [ -f "$work/p1/usr/share/sozialbericht/inputs/data/12411-01-01-5.csv" ]
(cd "$private" && git init -q && git add README.md inputs/*.xml inputs/data templates)
echo geheim >"$private/inputs/data/eigene.csv"
(cd "$private" && BUILD=$build DESTDIR=$work/p2 PREFIX=/usr sh pipeline/tools/install.sh install)
check "nor files that are not the project's" sh -c '! find "$1" -name eigene.csv | grep .' - "$work/p2"
check "the project's are" [ -f "$work/p2/usr/share/sozialbericht/inputs/data/12411-01-01-5.csv" ]

# Manual pages.
manuals=$inst/opt/bericht/share/man
all_pages() {
    for page in man1/sozialbericht.1 man5/sozialbericht-vorlage.5 man5/sozialbericht-beschreibung.5; do
        "$@" "$manuals/$page" || return 1
    done
}
groff_says() { LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l "$1" 2>&1 >/dev/null; }
if command -v man >/dev/null; then
    check "groff has no warning" silent all_pages groff_says
else
    echo "skip groff has no warning: man-db is missing"
fi
if command -v mandoc >/dev/null; then
    check "mandoc has no warning" silent all_pages mandoc -T lint -W warning
    holds() { # PAGE WORDS: at the begin of a line of the printed page
        mandoc -T utf8 "$manuals/$1" | sed 's/.\x08//g' >"$work/page"
        while read -r word; do
            grep -qE -- "^ +$word([ ,(]|\$)" "$work/page" || { echo "no $word"; return 1; }
        done <"$2"
    }
    "$program" help >"$work/help"
    sed -n '/^Befehle/,$s/^  \([a-z-]*\)  *.*/\1/p' "$work/help" | grep . >"$work/words"
    check "every command and option has its entry" holds man1/sozialbericht.1 "$work/words"
    check "as many as there are" [ "$(wc -l <"$work/words")" -ge 35 ]
    # Elements stand two columns in, more about them further.
    "$program" help language | sed -n 's/^  \([a-z0-9$:-]*\).*/\1/p' | grep . | sed 's/\$/\\$/' >"$work/words"
    check "every element, figure, variable and function has one" \
        holds man5/sozialbericht-vorlage.5 "$work/words"
    check "as many as the language has" [ "$(wc -l <"$work/words")" -ge 100 ]
    xmllint --xpath '//*[local-name()="element" or local-name()="attribute"]/@name' \
        inputs/descriptor.rng | sed 's/.*"\(.*\)".*/\1/' | sort -u >"$work/words"
    check "every element and attribute of descriptors has one" \
        holds man5/sozialbericht-beschreibung.5 "$work/words"
else
    echo "skip mandoc has no warning: mandoc is missing"
fi
undescribed() {
    xmllint --xpath 'count(//*[local-name()="element" or (local-name()="attribute" and
        count(*) + count(../*[local-name()="value"]) > 0 and not(*[local-name()="value"]))]
        [not(*[local-name()="documentation"])])' inputs/descriptor.rng
}
check "all of them are described" same "$(undescribed)" 0

# Completion, in shells on a terminal.
shells=$work/shells
mkdir -p "$shells/eingaben" "$shells/archive" "$shells/outputs/erste-ausgabe" "$shells/outputs/leer"
echo '{}' >"$shells/outputs/erste-ausgabe/manifest.json"
complete() { # SHELL COMPLETION
    (cd "$shells" && python3 "$here/shell.py" "$1" "$inst/opt/bericht/share/$2" "${installed%/*}")
}
for shell in bash zsh; do
    completion=bash-completion/completions/sozialbericht
    [ $shell = bash ] || completion=zsh/site-functions/_sozialbericht
    if command -v $shell >/dev/null; then
        complete $shell $completion || bad "completion of $shell" "ended badly"
    else
        echo "skip completion of $shell: $shell is missing"
    fi
done
answers() { # WANTED WORD...
    wanted=$1
    shift
    same "$(cd "$shells" && "$installed" complete -- "$@" | cut -f 1 | tr '\n' ' ')" "$wanted"
}
check "options are those of the command" answers "--format " audit --fo
check "others are not offered" answers "" build --fo
check "values of an option" answers "2a 3a " build --pdfa ""
check "behind an equals sign" answers "--pdfa=2a --pdfa=3a " build --pdfa=
check "areas of other inputs" answers "Ahlbach " report --inputs "$PWD/tests/golden/inputs" A
check "editions, not every folder" answers "erste-ausgabe " archive ""
check "templates that are reports" answers "gemeinde-kurz gemeinde " preview ge
check "hidden commands stay hidden" answers "" com
check "bad inputs are no reason to speak" silent "$installed" complete -- report --inputs /nowhere A
limits() { # every "mit a, b und c:" names commands that there are
    "$program" help | sed -n 's/^ .*  mit \([^:]*\): .*/\1/p; s/.*; mit \([^:]*\): .*/\1/p' |
        sed 's/ und /, /g' | tr -d ' ' | tr ',' '\n' | sort -u >"$work/named"
    [ -s "$work/named" ] || return 1
    while read -r named; do
        "$program" help | grep -q "^  $named " || { echo "no command $named"; return 1; }
    done <"$work/named"
}
check "options name commands that there are" limits

# --open.
viewers=$work/viewers
mkdir "$viewers"
viewer() { # a program from standard input
    { echo '#!/bin/sh'; cat; } >"$viewers/xdg-open"
    chmod +x "$viewers/xdg-open"
}
opens() {
    rm -f "$work/shown"
    (cd "$shells" && PATH=$viewers SHOWN=$work/shown "$installed" "$@" >"$work/out" 2>"$work/err")
}
echo 'echo "$1" >>"$SHOWN"; echo noise; echo noise >&2; while read -r x; do echo "$x" >>"$SHOWN"; done' | viewer
echo typed | opens report Altbach Köngen --open
check "--open: status as without" same $? 0
check "--open: paths and nothing else" same "$(grep -c '\.pdf$' "$work/out") $(wc -l <"$work/out")" "4 4"
check "--open: of each place the first report" same "$(cat "$work/shown")" \
    "$(sed -n '1p;3p' "$work/out")"
check "--open: the viewer does not speak" sh -c '! grep noise "$1" "$2"' - "$work/out" "$work/err"
opens report Altbach
check "without --open nothing is shown" [ ! -e "$work/shown" ]
opens preview gemeinde Altbach 3 --open
check "--open: a page" same "$(cat "$work/shown")" "$(cat "$work/out")"
echo 'exit 3' | viewer
opens report Altbach --open
check "a viewer that fails: the report is made" same $? 0
check "and it is told" grep -q '^Hinweis: .*ließ sich nicht anzeigen' "$work/err"
echo 'exec /bin/sleep 6' | viewer
opens report Altbach --open
check "a viewer that stays open is left alone" same "$? $(grep -c anzeigen "$work/err")" "0 0"
rm "$viewers/xdg-open"
opens report Altbach --open
check "no viewer: the report is made" same "$? $(wc -l <"$work/out")" "0 2"
check "and it says so" grep -q '^Hinweis: .*ließ sich nicht anzeigen' "$work/err"

check "make uninstall" silent putting uninstall
check "nothing stays" sh -c '! find "$1" -type f | grep .' - "$inst"

# The package.
for tool in dh_builddeb dpkg-shlibdeps; do
    command -v $tool >/dev/null || { echo "skip the Debian package: $tool is missing"; exit 0; }
done
package() {
    mkdir "$work/$1"
    VERSION=$(of_makefile VERSION) RELEASED=$(of_makefile RELEASED) BUILD=$build \
        sh pipeline/debian/package.sh "$work/$1"
}
deb=$(package p-one 2>"$work/log")
check "make deb" [ -f "$deb" ]
other=$( (umask 077; TZ=Asia/Tokyo LC_ALL=C.UTF-8 package p-two) 2>>"$work/log")
check "without a warning" [ ! -s "$work/log" ]
check "made twice it is the same" cmp "$deb" "$other"
if command -v lintian >/dev/null; then
    as_root=
    [ "$(id -u)" -ne 0 ] || as_root=--allow-root
    # shellcheck disable=SC2086
    check "lintian has no finding" silent lintian $as_root --fail-on error,warning "$deb"
else
    echo "skip lintian has no finding: lintian is missing"
fi
dpkg-deb -x "$deb" "$work/root"
depends=$(dpkg-deb -f "$deb" Depends)
for library in libc6 libcsv3 libglpk40 libgsl27 libharfbuzz libhpdf libical3 libjansson4 libnettle \
    libshp libxml2 zlib1g libfontconfig1 fonts-lato fonts-dejavu-core icc-profiles-free; do
    case $depends in *"$library"*) ;; *) bad "the package depends on $library" "$depends" ;; esac
done
hardened() {
    readelf -hldW "$1" >"$work/elf" && readelf --dyn-syms -W "$1" >>"$work/elf" || return 1
    for mark in 'DYN (P' GNU_RELRO BIND_NOW __stack_chk_fail _chk@; do
        grep -qF "$mark" "$work/elf" || { echo "no $mark"; return 1; }
    done
    ! grep -q 'GNU_STACK.*RWE' "$work/elf"
}
check "the program is hardened" hardened "$work/root/usr/bin/sozialbericht"
check "and stripped" sh -c '! readelf -SW "$1" | grep -q "debug_info"' - "$work/root/usr/bin/sozialbericht"
check "units name it where it is" grep -qx 'ExecStart=/usr/bin/sozialbericht run-due' \
    "$work/root/lib/systemd/system/sozialbericht.service"
mkdir "$work/user"
(cd "$work/user" && "$work/root/usr/bin/sozialbericht" report Altbach) >/dev/null 2>&1
check "the package alone makes the same report" cmp "$work/user/outputs/$pdf" "$work/here/$pdf"

# An archived edition, made by the build, comes out the same from the package alone.
archived() {
    "$program" "$@" --inputs tests/golden/inputs --templates tests/golden/templates \
        --output "$work/out-archive" --archive-root "$work/archive" --jobs 2 >/dev/null 2>&1
}
archived build
archived archive || bad "an edition is archived" "status $?"
mkdir -p "$work/withheld/data"
cp tests/golden/inputs/data/eigene.csv "$work/withheld/data"
check "an archived edition is rebuilt by the package" "$work/root/usr/bin/sozialbericht" verify \
    --rebuild "$work/archive/probe" --inputs "$work/withheld" --output "$work/none"
chmod -R u+w "$work/archive"

if [ -z "${FULL:-}" ] || [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo "skip installation in a clean root: FULL=1, root and debootstrap are needed"
    exit 0
fi
clean=$work/clean
# Without MIRROR it is the one that debootstrap knows.
check "a clean root" debootstrap --variant=minbase bookworm "$clean" ${MIRROR:+"$MIRROR"}
cp "$deb" "$clean/opt"
cp /etc/resolv.conf "$clean/etc"
check "apt finds the archive" chroot "$clean" apt-get update
check "apt installs the package" chroot "$clean" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y "/opt/${deb##*/}"
chroot "$clean" useradd -m planer
cp -r "$work/archive/probe" "$work/withheld" "$clean/home/planer"
chroot "$clean" chown -R planer /home/planer
there() { chroot "$clean" su - planer -c "$1"; }
check "an ordinary user makes a report" there 'sozialbericht report Altbach'
check "it is the same as here" cmp "$clean/home/planer/outputs/$pdf" "$work/here/$pdf"
check "an archived edition is rebuilt there" there 'sozialbericht verify --rebuild probe --inputs withheld'
check "all reports" there 'sozialbericht build'
check "and the page that leads to them" [ -s "$clean/home/planer/outputs/index.html" ]
check "apt removes it" chroot "$clean" apt-get purge -y sozialbericht
check "and nothing of it stays" sh -c '! find "$1/usr" "$1/lib" "$1/etc" -name "*sozialbericht*" | grep .' - \
    "$clean"
