#compdef fer
# Completes fer in zsh: source <(fer completion zsh), after compinit; or save it as _fer in a folder of $fpath.

_fer_table() {
    case "$1" in
@TABLE@    esac
}

_fer() {
    local call=fer before=$words[CURRENT-1] values='' arguments='-' kind='' word i
    local -a commands options
    _fer_table fer
    for ((i = 2; i < CURRENT; i++)); do
        word=$words[i]
        if [[ $call == fer && $word == help ]]; then
            commands+=('exit-codes:the exit codes and their meaning')
        elif [[ -n ${commands[(r)$word:*]} ]]; then
            call+=" $word"
            _fer_table "$call"
        fi
    done
    if [[ $words[CURRENT] == --*=* ]]; then
        before=${words[CURRENT]%%=*}
        kind='-'
        compset -P '*='
    fi
    for word in ${=values}; do
        [[ $word == "$before:"* ]] && kind=${word#*:}
    done
    if [[ -z $kind && $words[CURRENT] == -* ]]; then
        _describe -o option options
    elif [[ -z $kind && $#commands -gt 0 ]]; then
        _describe command commands
    else
        _fer_reply "${kind:-$arguments}"
    fi
}

_fer_reply() {
    local -a known open plain
    case "$1" in
        -) return 1 ;;
        file) _files ;;
        dir) _files -/ ;;
        @*)
            # As they would reach fer: without quotes, and with the home directory in the place of a tilde.
            plain=("${(@Q)words[1,CURRENT]}")
            plain=("${(@)plain/#\~\//$HOME/}")
            known=(${(f)"$("$plain[1]" complete "${1#@}" -- "${(@)plain[2,-1]}" 2>/dev/null)"})
            open=(${(M)known:#*=})
            known=(${known:#*=})
            compadd -a known
            compadd -S '' -a open
            ;;
        *) compadd -- ${(s:,:)1} ;;
    esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _fer "$@"
else
    compdef _fer fer
fi
