#!/bin/sh
# Writes the compilers' response files, with every reference assembly, so that a compile needs no project and no build tool; and for each
# language what host.c needs beside it.
set -eu
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
root=/usr/lib/dotnet
fsharp_core=$root/sdk/fsharp/FSharp.Core.dll
# .NET's names for processors are its own.
case $(uname -m) in
  x86_64) processor=x64 ;;
  aarch64) processor=arm64 ;;
  *) echo "options.sh: .NET's name for the processor $(uname -m) is not known here" >&2; exit 1 ;;
esac
{
  printf '%s\n' -nologo -nostdlib+ -target:exe -optimize+ -deterministic+ -langversion:latest -unsafe+ -nullable:disable -debug:embedded -utf8output
  for reference in $root/reference/*.dll; do echo "-r:$reference"; done
  echo /opt/judge/usings.cs
} > /opt/judge/csharp.rsp
{
  printf '%s\n' --nologo --targetprofile:netcore --target:exe --optimize+ --deterministic+ --noframework --simpleresolution --utf8output --debug:embedded --nocopyfsharpcore
  for reference in $root/reference/*.dll $fsharp_core; do echo "-r:$reference"; done
} > /opt/judge/fsharp.rsp

# The properties that `dotnet exec` gives to a program without a .deps.json. Takes more assemblies than the runtime's own.
write_properties() {
  runtime=$(find $root/shared/Microsoft.NETCore.App -mindepth 1 -maxdepth 1 -name '10.*' | sort -V | tail -n 1)
  echo "$runtime/libcoreclr.so"
  echo "TRUSTED_PLATFORM_ASSEMBLIES=$(printf '%s:' "$@" "$runtime"/*.dll)"
  echo "NATIVE_DLL_SEARCH_DIRECTORIES=$runtime/:"
  printf '%s\n' APP_PATHS= PLATFORM_RESOURCE_ROOTS= APP_CONTEXT_BASE_DIRECTORY= RUNTIME_IDENTIFIER=linux-$processor \
    System.GC.Server=false System.GC.Concurrent=false System.Globalization.Invariant=true System.Runtime.TieredPGO=false
}

for language in csharp fsharp compiler; do
  mkdir /opt/judge/$language
  cp /opt/judge/host /opt/judge/$language/dotnet
done
write_properties > /opt/judge/compiler/properties
write_properties /opt/judge/csharp/warm.dll > /opt/judge/csharp/properties
write_properties /opt/judge/fsharp/warm.dll $fsharp_core > /opt/judge/fsharp/properties
$root/dotnet exec $root/sdk/csharp/csc.dll -noconfig @/opt/judge/csharp.rsp -target:library -out:/opt/judge/csharp/warm.dll /opt/judge/warm.cs
$root/dotnet exec $root/sdk/fsharp/fsc.dll @/opt/judge/fsharp.rsp --target:library --out:/opt/judge/fsharp/warm.dll /opt/judge/warm.fs
# In the compilers' folders, where they and what they need are found beside it.
$root/dotnet exec $root/sdk/csharp/csc.dll -noconfig @/opt/judge/csharp.rsp -out:$root/sdk/csharp/ahead.dll /opt/judge/ahead.cs
cp $root/sdk/csharp/ahead.dll $root/sdk/fsharp/ahead.dll
rm /opt/judge/host /opt/judge/ahead.cs /opt/judge/host.c /opt/judge/warm.cs /opt/judge/warm.fs /opt/judge/options.sh
