#!/bin/sh
# Writes the compilers' response files, with every reference assembly, so that a compile needs no project and no build tool.
set -eu
mkdir -p /opt/judge
{
  printf '%s\n' -nologo -nostdlib+ -target:exe -optimize+ -deterministic+ -langversion:latest -unsafe+ -nullable:disable -debug- -utf8output
  for reference in /usr/lib/dotnet/reference/*.dll; do echo "-r:$reference"; done
} > /opt/judge/csharp.rsp
{
  printf '%s\n' --nologo --targetprofile:netcore --target:exe --optimize+ --deterministic+ --noframework --simpleresolution --utf8output --debug-
  for reference in /usr/lib/dotnet/reference/*.dll /usr/lib/dotnet/sdk/fsharp/FSharp.Core.dll; do echo "-r:$reference"; done
} > /opt/judge/fsharp.rsp
