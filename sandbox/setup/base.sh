# Gets the Debian that all language images stand on: pulled where a registry answers, bootstrapped where none does.

BASE_IMAGE=judge/base
SUITE=trixie
DEBIAN_KEYS=/usr/share/keyrings/debian-archive-keyring.gpg

ensure_base() {
  ask_engine image inspect $BASE_IMAGE >/dev/null 2>&1 && return
  if do_step base-pull "pulling debian:$SUITE-slim from a registry" pull_base; then return; fi
  say "  Making the base from a Debian mirror instead."
  have debootstrap || install_packages debootstrap
  [[ -n $(host_mirror) || -f $DEBIAN_KEYS ]] || install_packages debian-archive-keyring
  ensure_root_rights "Making the base image"
  do_step base-bootstrap "bootstrapping Debian $SUITE (about 40 s)" bootstrap_base ||
    fail "The base image could not be made." "Give one of your own: docker tag SOME_DEBIAN_TRIXIE $BASE_IMAGE"
}

# A registry that answers has the engine tell so at once; the image may then take minutes on a slow line.
pull_base() {
  local image=debian:$SUITE-slim asked=$SECONDS pull
  timeout 900 docker pull "$image" 9>&- &
  pull=$!
  until grep -q 'Pulling from' "$STATE/base-pull.log"; do
    kill -0 "$pull" 2>/dev/null || break
    if ((SECONDS - asked >= 20)); then
      echo "No registry has answered for 20 s."
      kill "$pull"
      break
    fi
    sleep 0.2
  done
  wait "$pull" && adopt_base "$image"
}

# A pulled image knows nothing of this host. Where the host tells apt nothing special it stays as it is.
adopt_base() (
  umask 022
  local image=$1 folder mirror security= settings
  folder=$(make_work_folder base) || return
  trap 'rm -rf "$folder"' EXIT
  settings=$folder/settings
  mirror=$(host_mirror)
  # The mirror of an older release may lack this one.
  if asks_already "$image" "$mirror" || ! has_suite "$mirror" $SUITE "$folder"; then
    mirror=
  else
    security=$(host_security_mirror)
    has_suite "$security" $SUITE-security "$folder" || security=
  fi
  write_apt_settings "$settings" "$mirror" "$security" || return
  if [[ -z $(find "$settings" -type f) ]]; then
    docker tag "$image" $BASE_IMAGE
    return
  fi
  {
    echo "FROM $image"
    [[ -z $mirror ]] || echo "RUN rm -f /etc/apt/sources.list.d/debian.sources"
    echo "COPY settings /"
  } >"$folder/Dockerfile" || return
  tar -C "$folder" --format=gnu --owner=0 --group=0 --numeric-owner -c Dockerfile settings |
    DOCKER_BUILDKIT=$(buildkit_setting) docker build --tag $BASE_IMAGE -
)

asks_already() { [[ -n $2 ]] && docker run --rm --network none --entrypoint cat "$1" /etc/apt/sources.list.d/debian.sources 2>/dev/null | grep -qF "${2%/}"; }

has_suite() { [[ -n $1 ]] && timeout 60 /usr/lib/apt/apt-helper download-file "$1/dists/$2/InRelease" "$3/InRelease" >/dev/null 2>&1; }

bootstrap_base() (
  umask 022
  local mirror security folder root options=(--variant=minbase)
  mirror=$(host_mirror)
  security=$(host_security_mirror)
  if [[ -z $mirror ]]; then
    # A host of another distribution, such as Ubuntu, has none of Debian's: the one that debootstrap knows is asked, and the keys decide.
    options+=(--force-check-gpg "--keyring=$DEBIAN_KEYS")
  elif [[ ! -f /usr/share/keyrings/debian-archive-$SUITE-stable.gpg ]]; then
    options+=(--no-check-gpg)
  fi
  [[ -f /usr/share/debootstrap/scripts/$SUITE ]] || as_root ln -s sid "/usr/share/debootstrap/scripts/$SUITE"
  [[ $mirror == https:* ]] && options+=(--include=ca-certificates)
  folder=$(make_work_folder base) || return
  trap 'discard_system "$folder"' EXIT
  root=$folder/system
  as_root debootstrap "${options[@]}" "$SUITE" "$root" ${mirror:+"$mirror"} || return
  if [[ -z $mirror ]]; then
    mirror=$(sed -nE '1s/^deb ([^ ]+) .*/\1/p' "$root/etc/apt/sources.list")
    security=$mirror-security
  fi
  write_apt_settings "$folder/settings" "$mirror" "$security" && as_root cp -R "$folder/settings/." "$root" || return
  as_root rm -rf "$root"/usr/share/{doc,man,info,locale,lintian} "$root"/var/cache/apt "$root"/var/lib/apt/lists "$root"/var/log
  as_root mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log"
  as_root tar -C "$root" --one-file-system -c . | docker import - $BASE_IMAGE
)

# A debootstrap that was killed leaves /proc and /sys of the new system mounted.
discard_system() {
  local mounted
  for mounted in "$1"/{,system/}{proc,sys}; do
    if mountpoint -q "$mounted"; then as_root umount -l "$mounted" || true; fi
  done
  as_root rm -rf --one-file-system "$1"
}

# The host's own Debian mirrors, from one-line and deb822 sources alike.
apt_mirrors() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p'
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -nE 's/^URIs: *([^ ]+).*/\1/p'
  } | grep -iE '/debian(-security)?/?$' | grep -v '/linux/' | sort -u
}

host_mirror() { apt_mirrors | grep -v security | head -n 1 || true; }

host_security_mirror() { apt_mirrors | grep security | head -n 1 || true; }

# So that apt works inside a build as it does on the host: same mirrors, proxy and trusted certificates. Lays them out below the folder as they are to
# lie below the root of the base; nothing of what the host has not.
write_apt_settings() {
  local folder=$1 mirror=$2 security=$3 options
  mkdir -p "$folder"/etc/apt/apt.conf.d "$folder"/etc/ssl/certs || return
  if [[ -n $mirror ]]; then
    printf 'deb %s main\n' "$mirror $SUITE" ${security:+"$security $SUITE-security"} >"$folder/etc/apt/sources.list" || return
  fi
  # The program that would detect a proxy is not in the image.
  options=$(apt-config dump | grep -iE '^Acquire::(https?::Proxy(::[^ ]*)? |Check-)' || true)
  if [[ -n $options ]]; then printf '%s\n' "$options" >"$folder/etc/apt/apt.conf.d/80judge-host" || return; fi
  if [[ $mirror == https:* && -f /etc/ssl/certs/ca-certificates.crt ]]; then cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/"; fi
}
