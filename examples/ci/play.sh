#!/usr/bin/env bash
# Plays scenarios in CI, compares with a baseline where there is one, and leaves everything to be published in one folder.
# It publishes nothing itself: what is particular to GitHub and GitLab stands in the folders beside it.
#
# Reads the environment; everything may be left out:
#   REDIAL_SCENARIOS  what to play, one a line: ids, families, files, folders or globs; default: the whole library
#   REDIAL_CLIENTS    clients under test, one a line; default: all that can run here
#   REDIAL_JOBS       how many scenarios are played side by side
#   REDIAL_OPTIONS    further words of `redial run`, one a line
#   REDIAL_OUT        the folder; default: redial-out
#   REDIAL_BASELINE   run.json of the run to compare with
#   REDIAL_GATE       what may get worse by how much: p50=10%,p95=15%
# Leaves in the folder: report.html, run.json, junit.xml and summary.md of `redial run`, what `redial compare` said (compare.txt),
# what went wrong (messages.txt), and all that is worth telling, in Markdown (comment.md).
# Exits as `redial` does, with the worse of both codes: 0 kept, 1 broken or gated, 2 wrong use, 3 inconclusive.
set -uo pipefail

redial=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/redial
readonly redial out=${REDIAL_OUT:-redial-out}
readonly made=(report.html run.json junit.xml summary.md compare.txt messages.txt comment.md)

# lines_of TEXT: without blanks around them and without empty ones.
lines_of() { sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' <<<"$1"; }

# keeping_messages COMMAND…: what it says on stderr is also kept. Its exit code, its stdout.
keeping_messages() {
  { "$@" 2>&1 >&3 3>&- | tee -a "$out/messages.txt" >&2; } 3>&1
}

play() {
  local words=(run --out "$out" --format "console,junit,json,html,markdown") line
  while IFS= read -r line; do words+=(--client "$line"); done < <(lines_of "${REDIAL_CLIENTS:-}")
  if [[ ${REDIAL_JOBS:-} ]]; then words+=(--jobs "$REDIAL_JOBS"); fi
  if [[ -f ${REDIAL_BASELINE:-} ]]; then words+=(--baseline "$REDIAL_BASELINE"); fi
  while IFS= read -r line; do words+=("$line"); done < <(lines_of "${REDIAL_OPTIONS:-}")
  words+=(--)
  while IFS= read -r line; do words+=("$line"); done < <(lines_of "${REDIAL_SCENARIOS:-}")
  keeping_messages "$redial" "${words[@]}"
}

# Of a run that did not come to its end there is nothing to compare.
compare() {
  [[ ${REDIAL_BASELINE:-} && -f $out/run.json ]] || return 0
  if [[ ! -f $REDIAL_BASELINE ]]; then
    echo "There is no baseline $REDIAL_BASELINE to compare with." | tee "$out/compare.txt" >&2
    return 0
  fi
  local words=(compare "$REDIAL_BASELINE" "$out/run.json")
  if [[ ${REDIAL_GATE:-} ]]; then words+=(--gate "$REDIAL_GATE"); fi
  keeping_messages "$redial" "${words[@]}" | tee "$out/compare.txt"
}

# worse CODE CODE: a code that is none of redial's, such as that of a signal, is the worst.
worse() {
  local code one
  for code; do [[ $code == [0-3] ]] || { echo "$code" && return; }; done
  for code in 2 1 3; do
    for one; do [[ $one == "$code" ]] && echo "$code" && return; done
  done
  echo 0
}

# What was said goes in as an indented block, in which nothing is Markdown.
write_comment() {
  {
    if [[ -f $out/summary.md ]]; then
      cat "$out/summary.md"
    else
      printf '## Redial did not play\n\nIt exited with %s:\n\n' "$1"
      tail -n 20 "$out/messages.txt" | sed 's/^/    /'
    fi
    if [[ -s $out/compare.txt ]]; then
      printf '\n### Against the baseline\n\n'
      sed 's/^/    /' "$out/compare.txt"
    fi
  } >"$out/comment.md"
}

mkdir -p "$out" || exit 2
rm -f "${made[@]/#/"$out/"}"
: >"$out/messages.txt"
# A build that fails is not a broken promise, although the wrapper exits with 1 for it.
if ! keeping_messages "$redial" version; then
  write_comment "a failed set-up"
  exit 2
fi
play
played=$?
compare
compared=$?
verdict=$(worse "$played" "$compared")
write_comment "$verdict"
exit "$verdict"
