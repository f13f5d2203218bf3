using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class OutOfMemoryTests
{
    // Files in memory are charged to no process, so that of two equally likely victims the kernel takes PID 1.
    private const string Hoarder = """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdio.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <unistd.h>

        static char block[1 << 20];

        int main(void)
        {
            int adj = open("/proc/self/oom_score_adj", O_WRONLY);
            if (adj < 0 || write(adj, "0", 1) != 1) return 1;
            puts("written before");
            fflush(stdout);
            memset(block, 1, sizeof block);
            for (;;) {
                int hoard = memfd_create("hoard", 0);
                if (hoard < 0) return 2;
                for (int i = 0; i < 60; i++)
                    if (write(hoard, block, sizeof block) < 0) break;
            }
        }
        """;

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task A_program_that_has_the_kernel_kill_PID_1_for_memory_is_MLE_at_once(RedisForm form)
    {
        // Less memory than the run's limit: the kernel is there before the runner's own look at it.
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:ContainerMemoryMb", "64");

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.RunAsync(new { language = "c", source_code = Hoarder })));

        foreach (var result in results)
        {
            result["status"]!.ToString().ShouldBe("MLE", result.ToJsonString());
            result["stdout"]!.ToString().ShouldBe("written before\n");
            result["limit_exceeded"]!.ToString().ShouldBe("memory");
        }
        (await server.Http.GetStringAsync("/hangfire/retries")).ShouldNotContain("ExecuteSubmissionJob");
        ((await server.RunAsync(new { source_code = "print('next')" }))["stdout"]?.ToString()).ShouldBe("next\n");
    }
}
