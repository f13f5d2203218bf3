using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What the runner measures, against programs whose use is known. Alone, because with the cores busy a limit is told late.</summary>
[Trait("Needs", "Docker")]
[Collection("alone")]
public sealed class FiguresTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const double MiB = 1048576.0;

    private const string Head = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>

        static void burn(double seconds)
        {
            struct timespec t;
            do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); while (t.tv_sec + t.tv_nsec / 1e9 < seconds);
        }

        static char *touch(size_t bytes) { char *p = malloc(bytes); memset(p, 1, bytes); return p; }

        """;

    private const string Empty = "int main(void) { return 0; }";

    [Fact]
    public async Task A_program_that_touches_100_MB_reads_100_to_112_MB()
    {
        var run = await RunAsync("int main(void) { return touch(100 << 20)[5] != 1; }");

        run.Ending.ShouldBe(Ending.Exited);
        (run.MemoryPeakBytes / MiB).ShouldBeInRange(100, 112);
    }

    [Fact]
    public async Task Four_processes_that_touch_25_MB_each_at_once_read_100_to_115_MB()
    {
        var run = await RunAsync("int main(void) { int p[2]; pipe(p); for (int i = 0; i < 4; i++) if (!fork()) { touch(25 << 20); write(p[1], \"\", 1); pause(); } char c; for (int i = 0; i < 4; i++) read(p[0], &c, 1); }");

        (run.MemoryPeakBytes / MiB).ShouldBeInRange(100, 115);
    }

    [Theory]
    [InlineData("int main(void) { return touch(150 << 20)[5] != 1; }")]
    [InlineData("int main(void) { FILE *f = fopen(\"/tmp/f\", \"w\"); char *p = touch(40 << 20); return fwrite(p, 1, 40 << 20, f) != 40 << 20; }")]
    [InlineData("int main(void) { return system(\"cat /usr/bin/* /usr/lib/x86_64-linux-gnu/*.so* > /dev/null\") * 0; }")]
    public async Task An_empty_program_reads_under_3_MB_whatever_ran_before_it(string before)
    {
        await RunAsync(before);

        var run = await RunAsync(Empty);

        (run.MemoryPeakBytes / MiB).ShouldBeInRange(0.01, 3);
    }

    [Fact]
    public async Task Files_in_tmpfs_are_memory()
    {
        var run = await RunAsync("int main(void) { FILE *f = fopen(\"/tmp/f\", \"w\"); char b[4096] = { 1 }; for (int i = 0; i < 40 << 8; i++) fwrite(b, 1, sizeof b, f); return fclose(f); }");

        // The kernel charges a cgroup in batches of pages: a few are not yet counted when the peak is read.
        (run.MemoryPeakBytes / MiB).ShouldBeInRange(39.5, 46);
    }

    [Theory]
    [InlineData("children", "int main(void) { for (int i = 0; i < 3; i++) if (!fork()) { burn(0.1); _exit(0); } burn(0.1); while (wait(0) > 0); }")]
    [InlineData("children that nobody waits for", "int main(void) { signal(SIGCHLD, SIG_IGN); for (int i = 0; i < 3; i++) if (!fork()) { burn(0.1); _exit(0); } burn(0.1); while (wait(0) > 0); }")]
    [InlineData("daemons", "int main(void) { int p[2]; pipe(p); for (int i = 0; i < 3; i++) if (!fork()) { setsid(); if (!fork()) { burn(0.1); write(p[1], \"\", 1); _exit(0); } _exit(0); } burn(0.1); char c; for (int i = 0; i < 3; i++) read(p[0], &c, 1); }")]
    [InlineData("children that are killed", "int main(void) { int p[2]; pipe(p); for (int i = 0; i < 3; i++) if (!fork()) { burn(0.1); write(p[1], \"\", 1); pause(); } burn(0.1); char c; for (int i = 0; i < 3; i++) read(p[0], &c, 1); }")]
    [InlineData("threads", "static void *f(void *x) { struct timespec t; do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); while (t.tv_nsec < 100000000); return x; } int main(void) { pthread_t t[4]; for (int i = 0; i < 4; i++) pthread_create(t + i, 0, f, 0); for (int i = 0; i < 4; i++) pthread_join(t[i], 0); }")]
    public async Task CPU_time_is_the_whole_trees(string what, string main)
    {
        var run = await SoonestAsync(run => run.Cpu, main, Usual);

        run.Struck.ShouldBe(Struck.None, what);
        run.Cpu.TotalMilliseconds.ShouldBeInRange(400, 440, what);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task The_CPU_limit_holds_for_all_threads_together_and_is_told_within_50_ms(int threads)
    {
        var run = await SoonestAsync(run => run.Cpu, "static void *f(void *x) { for (;;) burn(1e9); } int main(void) { pthread_t t; for (int i = 1; i < " + threads + "; i++) pthread_create(&t, 0, f, 0); f(0); }",
            Usual with { Cpu = TimeSpan.FromSeconds(0.3) });

        run.Struck.ShouldBe(Struck.Cpu);
        run.Cpu.TotalMilliseconds.ShouldBeInRange(300, 350);
    }

    [Fact]
    public async Task Sleep_costs_wall_time_alone_and_its_limit_is_told_within_50_ms()
    {
        var run = await SoonestAsync(run => run.Wall, "int main(void) { sleep(9); }", Usual with { Wall = TimeSpan.FromSeconds(0.3) });

        run.Struck.ShouldBe(Struck.Wall);
        run.Wall.TotalMilliseconds.ShouldBeInRange(300, 350);
        run.Cpu.TotalMilliseconds.ShouldBeLessThan(20);
    }

    [Theory]
    [InlineData(60, Ending.Exited, 0)]
    [InlineData(70, Ending.Signaled, 11)]
    public async Task Recursion_is_as_deep_as_the_stack_limit(int megabytes, Ending ending, int code)
    {
        var run = await RunAsync("static int deep(int n) { volatile char b[1 << 20]; memset((char *)b, n, sizeof b); return n ? deep(n - 1) + b[9] : 0; } int main(void) { deep(" + megabytes + "); return 0; }",
            Usual with { StackBytes = 64L << 20 });

        (run.Ending, run.Code).ShouldBe((ending, code));
    }

    [Fact]
    public async Task A_program_that_has_as_many_processes_as_it_may_is_told_so()
    {
        const string forks = "int main(void) { int n = 0; for (int i = 0; i < 20; i++) { int p = fork(); if (p == 0) pause(); if (p > 0) n++; } usleep(500000); return n; }";

        var few = await RunAsync(forks, Usual with { MaxProcesses = 21 + 1 });
        var many = await RunAsync(forks, Usual with { MaxProcesses = 10 });

        (few.Code, few.Struck).ShouldBe((20, Struck.None));
        (many.Code, many.Struck).ShouldBe((9, Struck.Processes));
    }

    private static readonly RunLimits Usual = new() { Cpu = TimeSpan.FromSeconds(5), Wall = TimeSpan.FromSeconds(20), MemoryBytes = 256L << 20 };

    private Task<RunReport> SoonestAsync(Func<RunReport, TimeSpan> time, string main, RunLimits limits) => Requests.SoonestAsync(time, () => RunAsync(main, limits));

    private async Task<RunReport> RunAsync(string main, RunLimits? limits = null)
    {
        var slot = await sandbox.ReadyAsync("judge/c");
        var program = await sandbox.CompileAsync(slot, Head + main);
        var run = await slot.RunAsync(new RunRequest { Argv = ["./main"], Files = [program], Limits = limits ?? Usual }, CancellationToken.None);
        slot.Broken.ShouldBeNull();
        return run;
    }
}
