# Installs what is missing, through the machine's own package manager.

# debootstrap and dockerd live in /usr/sbin; a user's PATH may lack it.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

as_root() {
  local proxies
  if ((EUID == 0)); then
    "$@"
  else
    proxies=$(named_proxies | paste -sd ,)
    sudo ${proxies:+"--preserve-env=$proxies"} "$@"
  fi
}

# The variables of this environment that tell how the net is reached: sudo takes them away, and a build is not told them unasked.
named_proxies() {
  local name
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    if [[ -n ${!name:-} ]]; then echo "$name"; fi
  done
}

is_root_at_hand() { ((EUID == 0)) || sudo -n true 2>/dev/null; }

# Asked before a step begins, because a step's output, and a password prompt in it, goes to its log.
ensure_root_rights() {
  is_root_at_hand && return
  have sudo || fail "This needs root: $1." "Run ./judge as root, or install sudo."
  say "  $1 needs root; sudo may ask for your password."
  sudo -v || fail "sudo gave no root rights for: $1." "Run ./judge as root, or as a user who may use sudo."
}

install_packages() {
  have apt-get || fail "Missing: $*, and there is no apt-get here." "Install them with this system's package manager, then run this again."
  ensure_root_rights "Installing $*"
  read_package_lists
  # needrestart would wait for an answer; another apt at work is waited for.
  do_step apt-install "installing $*" as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a \
    apt-get install -qy --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" ||
    fail "Could not install: $*." "Install them by hand, then run this again."
}

# Once in a ./judge.
read_package_lists() {
  [[ -z ${PACKAGE_LISTS_FRESH:-} ]] || return 0
  do_step apt-update "reading the package lists" update_package_lists ||
    say "  Going on with the package lists there are."
  PACKAGE_LISTS_FRESH=yes
}

# apt itself waits for the lock of dpkg alone, not for that of the lists, which a machine holds for a while after its first boot.
update_package_lists() {
  local deadline=$((SECONDS + 120))
  until as_root env LC_ALL=C apt-get update -q; do
    tail -n 2 "$STATE/apt-update.log" | grep -q 'Unable to lock directory' && ((SECONDS < deadline)) || return 1
    sleep 2
  done
}

# As the lists that were last read have it: a new machine has none.
has_package() { apt-cache show "$1" >/dev/null 2>&1; }

# The Redis server that was named, by the environment or by .env; nothing when the judge is to keep its own.
redis_url() {
  if [[ -n ${REDIS_URL:-${Judge__RedisUrl:-}} ]]; then
    printf '%s' "${REDIS_URL:-$Judge__RedisUrl}"
  elif [[ -f .env ]]; then
    sed -nE "s/^(export +)?(REDIS_URL|Judge__RedisUrl)=[\"']?([^\"']*).*/\3/p" .env | tail -n 1
  fi
}

ensure_redis() {
  [[ -n $(redis_url) ]] && return
  have redis-server || install_packages redis-server
  # The embedded server is tied to ours by setpriv and sh, which every Debian has; elsewhere they may be missing.
  have setpriv || install_packages util-linux
}

# .NET aborts without ICU unless told that it needn't have it; the judge formats nothing by culture.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

ensure_dotnet() {
  have_dotnet_10 || install_dotnet
  # An SDK unpacked by hand on a minimal machine finds no OpenSSL and no certificates for NuGet.
  local missing=()
  if have apt-get; then
    [[ $(ldconfig -p) == *libssl.so.3* ]] || missing+=(openssl)
    [[ -n ${SSL_CERT_FILE:-} || -s /etc/ssl/certs/ca-certificates.crt ]] || missing+=(ca-certificates)
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
  fi
}

have_dotnet_10() {
  has_dotnet_10 && return
  [[ -x $HOME/.dotnet/dotnet ]] || return 1
  PATH=$HOME/.dotnet:$PATH
  has_dotnet_10
}

has_dotnet_10() { have dotnet && [[ $'\n'$(dotnet --list-sdks 2>/dev/null) == *$'\n'10.* ]]; }

install_dotnet() {
  # Microsoft's script needs no root, so that none is asked for here.
  if have apt-get && is_root_at_hand; then read_package_lists; fi
  if have apt-get && has_package dotnet-sdk-10.0; then
    install_packages dotnet-sdk-10.0
  else
    if ! have curl && have apt-get; then install_packages curl ca-certificates; fi
    do_step dotnet-install "installing the .NET 10 SDK into ~/.dotnet with Microsoft's script" install_dotnet_by_script || true
  fi
  hash -r
  have_dotnet_10 || fail "The .NET 10 SDK is missing and could not be installed." \
    "Install it by hand, then run this again: https://dotnet.microsoft.com/download/dotnet/10.0" \
    "(unpacked into ~/.dotnet it is found there too)"
}

install_dotnet_by_script() {
  curl -fsSL --connect-timeout 10 --max-time 60 https://dot.net/v1/dotnet-install.sh -o "$STATE/dotnet-install.sh" &&
    bash "$STATE/dotnet-install.sh" --channel 10.0 --install-dir "$HOME/.dotnet" --no-path
}
