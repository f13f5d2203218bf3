# Runs every test there is; the last line tells the totals, as the test runners counted them.

run_tests() {
  local fast= argument
  for argument in "$@"; do
    case $argument in
      --fast) fast=yes ;;
      --guest | --guest=*) run_guest_tests "$@"; return ;;
      *) fail "Unknown option of ./judge test: $argument" "It takes --fast (nothing that needs Docker) or --guest[=RELEASE] (in a virtual machine)." ;;
    esac
  done
  take_turn
  ensure_dotnet
  have redis-server || install_packages redis-server
  if [[ -z $fast ]]; then
    ensure_docker
    have python3 || install_packages python3
    local languages
    mapfile -t languages < <(all_languages)
    build_images "${languages[@]}"
    require_container "judge/python:$IMAGE_TAG"
  fi
  ensure_compiler
  end_turn

  PASSED=0 FAILED=0 SKIPPED=0 BROKEN=()
  run_suite runner make -C sandbox/runner test
  [[ -n $fast ]] || run_suite sandbox python3 sandbox/runner/tests/test_runner.py "judge/python:$IMAGE_TAG"
  run_suite format dotnet format Judge.Hangfire.sln --verify-no-changes
  local filter=()
  [[ -z $fast ]] || filter=(--filter 'Needs!=Docker')
  run_suite dotnet dotnet test Judge.Hangfire.sln -c Release "${filter[@]}"

  ((${#BROKEN[@]} == 0)) || say "Not in order: ${BROKEN[*]} (see $STATE/test-NAME.log)"
  echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
  ((${#BROKEN[@]} == 0 && FAILED == 0))
}

ensure_compiler() {
  local missing=()
  have gcc || missing+=(gcc libc6-dev)
  have make || missing+=(make)
  [[ -f /usr/include/seccomp.h ]] || missing+=(libseccomp-dev)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# Shows a suite's output as it comes, keeps it, and adds its counts to the totals.
run_suite() {
  local name=$1 log="$STATE/test-$1.log" status=0
  shift
  say "== $*"
  "$@" </dev/null 2>&1 | tee "$log" || status=$?
  ((status == 0)) || BROKEN+=("$name")
  count_results "$log"
}

# Understands `Failed: 0, Passed: 5, Skipped: 1` of dotnet test, the block that its detailed logger writes, its newer
# `total/failed/succeeded` block, and `N passed, N failed, N skipped` of the runner's own tests.
count_results() {
  local passed failed skipped
  read -r passed failed skipped < <(sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    function number_after(word,   rest) {
      if (!match($0, word ": *[0-9]+")) return 0
      rest = substr($0, RSTART, RLENGTH); sub(/^[^0-9]*/, "", rest); return rest + 0
    }
    function number_before(word,   rest) {
      if (!match($0, "[0-9]+ " word)) return 0
      rest = substr($0, RSTART, RLENGTH); return rest + 0
    }
    /Failed: *[0-9]+, Passed: *[0-9]+/ { f += number_after("Failed"); p += number_after("Passed"); s += number_after("Skipped"); next }
    /^ +Passed: [0-9]+$/ { p += number_after("Passed") }
    /^ +Failed: [0-9]+$/ { f += number_after("Failed") }
    /^ +Skipped: [0-9]+$/ { s += number_after("Skipped") }
    /^ *succeeded: [0-9]+$/ { p += number_after("succeeded") }
    /^ *failed: [0-9]+$/ { f += number_after("failed") }
    /^ *skipped: [0-9]+$/ { s += number_after("skipped") }
    /[0-9]+ passed, [0-9]+ failed/ { p += number_before("passed"); f += number_before("failed"); s += number_before("skipped") }
    END { print p + 0, f + 0, s + 0 }')
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
}
