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
  wait "$pull" && docker tag "$image" $BASE_IMAGE
}

bootstrap_base() (
  umask 022
  local mirror security root options=(--variant=minbase)
  mirror=$(host_mirror)
  security=$(apt_mirrors | grep security | head -n 1 || true)
  if [[ -z $mirror ]]; then
    # A host of another distribution, such as Ubuntu, has none of Debian's: the one that debootstrap knows is asked, and the keys decide.
    options+=(--force-check-gpg "--keyring=$DEBIAN_KEYS")
  elif [[ ! -f /usr/share/keyrings/debian-archive-$SUITE-stable.gpg ]]; then
    options+=(--no-check-gpg)
  fi
  [[ -f /usr/share/debootstrap/scripts/$SUITE ]] || as_root ln -s sid "/usr/share/debootstrap/scripts/$SUITE"
  [[ $mirror == https:* ]] && options+=(--include=ca-certificates)
  root=$(mktemp -d "${TMPDIR:-/tmp}/judge-base.XXXXXX")
  as_root debootstrap "${options[@]}" "$SUITE" "$root" ${mirror:+"$mirror"} || { as_root rm -rf "$root"; return 1; }
  if [[ -z $mirror ]]; then
    mirror=$(sed -nE '1s/^deb ([^ ]+) .*/\1/p' "$root/etc/apt/sources.list")
    security=$mirror-security
  fi
  write_apt_settings "$root" "$mirror" "$security"
  as_root rm -rf "$root"/usr/share/{doc,man,info,locale,lintian} "$root"/var/cache/apt "$root"/var/lib/apt/lists "$root"/var/log
  as_root mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log"
  local status=0
  as_root tar -C "$root" --one-file-system -c . | docker import - $BASE_IMAGE || status=$?
  as_root rm -rf "$root"
  return "$status"
)

# The host's own Debian mirrors, from one-line and deb822 sources alike.
apt_mirrors() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p'
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -nE 's/^URIs: *([^ ]+).*/\1/p'
  } | grep -iE '/debian(-security)?/?$' | grep -v '/linux/' | sort -u
}

host_mirror() { apt_mirrors | grep -v security | head -n 1 || true; }

# So that apt works inside a build as it does on the host: same mirrors, proxy and trusted certificates.
write_apt_settings() {
  local root=$1 mirror=$2 security=$3
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
