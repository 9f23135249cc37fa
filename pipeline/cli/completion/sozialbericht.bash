# Completion for bash. The program itself knows what fits: "sozialbericht complete".
_sozialbericht() {
    local word=${COMP_WORDS[COMP_CWORD]} line quote='' IFS=$'\n'
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
    [[ $word != = ]] || word=
    [[ $word != [\"\']* ]] || quote=${word:0:1}
    word=${word#[\"\']}
    word=${word//\\/}
    COMPREPLY=()
    while read -r line; do
        case $line in
        :file | :folder)
            compopt -o filenames 2>/dev/null
            [[ $line != :file ]] || COMPREPLY+=($(compgen -f -- "$word"))
            [[ $line != :folder ]] || COMPREPLY+=($(compgen -d -- "$word"))
            ;;
        *)
            line=${line%%$'\t'*}
            [[ -n $quote ]] || printf -v line %q "$line"
            COMPREPLY+=("$line")
            ;;
        esac
    done < <("$1" complete -- "${words[@]//\\/}" "$word" 2>/dev/null)
}
complete -F _sozialbericht sozialbericht
