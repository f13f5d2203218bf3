using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>Caches in images serve only the options that they were filled with, which no build takes from a definition.</summary>
public class BakedCacheTests
{
    private static readonly string Recipe = File.ReadAllText(Repository.Path("Dockerfile.runner"));

    [Fact]
    public void Gos_standard_library_is_compiled_with_the_options_of_its_definition()
    {
        var environment = Definition("go")["environment"]!;

        Recipe.ShouldContain($"GOCACHE={environment["GOCACHE"]} GOFLAGS='{environment["GOFLAGS"]}' GO111MODULE=off CGO_ENABLED={environment["CGO_ENABLED"]} go build std");
    }

    [Fact]
    public void Zigs_cache_is_filled_with_the_options_of_its_definition()
    {
        var options = Command("zig").Skip(1).TakeWhile(word => word != "{options}");

        Recipe.ShouldContain($"zig-build {string.Join(' ', options)} -femit-bin=");
    }

    [Fact]
    public void The_precompiled_header_of_Cpp_is_made_with_the_options_of_its_definition()
    {
        var command = Command("cpp");

        Recipe.ShouldContain("for std in 17 20 23; do g++ -O2 -std=gnu++$std -x c++-header");
        command.ShouldContain("-O2");
        command.ShouldContain("-std=gnu++17");
    }

    private static JsonNode Definition(string language) => JsonNode.Parse(File.ReadAllText(Repository.Path($"sandbox/languages/{language}.json")))!;

    private static List<string> Command(string language) => [.. Definition(language)["compile"]!["command"]!.AsArray().Select(word => word!.ToString())];
}
