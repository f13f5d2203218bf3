using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.Hostile;

/// <summary>A program that does honest work, and tells what it finds of others: its result must be right whatever ran before or beside it.</summary>
internal static class HonestProgram
{
    private const string Python = """
        import os, sys
        numbers = [int(word) for word in sys.stdin.read().split()]
        print(sum(numbers), sorted(os.listdir("/tmp") + os.listdir("/dev/shm") + os.listdir("/box")))
        """;

    private const string C = """
        #include <dirent.h>
        #include <stdio.h>
        static int entries(const char *path)
        {
            int count = 0;
            DIR *folder = opendir(path);
            while (readdir(folder)) count++;
            return count - 2;
        }
        int main(void)
        {
            long sum = 0, number;
            while (scanf("%ld", &number) == 1) sum += number;
            printf("%ld %d\n", sum, entries("/tmp") + entries("/dev/shm") + entries("/box"));
        }
        """;

    /// <summary>Body of the POST that runs it.</summary>
    public static JsonObject In(string language) => new()
    {
        ["language"] = language == "python" ? "python" : "c",
        ["source_code"] = language == "python" ? Python : C,
        ["stdin_data"] = "20 30 -8",
        ["wall_time_limit_sec"] = 20,
    };

    public static void ShouldBeRight(JsonObject result, string after)
    {
        (result["status"]?.ToString()).ShouldBe("OK", $"after {after}: {result.ToJsonString()}");
        result["stdout"]!.ToString().ShouldBe(result["language"]!.ToString() == "python" ? "42 ['main.py']\n" : "42 1\n", $"after {after}");
        result["stderr"].ShouldBeNull($"after {after}");
        result["time_sec"]!.GetValue<double>().ShouldBeLessThan(1, $"after {after}");
        // Neither's memory reaches this, unless another run's is counted with it.
        result["memory_kb"]!.GetValue<long>().ShouldBeLessThan(20 << 10, $"after {after}");
    }
}
