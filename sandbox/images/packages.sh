#!/bin/sh
# Installs packages in one layer that holds nothing else: no lists, no caches, no documentation, no setuid bits.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -qy --no-install-recommends "$@"
apt-get clean
rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/cache/fontconfig/* /var/log/* /tmp/* /root/.cache
find / -xdev -perm /6000 -exec chmod a-s {} +
