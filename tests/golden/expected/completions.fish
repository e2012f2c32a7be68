# Completes the command line of redial in fish. Written by `redial completions fish`.

# The command that the line so far names, and the place among its arguments where the line ends.
function __redial_place
    set -l command redial
    set -l place 1
    set -l value_follows no
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test $value_follows = yes
            set value_follows no
            continue
        end
        switch "$command $word"
            case 'redial run' 'redial compare' 'redial remote' 'redial serve' 'redial remote add' \
                'redial remote list'
                set command "$command $word"
                set place 1
            case 'redial run --client' 'redial run --format' 'redial run --time' 'redial run -o' 'redial run --out' \
                'redial run --jobs' 'redial compare --gate'
                set value_follows yes
            case '* -*'
            case '*'
                set place (math $place + 1)
        end
    end
    printf '%s\n' $command $place
end

function __redial_values_1
    printf '%s\n' reference web:node
end

function __redial_values_2
    __redial_several ',' console junit json
end

function __redial_values_3
    printf '%s\n' compressed real
end

function __redial_values_5
    printf '%s\n' token token/expired 'it\'s [odd]: $HOME\\'
end

# Is the line at command $argv[1], and, if they are given, at one of the places $argv[2] to $argv[3] of its arguments?
function __redial_at
    set -l place (__redial_place)
    test "$place[1]" = "$argv[1]"; or return
    set -q argv[2]; or return 0
    test $place[2] -ge $argv[2] -a $place[2] -le $argv[3]
end

# Words for a value that takes several, with $argv[1] between them.
function __redial_several
    set -l typed (commandline -ct | string replace -r -- '^--[^=]*=' '')
    set -l certain (string match -r -- '.*'(string escape --style=regex -- $argv[1]) $typed)
    for word in $argv[2..-1]
        echo "$certain$word"
    end
end

complete -c redial -f
complete -c redial -n '__redial_at redial 1 1' -a run -d 'Play scenarios'
complete -c redial -n '__redial_at redial 1 1' -a compare -d 'Compare two runs'
complete -c redial -n '__redial_at redial 1 1' -a remote -d 'Agents on other machines'
complete -c redial -n '__redial_at redial 1 1' -a serve -d 'Run the server'
complete -c redial -n '__redial_at redial' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at redial' -s q -l quiet -d 'Say less'
complete -c redial -n '__redial_at \'redial run\' 1 1000' -a '(__redial_values_5)' -F
complete -c redial -n '__redial_at \'redial run\'' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at \'redial run\'' -l client -x -a '(__redial_values_1)' -d 'Client under test, repeatable'
complete -c redial -n '__redial_at \'redial run\'' -l format -x -a '(__redial_values_2)' -d 'Reports to write'
complete -c redial -n '__redial_at \'redial run\'' -l time -x -a '(__redial_values_3)' -d 'Which clock'
complete -c redial -n '__redial_at \'redial run\'' -s o -l out -x -a '(__fish_complete_directories (commandline -ct))' -d 'Folder for reports'
complete -c redial -n '__redial_at \'redial run\'' -l jobs -x -d 'Side by side'
complete -c redial -n '__redial_at \'redial compare\' 1 1' -F
complete -c redial -n '__redial_at \'redial compare\' 2 2' -F
complete -c redial -n '__redial_at \'redial compare\'' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at \'redial compare\'' -l gate -x -d 'What the tester\'s `run` may [not] cost, in $'
complete -c redial -n '__redial_at \'redial remote\' 1 1' -a add -d 'Add one'
complete -c redial -n '__redial_at \'redial remote\' 1 1' -a list -d 'List them'
complete -c redial -n '__redial_at \'redial remote\'' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at \'redial remote add\'' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at \'redial remote list\'' -s h -l help -d 'Print this help message and exit'
complete -c redial -n '__redial_at \'redial serve\' 1 1000' -F
