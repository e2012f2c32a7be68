#!/usr/bin/env bash
# Appends what came out to the job's summary, with a link to the page.
set -euo pipefail

readonly limit=1000000  # bytes; GitHub takes 1 MiB a step and nothing of what is larger

{
  if [[ ${PAGE_URL:-} ]]; then printf '[The page of this run](%s)\n\n' "$PAGE_URL"; fi
  if [[ ${COMMENT:-} && -f $COMMENT ]]; then
    head -c "$limit" "$COMMENT"
    if (($(wc -c <"$COMMENT") > limit)); then printf '\n\n… the rest is in the artefacts.\n'; fi
  fi
} >>"${GITHUB_STEP_SUMMARY:?}"
