# Builds the language images. A language's image is a target of Dockerfile.runner, named in its definition.

BASE_IMAGE=judge/base
SUITE=trixie
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

image_of() {
  local file=sandbox/languages/$1.json
  [[ -f $file ]] || file=$(grep -lE "\"aliases\".*\"$1\"" sandbox/languages/*.json | head -n 1) || true
  [[ -n $file ]] || fail "No language is called $1." "There are: $(all_languages | tr '\n' ' ')"
  sed -nE 's/^ *"image": *"([^"]+)".*/\1:'"$IMAGE_TAG"'/p' "$file"
}

list_images() {
  local language image size
  ensure_docker
  printf '%-14s %-22s %10s  %s\n' LANGUAGE IMAGE SIZE STATE
  while read -r language; do
    image=$(image_of "$language")
    if size=$(docker image inspect -f '{{.Size}}' "$image" 2>/dev/null); then
      printf '%-14s %-22s %7d MB  %s\n' "$language" "$image" $((size / 1000000)) \
        "$(is_current "$image" && echo built || echo "built from older sources; renew: ./judge images $language")"
    else
      printf '%-14s %-22s %10s  %s\n' "$language" "$image" - "missing; build: ./judge images $language"
    fi
  done < <(all_languages)
}

build_images() {
  local language image built=" "
  for language in "$@"; do
    image=$(image_of "$language")
    [[ $built == *" $image "* ]] && continue
    built+="$image "
    build_image "$image"
  done
}

build_image() {
  local image=$1 target size
  target=$(basename "${image%:*}")
  if is_current "$image"; then
    say "  image $image is up to date"
    return
  fi
  ensure_base
  do_step "image-$target" "building image $image (log: $STATE/image-$target.log)" run_docker_build "$image" "$target" ||
    fail "Image $image was not built."
  size=$(docker image inspect -f '{{.Size}}' "$image")
  say "  image $image: $((size / 1000000)) MB, $((($(docker image inspect -f '{{.Size}}' $BASE_IMAGE)) / 1000000)) of them shared"
}

run_docker_build() {
  local buildkit=1
  docker buildx version >/dev/null 2>&1 || buildkit=0
  # The host's network, because apt must find the mirror as the host does (its hosts file, its resolver).
  # Only what the recipe copies is sent, not the whole repository.
  tar -c --exclude=sandbox/runner/build Dockerfile.runner sandbox/runner |
    DOCKER_BUILDKIT=$buildkit docker build --network host --build-arg "BASE=$BASE_IMAGE" \
    --label "judge.inputs=$(hash_inputs "$1")" --target "$2" --tag "$1" -f Dockerfile.runner -
}

is_current() {
  [[ $(docker image inspect -f '{{index .Config.Labels "judge.inputs"}}' "$1" 2>/dev/null) == "$(hash_inputs "$1")" ]]
}

# What an image is made from: its recipe, the runner's sources, and the definitions of its languages.
hash_inputs() {
  {
    cat Dockerfile.runner
    find sandbox/runner -type f -not -path '*/build/*' -not -path '*/tests/*' -print0 2>/dev/null | sort -z | xargs -0r sha256sum
    grep -lF "\"${1%:*}\"" sandbox/languages/*.json | sort | xargs -r sha256sum
  } | sha256sum | cut -c 1-16
}

ensure_base() {
  docker image inspect $BASE_IMAGE >/dev/null 2>&1 && return
  say "  asking a registry for debian:$SUITE-slim"
  if pull_base >"$STATE/base-pull.log" 2>&1 </dev/null; then return; fi
  say "  No registry answers: making the base from this machine's own Debian mirror instead."
  have debootstrap || install_packages debootstrap
  do_step base-bootstrap "bootstrapping Debian $SUITE (about 40 s)" bootstrap_base ||
    fail "The base image could not be made." "Give one of your own: docker tag SOME_DEBIAN_TRIXIE $BASE_IMAGE"
}

pull_base() { timeout 20 docker pull -q "debian:$SUITE-slim" && docker tag "debian:$SUITE-slim" $BASE_IMAGE; }

bootstrap_base() {
  local mirror root options=(--variant=minbase)
  mirror=$(apt_mirrors | grep -v security | head -n 1)
  [[ -n $mirror ]] || { echo "No Debian mirror in /etc/apt/sources.list or sources.list.d."; return 1; }
  [[ -f /usr/share/keyrings/debian-archive-$SUITE-stable.gpg ]] || options+=(--no-check-gpg)
  [[ -f /usr/share/debootstrap/scripts/$SUITE ]] || as_root ln -s sid "/usr/share/debootstrap/scripts/$SUITE"
  [[ $mirror == https:* ]] && options+=(--include=ca-certificates)
  root=$(mktemp -d "${TMPDIR:-/tmp}/judge-base.XXXXXX")
  as_root debootstrap "${options[@]}" "$SUITE" "$root" "$mirror" || { as_root rm -rf "$root"; return 1; }
  write_apt_settings "$root" "$mirror"
  as_root rm -rf "$root"/usr/share/{doc,man,info,locale,lintian} "$root"/var/cache/apt "$root"/var/lib/apt/lists "$root"/var/log
  as_root mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log"
  local status=0
  as_root tar -C "$root" --one-file-system -c . | docker import - $BASE_IMAGE || status=$?
  as_root rm -rf "$root"
  return "$status"
}

# The host's own Debian mirrors, from one-line and deb822 sources alike.
apt_mirrors() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p'
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -nE 's/^URIs: *([^ ]+).*/\1/p'
  } | grep -iE '/debian(-security)?/?$' | grep -v '/linux/' | sort -u
}

# So that apt works inside a build as it does on the host: same mirrors, proxy and trusted certificates.
write_apt_settings() {
  local root=$1 mirror=$2 security
  security=$(apt_mirrors | grep security | head -n 1 || true)
  {
    echo "deb $mirror $SUITE main"
    [[ -z $security ]] || echo "deb $security $SUITE-security main"
  } | as_root tee "$root/etc/apt/sources.list" >/dev/null
  { apt-config dump | grep -iE '^Acquire::(https?::Proxy|Check-)' || true; } |
    as_root tee "$root/etc/apt/apt.conf.d/80judge-host" >/dev/null
  if [[ $mirror == https:* && -f /etc/ssl/certs/ca-certificates.crt ]]; then
    as_root cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  fi
}
