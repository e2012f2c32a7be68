#!/usr/bin/env bash
# Tells the verdict as an annotation, and passes or fails by it. The last step: everything has been published by now.
set -euo pipefail

code=${EXIT_CODE:-}

# annotate error|warning MESSAGE
annotate() {
  local message=${2//'%'/'%25'}
  message=${message//$'\r'/'%0D'}
  echo "::$1 title=Redial::${message//$'\n'/'%0A'}"
}

messages() { if [[ ${MESSAGES:-} && -f $MESSAGES ]]; then tail -n 20 "$MESSAGES"; fi; }

case $code in
  0) echo "Every promise was kept, or broken as recorded." ;;
  1) annotate error "A promise was broken, or the gate not passed; the summary and the page say which." ;;
  2) annotate error "Wrong use, an invalid scenario, or a set-up that failed:"$'\n'"$(messages)" ;;
  3)
    annotate warning "Inconclusive: an agent or the server was lost, a client crashed, or the machine could not keep time."
    if [[ ${ALLOW_INCONCLUSIVE:-} == true ]]; then code=0; fi
    ;;
  *)
    annotate error "Redial ended with ${code:-nothing}:"$'\n'"$(messages)"
    code=${code:-2}
    ;;
esac
exit "$code"
