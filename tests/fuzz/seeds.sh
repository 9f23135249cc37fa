# seeds.sh: the project's own files as seeds. To be sourced: . tests/fuzz/seeds.sh

# own_seeds NAME FOLDER: beginnings of the project's files, as the target NAME takes them.
own_seeds() {
    rm -rf "$2"
    mkdir -p "$2"
    case $1 in
    csv)
        for file in inputs/data/*.csv; do
            { echo tidy; head -n 14 "$file"; } >"$2/$(basename "$file")"
        done ;;
    describe)
        for file in inputs/data/*-4.csv inputs/data/gisd.csv inputs/data/gv100*; do
            head -n 16 "$file" >"$2/$(basename "$file")"
        done
        # Without the name of the descriptor before it.
        for file in tests/fuzz/corpus/csv/*; do
            tail -n +2 "$file" >"$2/$(basename "$file")"
        done
        cp tests/fuzz/corpus/cases/* "$2/" ;;
    descriptor) cp inputs/descriptors/*.xml "$2/" ;;
    catalogue) cp tests/golden/inputs/[acs]*.xml "$2/" ;;
    esac
}
