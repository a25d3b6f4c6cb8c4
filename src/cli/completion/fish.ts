/** The fish part of completion. */
import type { ShellText } from './shell-text.ts';

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

export const FISH: ShellText = {
  open: (name) => `        case ${name === '*' ? "'\\*'" : quoted(name)}\n            printf '%s\\n' \\\n`,
  close: (lines) => `${lines.map((line) => `                ${quoted(line)}`).join(' \\\n')}\n`,
  engine: (table, aliases) => `# fish completion for adctl. Generated; load it with: adctl completion fish | source

# The lines of one table: NAME, a tab, what it takes, a tab, help.
function __adctl_table
    switch "$argv[1]"
${table}    end
end

function __adctl_alias
    switch "$argv[1]"
${aliases.map(([from, to]) => `        case ${from}\n            echo ${to}\n`).join('')}        case '*'
            echo -- "$argv[1]"
    end
end

# What the option or place of a command takes.
function __adctl_find
    for table in "$argv[1]" '*'
        for line in (__adctl_table "$table")
            set -l parts (string split \\t -- "$line")
            if test "$parts[1]" = "$argv[2]"
                echo -- "$parts[2]"
                return 0
            end
        end
    end
    return 1
end

# Candidates for what is taken that begin with the second; the third stands before them; words of the line follow.
function __adctl_values
    set -l takes $argv[1]
    set -l start $argv[2]
    set -l before $argv[3]
    if test "$takes" = file
        __fish_complete_path "$start" | string replace -r '^' -- "$before"
        return
    end
    set -l mark (string sub -l 1 -- "$takes")
    set -l what (string sub -s 2 -- "$takes")
    contains -- "$mark" = @
    or return
    if string match -q -- ',*' "$what"
        set what (string sub -s 2 -- "$what")
        if string match -q -- '*,*' "$start"
            set before "$before"(string replace -r '[^,]*$' '' -- "$start")
            set start (string replace -r '^.*,' '' -- "$start")
        end
        if test "$mark" = =; and string match -qr -- '^[+-]' "$start"
            set before "$before"(string sub -l 1 -- "$start")
            set start (string sub -s 2 -- "$start")
        end
        test "$mark" = @
        and set what "$what,"
    end
    if test "$mark" = =
        for word in (string split ' ' -- "$what")
            echo -- "$before$word"
        end
    else
        for line in (command adctl __complete "$what" "$start" $argv[4..-1] 2>/dev/null)
            echo -- "$before$line"
        end
    end
end

function __adctl
    set -l words (commandline -opc)
    set -e words[1]
    set -l cur (commandline -ct | string trim -c "\\"'" | string unescape)
    set -l here ''
    set -l takes ''
    set -l places 0
    for word in $words
        if test -n "$takes"
            set takes ''
        else if string match -q -- '-*' "$word"
            if not string match -q -- '*=*' "$word"
                set takes (__adctl_find "$here" (string replace -a _ - -- "$word"))
                test "$takes" = -
                and set takes ''
            end
        else
            set -l next (string trim -- "$here "(__adctl_alias "$word"))
            if test $places -eq 0; and not string match -q -- '* *' "$here"; and test -n "$(__adctl_table "$next")"
                set here "$next"
            else
                set places (math $places + 1)
            end
        end
    end
    if test -n "$takes"
        __adctl_values "$takes" "$cur" '' $words
    else if string match -q -- '--*=*' "$cur"
        set -l name (string replace -r '=.*$' '' -- "$cur")
        __adctl_values "$(__adctl_find "$here" "$name")" (string replace -r '^[^=]*=' '' -- "$cur") "$name=" $words
    else if string match -q -- '-*' "$cur"
        begin
            __adctl_table "$here"
            __adctl_table '*'
        end | string match -- '--*' | string replace -r '\\t.*\\t' \\t
    else
        set -l lines (__adctl_table "$here")
        if string match -q -- "*"\\t\\t"*" "$lines[1]"
            test $places -eq 0
            and printf '%s\\n' $lines | string replace \\t\\t \\t
        else
            set -l found (__adctl_find "$here" (math $places + 1); or __adctl_find "$here" '*')
            __adctl_values "$found" "$cur" '' $words
        end
    end
end

complete -c adctl -f -a '(__adctl)'
`,
};
