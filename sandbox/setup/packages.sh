# Installs what is missing, through the machine's own package manager.

as_root() {
  if ((EUID == 0)); then "$@"
  elif have sudo; then sudo "$@"
  else fail "This needs root: $*" "Run it as root, or install sudo."
  fi
}

# debootstrap and redis-server live in /usr/sbin and /usr/bin; a user's PATH may lack the first.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

install_packages() {
  have apt-get || fail "Missing: $*, and there is no apt-get here." "Install them with this system's package manager, then run this again."
  if [[ -z ${PACKAGE_LISTS_FRESH:-} ]]; then
    do_step apt-update "reading the package lists" as_root apt-get update -q ||
      say "  Going on with the package lists there are."
    PACKAGE_LISTS_FRESH=yes
  fi
  do_step apt-install "installing $*" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qy --no-install-recommends "$@" ||
    fail "Could not install: $*." "Install them by hand, then run this again."
}

ensure_redis() {
  [[ -n ${REDIS_URL:-} ]] && return
  have redis-server || install_packages redis-server
}

ensure_dotnet() {
  [[ -x $HOME/.dotnet/dotnet ]] && PATH=$PATH:$HOME/.dotnet
  has_dotnet_10 && return
  if have apt-get && apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
    install_packages dotnet-sdk-10.0
  else
    have curl || install_packages curl ca-certificates
    # .NET wants ICU unless told that it needn't; the judge formats nothing by culture.
    do_step dotnet-install "installing the .NET 10 SDK into ~/.dotnet" install_dotnet_by_script || true
    PATH=$PATH:$HOME/.dotnet
  fi
  has_dotnet_10 || fail "The .NET 10 SDK is missing and could not be installed." \
    "Install it by hand: https://dotnet.microsoft.com/download/dotnet/10.0"
}

has_dotnet_10() { have dotnet && dotnet --list-sdks 2>/dev/null | grep -q '^1[0-9]\.'; }

install_dotnet_by_script() {
  curl -fsSL --max-time 60 https://dot.net/v1/dotnet-install.sh -o "$STATE/dotnet-install.sh" &&
    bash "$STATE/dotnet-install.sh" --channel 10.0 --install-dir "$HOME/.dotnet"
}
