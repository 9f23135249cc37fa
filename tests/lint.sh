#!/bin/sh
# lint.sh [ROOT]: rules of the source that the compiler does not check. Each finding
# is a line "file:line: rule: what"; exit status 1 if there is any.
#
# include  who may include whom (the table in pipeline/README.md)
# foreign  a header of a library outside its room, or of an unknown library
# private  *_private.h used by another room
# length   function over 80 lines, line over 100 columns, file over 700 lines
# header   a header that does not begin with a comment
set -eu
cd "${1:-$(dirname "$0")/..}"
LC_ALL=C
export LC_ALL

files=$(find pipeline tests -type f \( -name '*.c' -o -name '*.h' \) | sort)
[ -n "$files" ] || { echo "lint: no sources found" >&2; exit 1; }

# Names of files hold no blanks: they are includes.
# shellcheck disable=SC2086
awk '
BEGIN {
    allow("base", "")
    allow("xml", "base")
    allow("geo", "base xml")
    allow("facts", "base xml")
    allow("ingest", "base xml facts")
    allow("check", "base xml facts methods")
    allow("methods", "base")
    allow("stats", "base facts methods")
    allow("guard", "base xml facts methods stats")
    allow("analysis", "base xml methods")
    allow("sentences", "base xml methods analysis")
    allow("document", "base")
    allow("compose", "base xml geo document analysis sentences")
    allow("page", "base")
    allow("layout", "base geo document page")
    allow("pdf", "base page")
    allow("archive", "base")
    allow("calendar", "base xml")
    allow("gallery", "base geo document")
    allow("cli", "base xml facts ingest check methods stats guard analysis sentences geo document compose page layout pdf archive calendar gallery")
    allow("tools", "")
    # Single headers beyond the rooms: by the file that includes, or by all of a room.
    file_allowed["compose", "guard/published.h"] = 1
    file_allowed["analysis", "guard/published.h"] = 1
    file_allowed["sentences", "guard/published.h"] = 1
    theme_rooms["xml"] = 1

    n = split("^csv\\.h$ ingest|^hpdf pdf|^(harfbuzz\/)?hb[-.] pdf|^zlib\\.h$ pdf|^fontconfig\/ pdf|^libxml/ xml|^gsl/ methods|^glpk\\.h$ guard|^jansson\\.h$ geo|^shapefil\\.h$ geo|" \
              "^nettle/ base|^libical/ calendar", pairs, "|")
    for (i = 1; i <= n; i++) {
        split(pairs[i], pair, " ")
        foreign[pair[1]] = pair[2]
    }
    n = split("assert ctype dirent errno fcntl fenv float fnmatch glob inttypes iso646 langinfo " \
              "limits locale malloc math poll pwd grp regex setjmp signal stdalign stdarg stdatomic " \
              "stdbool stddef stdint stdio stdlib stdnoreturn string strings sysexits termios " \
              "time unistd wait", words, " ")
    for (i = 1; i <= n; i++)
        standard[words[i] ".h"] = 1
}

function allow(room, list,    n, i, words)
{
    known[room] = 1
    n = split(list, words, " ")
    for (i = 1; i <= n; i++)
        may[room, words[i]] = 1
}

function find(line, rule, what)
{
    printf "%s:%d: %s: %s\n", FILENAME, line, rule, what
    found = 1
}

# A program of a room-own tools/ folder counts as tools, not as the room.
function room_of(path,    parts, n)
{
    n = split(path, parts, "/")
    if (parts[1] != "pipeline")
        return ""
    return n > 3 && parts[3] == "tools" ? "tools" : parts[2]
}

function end_file()
{
    if (name != "" && lines > 700)
        printf "%s:%d: length: %d lines in one file (700 allowed)\n", name, lines, lines
    if (name != "" && lines > 700)
        found = 1
}

function own_header(header,    target)
{
    if (header !~ /\//) {
        find(FNR, "include", "\"" header "\" needs its room: \"room/" header "\"")
        return
    }
    target = header
    sub(/\/.*/, "", target)
    if (target == room)
        return
    if (header ~ /_private\.h$/)
        find(FNR, "private", header " belongs to " target "/")
    else if (!((room, target) in may) && !((room, header) in file_allowed) &&
             !(room == "layout" && (target in theme_rooms) && FILENAME ~ /\/theme[^\/]*$/))
        find(FNR, "include", room "/ may not include " header)
}

function foreign_header(header,    pattern)
{
    if ((header in standard) || header ~ /^(sys|arpa|netinet)\//)
        return
    for (pattern in foreign) {
        if (header ~ pattern) {
            if (room != foreign[pattern])
                find(FNR, "foreign", "<" header "> may only be used in " foreign[pattern] "/")
            return
        }
    }
    find(FNR, "foreign", "<" header "> is of no library that has a room")
}

FNR == 1 {
    end_file()
    name = FILENAME
    room = room_of(FILENAME)
    in_function = 0
    if (FILENAME ~ /\.h$/ && $0 !~ /^\/\*/)
        find(1, "header", "a header begins with a comment: purpose, units, errors, ownership")
    if (room != "" && !(room in known))
        find(1, "include", "the room " room "/ is not in the table")
}

{ lines = FNR }

# Columns are characters: continuation bytes of UTF-8 do not count.
{
    text = $0
    gsub(/[\200-\277]/, "", text)
    if (length(text) > 100)
        find(FNR, "length", length(text) " columns (100 allowed)")
}

room != "" && /^[ \t]*#[ \t]*include[ \t]*"/ {
    header = $0
    sub(/^[^"]*"/, "", header)
    sub(/".*/, "", header)
    own_header(header)
}

room != "" && /^[ \t]*#[ \t]*include[ \t]*</ {
    header = $0
    sub(/^[^<]*</, "", header)
    sub(/>.*/, "", header)
    foreign_header(header)
}

!in_function && (/^\{$/ || /\) *\{$/) {
    in_function = 1
    start = FNR
}

in_function && /^\}/ {
    in_function = 0
    if (FNR - start + 1 > 80)
        find(start, "length", FNR - start + 1 " lines in one function (80 allowed)")
}

END {
    end_file()
    exit found
}
' $files
