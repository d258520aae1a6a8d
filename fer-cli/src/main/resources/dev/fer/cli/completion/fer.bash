# Completes fer in bash: source <(fer completion bash)

_fer_table() {
    case "$1" in
@TABLE@    esac
}

_fer() {
    local IFS=$' \t\n' cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local path=fer commands='' options='' values='' arguments='-' kind='' word i
    COMPREPLY=()
    _fer_table fer
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $path == fer && $word == help ]]; then
            commands+=' exit-codes'
        elif [[ " $commands " == *" $word "* ]]; then
            path+=" $word"
            _fer_table "$path"
        fi
    done
    # Bash takes --study=NAME for three words.
    if [[ $cur == = ]]; then
        cur=''
        kind='-'
    elif [[ $before == = && COMP_CWORD -gt 1 ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
        kind='-'
    fi
    for word in $values; do
        [[ $word == "$before:"* ]] && kind=${word#*:}
    done
    if [[ -z $kind && $cur == -* ]]; then
        kind=${options// /,}
    elif [[ -z $kind && -n $commands ]]; then
        kind=${commands// /,}
    fi
    _fer_reply "${kind:-$arguments}" "$cur"
}

# A word of the line as it would reach fer, without running anything that stands in it.
_fer_plain() {
    local word=${1//[\"\'\\]/}
    [[ $word != '~/'* ]] || word=$HOME/${word#'~/'}
    printf '%s' "$word"
}

_fer_reply() {
    local word known
    case "$1" in
        -) return ;;
        file)
            compopt -o filenames 2>/dev/null
            while IFS='' read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
            return
            ;;
        dir)
            compopt -o filenames 2>/dev/null
            while IFS='' read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$2")
            return
            ;;
        @*)
            local plain=()
            for word in "${COMP_WORDS[@]}"; do plain+=("$(_fer_plain "$word")"); done
            known=$("${plain[0]}" complete "${1#@}" -- "${plain[@]:1}" 2>/dev/null)
            ;;
        *) known=${1//,/$'\n'} ;;
    esac
    while IFS='' read -r word; do
        if [[ -n $word && $word == "$2"* ]]; then
            COMPREPLY+=("$(printf %q "$word")")
            [[ $word == *= ]] && compopt -o nospace 2>/dev/null
        fi
    done <<<"$known"
}

complete -F _fer fer
