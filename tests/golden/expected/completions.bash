# Completes the command line of redial in bash. Written by `redial completions bash`.
# shellcheck shell=bash

# What can follow command $1.
_redial_command() {
  commands=() options=() valued=() positions=0 endless=''
  case $1 in
    redial)
      commands=(run compare remote serve)
      options=(-h --help -q --quiet)
      ;;
    'redial run')
      options=(-h --help --client --format --time -o --out --jobs)
      valued=(--client --format --time -o --out --jobs)
      positions=1 endless=yes
      ;;
    'redial compare')
      options=(-h --help --gate)
      valued=(--gate)
      positions=2
      ;;
    'redial remote')
      commands=(add list)
      options=(-h --help)
      ;;
    'redial remote add')
      options=(-h --help)
      positions=1
      ;;
    'redial remote list')
      options=(-h --help)
      ;;
    'redial serve')
      positions=1 endless=yes
      ;;
  esac
}

# What can be the value of an option, "redial run --client", or stand at a place, "redial run 1".
_redial_values() {
  words=() paths='' separator=''
  case $1 in
    'redial run --client')
      words=(reference web:node)
      ;;
    'redial run --format')
      words=(console junit json)
      separator=','
      ;;
    'redial run --time')
      words=(compressed real)
      ;;
    'redial run -o' | 'redial run --out')
      paths=-d
      ;;
    'redial run 1')
      words=(token token/expired 'it'\''s [odd]: $HOME\')
      paths=-f
      ;;
    'redial compare 1' | 'redial compare 2' | 'redial serve 1')
      paths=-f
      ;;
  esac
}

_redial_has() {
  local one
  for one in "${@:2}"; do [[ $one == "$1" ]] && return; done
  return 1
}

_redial() {
  local -a typed=() found=() words=() commands options valued
  local paths='' separator='' positions endless
  local piece rest=$COMP_LINE
  # bash takes words apart at ':' and '=' too; what no blank parts is one word.
  for piece in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if ((${#typed[@]} == 0)) || [[ $rest == [[:blank:]]* ]]; then typed+=("$piece"); else typed[-1]+=$piece; fi
    rest=${rest#*"$piece"}
  done

  # Which command it is, what the value is of that stands here, and at which place among the arguments without a name.
  local command=redial value_of='' place=1 word current=${typed[-1]}
  _redial_command "$command"
  for word in "${typed[@]:1:${#typed[@]}-2}"; do
    if [[ $value_of ]]; then
      value_of=''
    elif _redial_has "$word" "${commands[@]}"; then
      command+=" $word" place=1
      _redial_command "$command"
    elif _redial_has "$word" "${valued[@]}"; then
      value_of=$word
    elif [[ $word != -* ]]; then
      ((place++))
    fi
  done

  local before=''  # what of the current word is certain
  if [[ ! $value_of && $current == --*=* ]]; then value_of=${current%%=*} before=${current%%=*}=; fi
  if [[ $value_of ]]; then
    _redial_values "$command $value_of"
  elif [[ $current == -* ]]; then
    words=("${options[@]}")
  else
    if [[ $endless ]] && ((place > positions)); then place=$positions; fi
    _redial_values "$command $place"
    words+=("${commands[@]}")
  fi
  if [[ $separator && $current == *"$separator"* ]]; then before=${current%"$separator"*}$separator; fi

  for word in "${words[@]}"; do
    if [[ $before$word == "$current"* ]]; then found+=("$before$word"); fi
  done
  if [[ $paths ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do found+=("$before$word"); done < <(compgen "$paths" -- "${current#"$before"}")
  fi

  # bash replaces only what stands behind the last place where it takes words apart.
  local kept='' breaks=${COMP_WORDBREAKS//[!:=]/}
  if [[ $breaks ]]; then kept=${current%"${current##*["$breaks"]}"}; fi
  COMPREPLY=("${found[@]#"$kept"}")
}

complete -F _redial redial
