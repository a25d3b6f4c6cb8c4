/** The bash part of completion: works in bash 3.2 and later, and needs no bash-completion. */
import type { ShellText } from './shell-text.ts';

const quoted = (text: string): string => `$'${text.replace(/['\\]/g, '\\$&').replaceAll('\t', '\\t')}'`;

/** Bash shows no help beside a candidate. */
const short = (line: string): string => line.split('\t').slice(0, 2).join('\t');

export const BASH: ShellText = {
  open: (name) => `  '${name}') __adctl_lines=(`,
  close: (lines) => `${lines.map((line) => quoted(short(line))).join(' ')}) ;;\n`,
  engine: (table, aliases) => `# bash completion for adctl. Generated; load it with: source <(adctl completion bash)

# The lines of one table: NAME, a tab, what it takes.
__adctl_table() {
  case "$1" in
${table}  *) __adctl_lines=() ;;
  esac
}

__adctl_alias() {
  case "$1" in
${aliases.map(([from, to]) => `  ${from}) __adctl_word=${to} ;;\n`).join('')}  *) __adctl_word=$1 ;;
  esac
}

# What the option or place of a command takes, into __adctl_takes; empty where it is not known.
__adctl_find() {
  local line table
  __adctl_takes=
  for table in "$1" '*'; do
    __adctl_table "$table"
    for line in "\${__adctl_lines[@]}"; do
      if [[ "\${line%%$'\\t'*}" == "$2" ]]; then
        __adctl_takes=\${line#*$'\\t'}
        return 0
      fi
    done
  done
  return 1
}

# One candidate, as it has to stand in the line.
__adctl_add() {
  local value=$1
  if [[ -z $__adctl_quote && $value == *[[:space:]\\'\\"\\\\\\(\\)\\&\\;\\|\\<\\>\\$\\\`\\*\\?\\[\\!\\#\\{\\}\\~]* ]]; then
    printf -v value '%q' "$value"
  fi
  COMPREPLY[\${#COMPREPLY[@]}]=\${value#"$__adctl_cut"}
}

# Candidates for what is taken ($1) that begin with $2; $3 stands before them.
__adctl_values() {
  local takes=$1 start=$2 before=$3 word
  case "$takes" in
    file)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do
        COMPREPLY[\${#COMPREPLY[@]}]=$word
      done < <(compgen -f -- "$start")
      return ;;
    '='*|'@'*) ;;
    *) return ;;
  esac
  local mark=\${takes:0:1} what=\${takes:1}
  if [[ $what == ,* ]]; then
    compopt -o nospace 2>/dev/null
    what=\${what:1}
    if [[ $start == *,* ]]; then
      before=$before\${start%,*},
      start=\${start##*,}
    fi
    if [[ $mark == = && $start == [+-]* ]]; then
      before=$before\${start:0:1}
      start=\${start:1}
    fi
    [[ $mark == @ ]] && what=$what,
  fi
  if [[ $mark == = ]]; then
    for word in $what; do
      [[ $word == "$start"* ]] && __adctl_add "$before$word"
    done
    return
  fi
  [[ $what == where-* ]] && compopt -o nospace 2>/dev/null
  while IFS= read -r word; do
    __adctl_add "$before\${word%%$'\\t'*}"
  done < <(adctl __complete "$what" "$start" "\${__adctl_words[@]}" 2>/dev/null)
}

_adctl() {
  local IFS=$' \\t\\n' i word joined= cur path= places=0 takes= line __adctl_word __adctl_takes __adctl_quote= __adctl_cut=
  local -a __adctl_words=() __adctl_lines=()
  COMPREPLY=()
  # bash has cut the line at : and =, which belong to a word here.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ ($joined || $word == [:=] || $word == :=) && \${#__adctl_words[@]} -gt 0 ]]; then
      __adctl_words[\${#__adctl_words[@]}-1]+=$word
      if [[ $word == [:=] ]]; then joined=1; else joined=; fi
    else
      __adctl_words[\${#__adctl_words[@]}]=$word
    fi
  done
  ((\${#__adctl_words[@]})) || return 0
  cur=\${__adctl_words[\${#__adctl_words[@]}-1]}
  unset "__adctl_words[\${#__adctl_words[@]}-1]"
  case "$cur" in
    "'"*|'"'*)
      __adctl_quote=\${cur:0:1}
      cur=\${cur:1} ;;
    *)
      # Only what follows the last cut is replaced.
      word=\${cur%"\${cur##*[:=]}"}
      [[ $word == *[:=] ]] && __adctl_cut=$word
      cur=\${cur//\\\\/} ;;
  esac
  # Quotes are the shell's, not the words'.
  for i in "\${!__adctl_words[@]}"; do
    word=\${__adctl_words[i]}
    case "$word" in
      "'"*"'"|'"'*'"') word=\${word:1:\${#word}-2} ;;
      *) word=\${word//\\\\/} ;;
    esac
    __adctl_words[i]=$word
  done

  # Which command it is, and what the word before the cursor still wants.
  for word in "\${__adctl_words[@]}"; do
    if [[ $takes ]]; then
      takes=
    elif [[ $word == -* ]]; then
      if [[ $word != *=* ]] && __adctl_find "$path" "\${word//_/-}"; then
        [[ $__adctl_takes == - ]] || takes=$__adctl_takes
      fi
    else
      __adctl_alias "$word"
      __adctl_table "\${path:+$path }$__adctl_word"
      if [[ $places == 0 && \${#__adctl_lines[@]} -gt 0 ]] && [[ $path != *' '* ]]; then
        path=\${path:+$path }$__adctl_word
      else
        places=$((places + 1))
      fi
    fi
  done

  if [[ $takes ]]; then
    __adctl_values "$takes" "$cur" ''
  elif [[ $cur == --*=* ]]; then
    __adctl_find "$path" "\${cur%%=*}" && __adctl_values "$__adctl_takes" "\${cur#*=}" "\${cur%%=*}="
  elif [[ $cur == -* ]]; then
    for word in "$path" '*'; do
      __adctl_table "$word"
      for line in "\${__adctl_lines[@]}"; do
        line=\${line%%$'\\t'*}
        [[ $line == --* && $line == "$cur"* ]] && COMPREPLY[\${#COMPREPLY[@]}]=$line
      done
    done
  else
    __adctl_table "$path"
    if [[ \${__adctl_lines[0]} == *$'\\t' ]]; then
      [[ $places == 0 ]] || return 0
      for line in "\${__adctl_lines[@]}"; do
        line=\${line%%$'\\t'*}
        [[ $line == "$cur"* ]] && COMPREPLY[\${#COMPREPLY[@]}]=$line
      done
    elif __adctl_find "$path" "$((places + 1))" || __adctl_find "$path" '*'; then
      __adctl_values "$__adctl_takes" "$cur" ''
    fi
  fi
  return 0
}

complete -F _adctl adctl
`,
};
