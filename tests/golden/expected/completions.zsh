#compdef redial
# Completes the command line of redial in zsh. Written by `redial completions zsh`.

_redial__values_1() {
  local -a list=(reference web:node)
  compadd "$@" -a list
}

_redial__values_2() {
  local -a list=(console junit json)
  _sequence -s ',' "$@" compadd - -a list
}

_redial__values_3() {
  local -a list=(compressed real)
  compadd "$@" -a list
}

_redial__values_5() {
  local -a list=(token token/expired 'it'\''s [odd]: $HOME\')
  _alternative 'words:word:compadd -a list' 'files:file:_files'
}

_redial__commands() {
  local -a commands=(
    'run:Play scenarios'
    'compare:Compare two runs'
    'remote:Agents on other machines'
    'serve:Run the server'
  )
  _describe -t commands command commands
}

_redial() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' \
    '(-q --quiet)'{-q,--quiet}'[Say less]' \
    '1: :_redial__commands' \
    '*:: :->below' && result=0
  if [[ $state == below ]]; then
    case $line[1] in
      run) _redial_run && result=0 ;;
      compare) _redial_compare && result=0 ;;
      remote) _redial_remote && result=0 ;;
      serve) _redial_serve && result=0 ;;
    esac
  fi
  return result
}

_redial_run() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' \
    '*'--client='[Client under test, repeatable]:client:_redial__values_1' \
    '*'--format='[Reports to write]:format:_redial__values_2' \
    --time='[Which clock]:time:_redial__values_3' \
    '(-o --out)'{-o+,--out=}'[Folder for reports]:out:_files -/' \
    --jobs='[Side by side]:jobs: ' \
    '*:scenarios:_redial__values_5' && result=0
  return result
}

_redial_compare() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' \
    --gate='[What the tester'\''s `run` may \[not\] cost, in $]:gate: ' \
    1:base:_files \
    2:new:_files && result=0
  return result
}

_redial_remote__commands() {
  local -a commands=(
    'add:Add one'
    'list:List them'
  )
  _describe -t commands command commands
}

_redial_remote() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' \
    '1: :_redial_remote__commands' \
    '*:: :->below' && result=0
  if [[ $state == below ]]; then
    case $line[1] in
      add) _redial_remote_add && result=0 ;;
      list) _redial_remote_list && result=0 ;;
    esac
  fi
  return result
}

_redial_remote_add() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' \
    '1:address: ' && result=0
  return result
}

_redial_remote_list() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '(-h --help)'{-h,--help}'[Print this help message and exit]' && result=0
  return result
}

_redial_serve() {
  local curcontext=$curcontext state line result=1
  typeset -A opt_args
  _arguments -C -s \
    '*:arguments:_files' && result=0
  return result
}

if [[ $funcstack[1] == _redial ]]; then
  _redial "$@"
else
  compdef _redial redial
fi
