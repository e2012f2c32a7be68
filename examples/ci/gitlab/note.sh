#!/usr/bin/env bash
# Writes what came out onto the merge request: into the note that an earlier pipeline has left, or into a new one.
# The token stays off the command lines of curl, which other processes could read.
set -euo pipefail

if [[ ! ${CI_MERGE_REQUEST_IID:-} ]]; then exit 0; fi  # a pipeline of a branch or of a schedule
comment=${REDIAL_OUT:-redial-out}/comment.md
if [[ ! -f $comment ]]; then exit 0; fi

readonly limit=900000  # bytes; GitLab takes 1,000,000 characters
readonly mark='<!-- redial -->'
readonly notes=projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes

# api PATH [CURL-ARG…]
api() {
  curl --silent --show-error --fail-with-body --max-time 60 --header @<(printf 'PRIVATE-TOKEN: %s\n' "$REDIAL_NOTE_TOKEN") \
    "${@:2}" "$CI_API_V4_URL/$1"
}

# The note of this token's own user; everybody can write the mark.
own_note() {
  local user page=1 found
  user=$(api user | jq .id)
  while :; do
    found=$(api "$notes?per_page=100&page=$page")
    [[ $(jq length <<<"$found") != 0 ]] || return 0
    found=$(jq --argjson user "$user" --arg mark "$mark" \
      'map(select(.author.id == $user and (.body | startswith($mark)))) | .[0].id // empty' <<<"$found")
    if [[ $found ]]; then echo "$found" && return; fi
    page=$((page + 1))
  done
}

body() {
  {
    printf '%s\n[The page of this run](%s/artifacts/browse)\n\n' "$mark" "$CI_JOB_URL"
    head -c "$limit" "$comment"
  } | jq --raw-input --slurp '{body: .}'
}

note=$(own_note)
if [[ $note ]]; then
  body | api "$notes/$note" --request PUT --header 'Content-Type: application/json' --data @- >/dev/null
else
  body | api "$notes" --request POST --header 'Content-Type: application/json' --data @- >/dev/null
fi
