#!/bin/sh
# mold in GHC's eyes: GHC asks a linker for its version and warns of each that it doesn't know, so that GNU ld answers that alone.
case " $* " in
  *" --version "*) exec /usr/bin/ld "$@" ;;
  *) exec /usr/bin/mold "$@" ;;
esac
