#!/usr/bin/env bash
# Plays, and puts into the step's outputs what the later steps need. Succeeds whatever came out: the verdict is told last.
set -euo pipefail

action=${GITHUB_ACTION_PATH:?}

# Lines that a client under test has printed must not be obeyed as commands of the workflow.
quiet=$(</proc/sys/kernel/random/uuid)
echo "::stop-commands::$quiet"
code=0
"$action/../../play.sh" || code=$?
echo "::$quiet::"

# output NAME VALUE
output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# output_file NAME FILE: nothing where it was not written.
output_file() { if [[ -f $2 ]]; then output "$1" "$2"; fi; }

output exit-code "$code"
output action-path "$action"  # the steps in JavaScript are not told
output_file page "$REDIAL_OUT/report.html"
output_file summary "$REDIAL_OUT/summary.md"
output_file comment "$REDIAL_OUT/comment.md"
output_file messages "$REDIAL_OUT/messages.txt"
output_file junit "$REDIAL_OUT/junit.xml"

# An artefact that is no archive has the name of its file, and no two of a run may have the same.
if [[ -f $REDIAL_OUT/report.html ]]; then
  cp "$REDIAL_OUT/report.html" "${RUNNER_TEMP:?}/$NAME.html"
  output page-copy "$RUNNER_TEMP/$NAME.html"
fi
