# Builds the language images. A language's image is a target of Dockerfile.runner, named in its definition.

# The server reads the same setting, so that both mean the same images.
IMAGE_TAG=${Sandbox__ImageTag:-latest}
DEFAULT_LANGUAGES=(python c)

manage_images() {
  local languages=() argument
  for argument in "$@"; do
    case $argument in
      --list) list_images; return ;;
      --all) mapfile -t languages < <(all_languages) ;;
      -*) fail "Unknown option of ./judge images: $argument" "It takes --list, --all or names of languages." ;;
      *) languages+=("$argument") ;;
    esac
  done
  ((${#languages[@]})) || languages=("${DEFAULT_LANGUAGES[@]}")
  take_turn
  ensure_docker
  build_images "${languages[@]}"
}

all_languages() { local file; for file in sandbox/languages/*.json; do basename "$file" .json; done; }

# The definition of the language with that word, alias or id.
definition_of() {
  local file=sandbox/languages/$1.json
  if [[ -f $file ]]; then
    echo "$file"
    return
  fi
  for file in sandbox/languages/*.json; do
    if sed -nE 's/^ *"(id|other_ids|aliases)"://p' "$file" | tr -s '[], "' '\n' | grep -qixF -- "$1"; then
      echo "$file"
      return
    fi
  done
}

image_of() {
  local file
  file=$(definition_of "$1")
  [[ -n $file ]] || fail "No language is called $1." "There are: $(all_languages | tr '\n' ' ')"
  sed -nE 's/^ *"image": *"([^"]+)".*/\1:'"$IMAGE_TAG"'/p' "$file"
}

list_images() {
  local language image size known=yes
  # To list is to look: nothing is installed or started for it.
  if ! have docker || ! engine_answers; then
    known=
    say "No Docker engine answers here, so nothing is known of images that are built. ./judge doctor tells more; ./judge up installs and starts one."
  fi
  printf '%-14s %-22s %10s  %s\n' LANGUAGE IMAGE SIZE STATE
  while read -r language; do
    image=$(image_of "$language")
    if [[ -z $known ]]; then
      printf '%-14s %-22s %10s  %s\n' "$language" "$image" - "not known; build: ./judge images $language"
    elif size=$(ask_engine image inspect -f '{{.Size}}' "$image" 2>/dev/null); then
      printf '%-14s %-22s %7d MB  %s\n' "$language" "$image" $((size / 1000000)) \
        "$(is_current "$image" && echo built || echo "built from older sources; renew: ./judge images $language")"
    else
      printf '%-14s %-22s %10s  %s\n' "$language" "$image" - "missing; build: ./judge images $language"
    fi
  done < <(all_languages)
}

# Builds what is missing or made from older sources, two images at a time.
build_images() {
  local language image missing=() seen=" " started
  for language in "$@"; do
    image=$(image_of "$language")
    [[ $seen == *" $image "* ]] && continue
    seen+="$image "
    # The host's SDK is a part of this image.
    [[ $(target_of "$image") != dotnet ]] || ensure_dotnet
    is_current "$image" || missing+=("$image")
  done
  if ((${#missing[@]} == 0)); then
    say "  the images are up to date:$(printf '%s' "${seen% }")"
    return
  fi
  ensure_base
  started=$SECONDS
  # What several images stand on is built once, before two builds could both begin it.
  if ((${#missing[@]} > 1)); then build_shared_stages "${missing[@]}"; fi
  printf '%s\n' "${missing[@]}" | {
    local running=0 status=0
    trap end_descendants EXIT
    while read -r image; do
      if ((running == 2)); then wait -n || status=1; ((running--)); fi
      build_image "$image" &
      ((running += 1))
    done
    while ((running > 0)); do wait -n || status=1; ((running--)) || true; done
    exit "$status"
  } || fail "Not every image was built; the lines above say which."
  ((${#missing[@]} == 1)) || say "  ${#missing[@]} images in $((SECONDS - started)) s"
}

# Builds in the background hear of no Ctrl+C: without this they would go on, and hold the turn of whoever comes next. Parents are ended before their
# children, whose failure they would tell of.
end_descendants() {
  local self=$BASHPID pids
  # A process may be gone before its file is read.
  pids=$({ cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed -E 's/^([0-9]+) \(.*\) . ([0-9]+) .*/\1 \2/' | awk -v self="$self" '
    { parent[$1] = $2 }
    END {
      ours[self] = 1
      do {
        found = 0
        for (pid in parent) if (!(pid in ours) && parent[pid] in ours) { found = ours[pid] = 1; print pid }
      } while (found)
    }')
  # shellcheck disable=SC2086 # A word for each process.
  kill $pids 2>/dev/null || true
}

build_shared_stages() {
  local stage image
  for stage in runner-build gcc npm-packages; do
    for image in "$@"; do
      if cut_recipe "$(target_of "$image")" | grep -q " AS $stage\$"; then
        do_step "stage-$stage" "building what several images share: $stage" run_docker_build "$stage" ||
          fail "The stage $stage of Dockerfile.runner was not built."
        break
      fi
    done
  done
}

target_of() { basename "${1%:*}"; }

build_image() {
  local image=$1 target log started=$SECONDS
  target=$(target_of "$image")
  log=$STATE/image-$target.log
  begin_file "$log"
  say "  building image $image (log: $log)"
  if run_docker_build "$target" --label "judge.inputs=$(hash_inputs "$image")" --tag "$image" >"$log" 2>&1 </dev/null; then
    say "  image $image: $(size_of "$image") MB after $((SECONDS - started)) s"
  else
    tail -n 25 "$log" | sed 's/^/    /' >&2
    say "  image $image was NOT built; the whole log: $log"
    return 1
  fi
}

size_of() { echo $(($(ask_engine image inspect -f '{{.Size}}' "$1") / 1000000)); }

# Takes the target and further options of docker build. A copy keeps its modes in an image, whose programs have uids of their own:
# the mask of whoever checked this out, or builds, must not hide the files from them.
run_docker_build() (
  umask 022
  local target=$1 context proxies
  shift
  context=$(make_work_folder context) || return
  trap 'trap "" INT TERM; rm -rf "$context"' EXIT
  fill_context "$target" "$context" || return
  # Named without values, which docker takes from here: it tells them to the steps, and keeps them out of the image and its history.
  mapfile -t proxies < <(named_proxies)
  # The host's network, because apt must find the mirror as the host does (its hosts file, its resolver). The context goes through a pipe, because a
  # client from a snap sees no folder outside the user's home.
  tar -C "$context" --format=gnu --owner=0 --group=0 --numeric-owner -c . |
    DOCKER_BUILDKIT=$(buildkit_setting) docker build --network host --build-arg "BASE=$BASE_IMAGE" "${proxies[@]/#/--build-arg=}" \
      --target "$target" "$@" -f Dockerfile.runner -
)

# Only what the recipe copies is sent, not the whole repository. A file that is missing here, on a full disk say, would be missing in an image that
# counts as current.
fill_context() {
  local target=$1 context=$2 certificates=/etc/ssl/certs/ca-certificates.crt
  mkdir "$context/sandbox" &&
    cut_recipe "$target" >"$context/Dockerfile.runner" &&
    tar -c --exclude=sandbox/runner/build --exclude=sandbox/runner/tests sandbox/runner sandbox/images | tar -x -C "$context" || return
  # For npm, which trusts what this host trusts.
  if [[ -f $certificates ]]; then cp "$certificates" "$context/trusted.crt"; else : >"$context/trusted.crt"; fi || return
  if [[ $target == dotnet ]]; then copy_dotnet "$context/dotnet" || return; fi
  find "$context" ! -perm -o=r -exec chmod a+rX {} +
}

# Docker's older builder builds every stage above the target: it is handed those alone that the target needs.
cut_recipe() {
  awk -v target="$1" '
    function keep(stage, names, count, i) {
      if (!(stage in text) || kept[stage]++) return
      count = split(needs[stage], names, " ")
      for (i = 1; i <= count; i++) keep(names[i])
    }
    /^FROM / { stage = $4; stages[++n] = stage; needs[stage] = $2 }
    match($0, /--from=[^ ]+/) { needs[stage] = needs[stage] " " substr($0, RSTART + 7, RLENGTH - 7) }
    stage == "" { head = head $0 "\n"; next }
    { text[stage] = text[stage] $0 "\n" }
    END {
      keep(target)
      printf "%s", head
      for (i = 1; i <= n; i++) if (kept[stages[i]]) printf "%s", text[stages[i]]
    }' Dockerfile.runner
}

# The parts of the host's SDK that compile and run programs: compilers, the runtime, reference assemblies.
copy_dotnet() {
  local to=$1 root sdk reference
  root=$(dirname "$(readlink -f "$(command -v dotnet)")")
  sdk=$(find "$root/sdk" -mindepth 1 -maxdepth 1 -type d -name '10.*' | sort -V | tail -n 1)
  reference=$(find "$root/packs/Microsoft.NETCore.App.Ref" -mindepth 1 -maxdepth 1 -type d -name '10.*' | sort -V | tail -n 1)
  [[ -n $sdk && -n $reference ]] || { echo "The image of C# and F# is made from this host's .NET 10 SDK, and there is none at $root."; return 1; }
  mkdir -p "$to"/{sdk,reference,shared} &&
    cp -R "$root/dotnet" "$root/host" "$to/" &&
    cp -R "$root/shared/Microsoft.NETCore.App" "$to/shared/" &&
    cp -R "$sdk/Roslyn/bincore" "$to/sdk/csharp" &&
    cp -R "$sdk/FSharp" "$to/sdk/fsharp" &&
    cp "$reference"/ref/net10.0/*.dll "$to/reference/" &&
    # Translations of messages.
    find "$to/sdk" -name '*.resources.dll' -delete
}

is_current() {
  [[ $(ask_engine image inspect -f '{{index .Config.Labels "judge.inputs"}}' "$1" 2>/dev/null) == "$(hash_inputs "$1")" ]]
}

# What an image is made from: its part of the recipe, the files that this copies, and the SDK where it is one of them. The same for every user:
# neither the order of a locale nor a PATH without ~/.dotnet changes it.
hash_inputs() {
  local target recipe sources
  target=$(target_of "$1")
  recipe=$(cut_recipe "$target")
  mapfile -t sources < <(grep '^COPY ' <<<"$recipe" | grep -oE 'sandbox/[^ ]+')
  {
    printf '%s\n' "$recipe"
    find "${sources[@]}" -type f -not -path '*/build/*' -not -path '*/runner/tests/*' -print0 | LC_ALL=C sort -z | xargs -0r sha256sum
    [[ $target != dotnet ]] || { have_dotnet_10 && dotnet --version 2>/dev/null; } || true
  } | sha256sum | cut -c 1-16
}
