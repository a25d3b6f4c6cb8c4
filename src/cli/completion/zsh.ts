/** The zsh part of completion: as a function in `$fpath`, or sourced. */
import type { ShellText } from './shell-text.ts';

const quoted = (text: string): string => `$'${text.replace(/['\\]/g, '\\$&').replaceAll('\t', '\\t')}'`;

export const ZSH: ShellText = {
  open: (name) => `  (${name === '*' ? "'*'" : `'${name}'`}) __adctl_lines=(\n`,
  close: (lines) => `${lines.map((line) => `    ${quoted(line)}\n`).join('')}  ) ;;\n`,
  engine: (table, aliases) => `#compdef adctl
# zsh completion for adctl. Generated; put it in a folder of $fpath, or load it with: source <(adctl completion zsh)

# The lines of one table: NAME, a tab, what it takes, a tab, help.
__adctl_table() {
  case "$1" in
${table}  (*) __adctl_lines=() ;;
  esac
}

__adctl_alias() {
  case "$1" in
${aliases.map(([from, to]) => `  (${from}) __adctl_word=${to} ;;\n`).join('')}  (*) __adctl_word=$1 ;;
  esac
}

# What the option or place of a command takes, into __adctl_takes.
__adctl_find() {
  local line table
  __adctl_takes=
  for table in "$1" '*'; do
    __adctl_table "$table"
    for line in "\${__adctl_lines[@]}"; do
      if [[ "\${line%%$'\\t'*}" == "$2" ]]; then
        line=\${line#*$'\\t'}
        __adctl_takes=\${line%%$'\\t'*}
        return 0
      fi
    done
  done
  return 1
}

# Candidates with their help beside them; what comes first is passed to compadd.
__adctl_show() {
  local -a values shown options
  local line help
  integer widest=0 i
  while [[ "$1" != -- ]]; do
    options+=("$1")
    shift
  done
  shift
  for line in "$@"; do
    values+=("\${line%%$'\\t'*}")
    (( \${#values[-1]} > widest )) && widest=\${#values[-1]}
  done
  for ((i = 1; i <= $#; i++)); do
    help=
    [[ "\${@[i]}" == *$'\\t'* ]] && help=\${\${@[i]}##*$'\\t'}
    if [[ -n $help ]]; then
      shown+=("\${(r:widest:)values[i]}  -- $help")
    else
      shown+=("\${values[i]}")
    fi
  done
  compadd -l "\${options[@]}" -d shown -a values
}

__adctl_values() {
  local takes=$1 mark what
  local -a found options
  case "$takes" in
    (file) _files; return ;;
    ('='*|'@'*) ;;
    (*) return 1 ;;
  esac
  mark=\${takes[1]}
  what=\${takes[2,-1]}
  if [[ $what == ,* ]]; then
    what=\${what[2,-1]}
    compset -P '*,'
    [[ $mark == '=' ]] && compset -P '[+-]'
    [[ $mark == '@' ]] && what=$what,
    options=(-qS ,)
  fi
  if [[ $mark == '=' ]]; then
    found=(\${=what})
  else
    [[ $what == where-* ]] && options=(-S '')
    found=("\${(@f)$(adctl __complete "$what" "\${(Q)PREFIX}" "\${__adctl_words[@]}" 2>/dev/null)}")
    [[ -n $found[1] ]] || return 1
  fi
  __adctl_show "\${options[@]}" -- "\${found[@]}"
}

_adctl() {
  local word cur takes line table __adctl_takes __adctl_word here=
  local -a __adctl_words __adctl_lines found
  integer places=0 i
  cur=\${(Q)words[CURRENT]}
  for ((i = 2; i < CURRENT; i++)); do __adctl_words+=("\${(Q)words[i]}"); done

  # Which command it is, and what the word before the cursor still wants.
  for word in "\${__adctl_words[@]}"; do
    if [[ -n $takes ]]; then
      takes=
    elif [[ $word == -* ]]; then
      if [[ $word != *=* ]] && __adctl_find "$here" "\${word//_/-}"; then
        [[ $__adctl_takes == - ]] || takes=$__adctl_takes
      fi
    else
      __adctl_alias "$word"
      __adctl_table "\${here:+$here }$__adctl_word"
      if [[ $places == 0 && $#__adctl_lines -gt 0 && $here != *' '* ]]; then
        here="\${here:+$here }$__adctl_word"
      else
        (( places += 1 ))
      fi
    fi
  done

  if [[ -n $takes ]]; then
    __adctl_values "$takes"
  elif [[ $cur == --*=* ]]; then
    word=\${cur%%=*}
    compset -P 1 '*='
    __adctl_find "$here" "$word" && __adctl_values "$__adctl_takes"
  elif [[ $cur == -* ]]; then
    for table in "$here" '*'; do
      __adctl_table "$table"
      for line in "\${__adctl_lines[@]}"; do
        [[ $line == --* ]] && found+=("$line")
      done
    done
    __adctl_show -- "\${found[@]}"
  else
    __adctl_table "$here"
    if [[ "\${__adctl_lines[1]}" == *$'\\t\\t'* ]]; then
      (( places == 0 )) && __adctl_show -- "\${__adctl_lines[@]}"
    elif __adctl_find "$here" "$((places + 1))" || __adctl_find "$here" '*'; then
      __adctl_values "$__adctl_takes"
    fi
  fi
}

if [[ "\${funcstack[1]}" == _adctl ]]; then
  _adctl "$@"
else
  compdef _adctl adctl
fi
`,
};
