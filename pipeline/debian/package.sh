#!/bin/sh
# package.sh [FOLDER]: makes the Debian package of what is built in $BUILD and puts it into FOLDER
# ($BUILD); prints its path. Called by "make deb" with VERSION and RELEASED (JJJJ-MM-TT).
# MAINTAINER: "Name <mail>" of whoever gives the package out.
#
# The same sources make the same package: all times are that of the release. The list of changes
# is that of the README.
set -eu

build=$(cd "${BUILD:-build}" && pwd)
folder=$(cd "${1:-$build}" && pwd)
work=$folder/deb
maintainer=${MAINTAINER:-Sozialbericht <sozialbericht@maintainer.invalid>}

rm -rf "$work"
mkdir -p "$work/debian"
sed "s|@MAINTAINER@|$maintainer|" pipeline/debian/control >"$work/debian/control"
cp pipeline/debian/copyright pipeline/debian/prerm "$work/debian"
cp pipeline/debian/lintian-overrides "$work/debian/sozialbericht.lintian-overrides"

# README: "### 0.1.0 (2026-11-23)" and "* what is new" below "## Changes".
awk -v maintainer="$maintainer" '
function finish() {
    if (version == "")
        return
    ("date -u -R -d " day) | getline stamp
    printf "\n -- %s  %s\n\n", maintainer, stamp
    version = ""
}
/^##? / { finish(); inside = $0 == "## Changes"; next }
inside && /^### [0-9]/ {
    finish()
    version = $2
    day = substr($3, 2, 10)
    printf "sozialbericht (%s-1) bookworm; urgency=medium\n\n", version
    next
}
inside && version != "" && /^[* ]/ { print "  " $0 }
END { finish() }' README.md >"$work/debian/changelog"
[ "$(dpkg-parsechangelog -l "$work/debian/changelog" -S Version)" = "$VERSION-1" ] || {
    echo "In README.md steht unter „Changes“ zuoberst nicht $VERSION ($RELEASED)." >&2
    exit 1
}

DESTDIR=$work/debian/sozialbericht PREFIX=/usr BUILD=$build UNITDIR=/lib/systemd/system \
    ZSHDIR=/usr/share/zsh/vendor-completions sh pipeline/tools/install.sh install
rm "$work/debian/sozialbericht/usr/share/doc/sozialbericht/LICENSE" # it is in copyright

cd "$work"
SOURCE_DATE_EPOCH=$(date -u -d "$RELEASED" +%s)
DEB_BUILD_OPTIONS=noautodbgsym
export SOURCE_DATE_EPOCH DEB_BUILD_OPTIONS
dh_installdocs
dh_installchangelogs
# The timer is for who wants it: it needs a folder of reports first.
dh_installsystemd --no-enable --no-start
dh_lintian
dh_compress
dh_fixperms
dh_strip
dh_shlibdeps
dh_installdeb
dh_gencontrol
dh_md5sums
dh_builddeb --destdir="$folder" >/dev/null
echo "$folder/sozialbericht_$VERSION-1_$(dpkg --print-architecture).deb"
