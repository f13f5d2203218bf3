using System.Text;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>One pool for the tests that only run programs in it.</summary>
public sealed class LimitsPool : IAsyncLifetime
{
    internal PoolUnderTest Pool { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = ["judge/python"], TmpfsMb = 64, ContainerMemoryMb = 288, CompileMemoryMb = 544 });

    public async Task DisposeAsync() => await Pool.DisposeAsync();
}

/// <summary>Each limit strikes, and strikes where it was set.</summary>
[Trait("Needs", "Docker")]
public class LimitsTests(LimitsPool fixture) : IClassFixture<LimitsPool>
{
    private static readonly RunLimits Limits = Requests.Limits;

    [Fact]
    public async Task CPU_time_of_every_process_together_ends_a_run()
    {
        var report = await SoonestAsync(report => report.Cpu, "import os\nfor i in range(3): os.fork()\nwhile True: pass", Limits with { Cpu = TimeSpan.FromSeconds(0.5), Wall = TimeSpan.FromSeconds(60) });

        report.Struck.ShouldBe(Struck.Cpu);
        report.Cpu.TotalSeconds.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public async Task Wall_time_ends_a_run_that_uses_no_CPU()
    {
        var report = await SoonestAsync(report => report.Wall, "import time; time.sleep(60)", Limits with { Wall = TimeSpan.FromSeconds(0.5) });

        report.Struck.ShouldBe(Struck.Wall);
        report.Wall.TotalSeconds.ShouldBeInRange(0.5, 1.5);
    }

    [Fact]
    public async Task Memory_over_its_limit_ends_a_run_though_the_container_has_more()
    {
        var report = await RunAsync("x = bytearray(200 << 20)", Limits with { MemoryBytes = 64L << 20 });

        (report.Struck & (Struck.Memory | Struck.OomKill)).ShouldNotBe(Struck.None);
        report.MemoryPeakBytes.ShouldBeGreaterThan(64L << 20);
    }

    [Fact]
    public async Task There_is_no_swap_to_flee_to() =>
        (await fixture.Pool.PythonAsync("""
            import os
            v1 = '/sys/fs/cgroup/memory/memory.'
            if os.path.exists(v1 + 'memsw.limit_in_bytes'):
                print(open(v1 + 'memsw.limit_in_bytes').read() == open(v1 + 'limit_in_bytes').read())
            else:
                swap = '/sys/fs/cgroup/memory.swap.max'
                print(not os.path.exists(swap) or open(swap).read() == '0\n')
            """)).ShouldBe("True\n");

    [Fact]
    public async Task A_limit_above_the_usual_container_enlarges_it()
    {
        var report = await RunAsync("x = bytearray(300 << 20); print(len(x) >> 20)", Limits with { MemoryBytes = 350 << 20 });

        report.Struck.ShouldBe(Struck.None);
        Encoding.UTF8.GetString(report.Stdout).ShouldBe("300\n");
    }

    [Fact]
    public async Task Standard_input_takes_none_of_the_memory_that_a_run_may_have()
    {
        var input = new byte[16 << 20];
        var run = Requests.Python("x = bytearray(230 << 20); print(len(open('/dev/stdin', 'rb').read(1 << 20)), len(x) >> 20)", Limits with { MemoryBytes = 256 << 20 }) with { Stdin = input };

        var report = await fixture.Pool.Pool.RunAsync("judge/python", run, CancellationToken.None);

        report.Struck.ShouldBe(Struck.None);
        Encoding.UTF8.GetString(report.Stdout).ShouldBe("1048576 230\n");
        report.MemoryPeakBytes.ShouldBeLessThan(256 << 20);
        new SandboxOptions().SizeOf(run with { Limits = Limits with { MemoryBytes = 1024 << 20 } }).MemoryMb.ShouldBe(1024 + 16 + 32);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(7)]
    public async Task Files_take_none_of_the_memory_that_a_run_may_have(int files)
    {
        var run = Requests.Python("x = bytearray(1000 << 20); print(len(x) >> 20)", Limits with { MemoryBytes = 1024 << 20 });
        run = run with { Files = [.. run.Files, new BoxFile("data", new byte[files << 20])] };

        var report = await fixture.Pool.Pool.RunAsync("judge/python", run, CancellationToken.None);

        report.Struck.ShouldBe(Struck.None);
        Encoding.UTF8.GetString(report.Stdout).ShouldBe("1000\n");
    }

    [Theory]
    [InlineData(0, 1056)]
    [InlineData(758 << 10, 1056)]
    [InlineData(3 << 20, 1056)]
    [InlineData(8 << 20, 1056 + 8)]
    public void A_container_has_room_for_files_and_the_usual_one_for_small_ones(int programBytes, int containerMb)
    {
        var run = Requests.Python("1", Limits with { MemoryBytes = 1024 << 20 }) with { Program = new BoxFile("main", new byte[programBytes]) };

        new SandboxOptions().SizeOf(run).MemoryMb.ShouldBe(containerMb);
        new SandboxOptions().SizeOf(run with { Program = null, Files = [run.Program] }).MemoryMb.ShouldBe(containerMb);
    }

    [Fact]
    public void Many_small_files_count_by_their_pages() =>
        new SandboxOptions().SizeOf(Requests.Python("1", Limits with { MemoryBytes = 1024 << 20 }) with { Files = [.. Enumerable.Range(0, 4096).Select(at => new BoxFile($"{at}", new byte[1]))] })
            .MemoryMb.ShouldBe(1056 + 16);

    [Fact]
    public async Task A_run_that_may_use_more_cores_than_there_are_has_all_of_them()
    {
        var report = await fixture.Pool.Pool.RunAsync("judge/python", Requests.Python("print(1)", Limits with { Cores = Environment.ProcessorCount + 2.5 }), CancellationToken.None);

        Encoding.UTF8.GetString(report.Stdout).ShouldBe("1\n");
    }

    [Fact]
    public async Task Processes_over_their_limit_are_refused()
    {
        var answer = await fixture.Pool.PythonAsync("""
            import os, signal
            children = []
            try:
                while True:
                    child = os.fork()
                    if child == 0: signal.pause()
                    children.append(child)
            except BlockingIOError:
                print(len(children))
            """, Limits with { MaxProcesses = 10 });

        answer.ShouldBe("9\n");
    }

    [Fact]
    public async Task Threads_count_as_processes()
    {
        var answer = await fixture.Pool.PythonAsync("""
            import threading
            stop = threading.Event()
            started = 0
            try:
                while True:
                    threading.Thread(target=stop.wait, daemon=True).start()
                    started += 1
            except RuntimeError:
                print(started)
            """, Limits with { MaxProcesses = 10 });

        answer.ShouldBe("9\n");
    }

    [Theory]
    [InlineData(64, 50, Ending.Exited, 0)]
    [InlineData(16, 50, Ending.Signaled, 11)]
    public async Task Recursion_goes_as_deep_as_the_stack_and_one_deeper_is_a_SIGSEGV(int stackMb, int usedMb, Ending ending, int code)
    {
        // Each call takes a page or so, and the array keeps the compiler from turning it into a loop.
        var program = await CompileAsync($$"""
            static int down(int left) { volatile char page[4096]; page[0] = (char)left; return left ? down(left - 1) + page[0] : 0; }
            int main(void) { return down({{usedMb * 248}}) & 0; }
            """);

        var report = await fixture.Pool.Pool.RunAsync("judge/c", program with { Limits = Limits with { StackBytes = (long)stackMb << 20 } }, CancellationToken.None);

        (report.Ending, report.Code).ShouldBe((ending, code));
    }

    [Fact]
    public async Task A_file_over_its_limit_is_a_SIGXFSZ()
    {
        var report = await RunAsync("""
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            with open('/tmp/big', 'wb', buffering=0) as big:
                while True: big.write(bytes(1 << 20))
            """, Limits with { FileSizeBytes = 8 << 20 });

        (report.Ending, report.Code).ShouldBe((Ending.Signaled, 25));
    }

    [Fact]
    public async Task Open_files_over_their_limit_are_refused() =>
        (await fixture.Pool.PythonAsync("""
            import os
            try:
                while True: last = os.open('/dev/null', os.O_RDONLY)
            except OSError as e:
                print(e.strerror, last)
            """, Limits with { MaxOpenFiles = 40 })).ShouldBe("Too many open files 39\n");

    [Theory]
    [InlineData("stdout", Struck.Stdout)]
    [InlineData("stderr", Struck.Stderr)]
    public async Task Output_is_cut_at_its_limit_on_each_stream(string stream, Struck struck)
    {
        var report = await RunAsync($"import sys\nwhile True: sys.{stream}.write('x' * 1000)", Limits with { OutputBytes = 10_000 });

        report.Struck.ShouldBe(struck);
        (stream == "stdout" ? report.Stdout : report.Stderr).Length.ShouldBe(10_000);
        (stream == "stdout" ? report.Stderr : report.Stdout).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/box")]
    [InlineData("/dev/shm")]
    public async Task A_writable_place_holds_its_size_and_no_more(string place) =>
        (await fixture.Pool.PythonAsync($$"""
            import os
            try:
                for i in range(10):
                    with open('{{place}}/%d' % i, 'wb') as part: part.write(bytes(16 << 20))
            except OSError as e:
                print(e.strerror, i)
            """)).ShouldBe(place == "/box" ? "No space left on device 3\n" : "No space left on device 4\n");

    [Theory]
    [InlineData("/tmp", 16_384)]
    [InlineData("/box", 16_384)]
    [InlineData("/dev/shm", 1024)]
    public async Task A_writable_place_holds_so_many_files_and_no_more(string place, int inodes)
    {
        var answer = await fixture.Pool.PythonAsync($$"""
            made = 0
            try:
                while True:
                    open('{{place}}/%d' % made, 'w').close()
                    made += 1
            except OSError as e:
                print(e.strerror)
            print({{inodes}} - 3 <= made < {{inodes}}, made)
            """);

        answer.ShouldStartWith("No space left on device\nTrue ");
    }

    [Fact]
    public async Task Runs_of_two_cores_and_of_one_in_turn_resize_a_container_once_at_most()
    {
        var two = Limits with { Cores = 2 };
        var before = fixture.Pool.Count("judge.sandbox.resizes", "run");

        for (var round = 0; round < 3; round++)
        {
            (await fixture.Pool.PythonAsync(Quota, two)).ShouldBe("2.0\n");
            await fixture.Pool.UntilAsync(() => fixture.Pool.Slots("starting") == 0, "a container of the usual size stands by again");
            (await fixture.Pool.PythonAsync(Quota)).ShouldBe("1.0\n");
        }

        (fixture.Pool.Count("judge.sandbox.resizes", "run") - before).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_compiler_has_the_hosts_cores_and_more_memory_than_a_run()
    {
        var report = await fixture.Pool.Pool.RunAsync("judge/python",
            Requests.Python(Quota + "\nx = bytearray(400 << 20); print(len(x) >> 20)", Limits with { MemoryBytes = 512 << 20 }) with { Class = ContainerClass.Compile },
            CancellationToken.None);

        Encoding.UTF8.GetString(report.Stdout).ShouldBe($"{Environment.ProcessorCount}.0\n400\n");
    }

    private const string Quota = """
        import os
        v1 = '/sys/fs/cgroup/cpu/cpu.cfs_'
        quota, period = (open(v1 + name + '_us').read() for name in ('quota', 'period')) if os.path.exists(v1 + 'quota_us') else open('/sys/fs/cgroup/cpu.max').read().split()
        print(int(quota) / int(period))
        """;

    private Task<RunReport> SoonestAsync(Func<RunReport, TimeSpan> time, string python, RunLimits limits) => Requests.SoonestAsync(time, () => RunAsync(python, limits));

    private Task<RunReport> RunAsync(string python, RunLimits limits) =>
        fixture.Pool.Pool.RunAsync("judge/python", Requests.Python(python, limits), CancellationToken.None);

    private async Task<RunRequest> CompileAsync(string source)
    {
        var compiled = await fixture.Pool.Pool.RunAsync("judge/c", Requests.Shell("gcc -O0 -o main -xc main.c", ContainerClass.Compile) with
        {
            Files = [new BoxFile("main.c", Encoding.UTF8.GetBytes(source))],
            Collect = ["main"],
        }, CancellationToken.None);
        compiled.Code.ShouldBe(0, Encoding.UTF8.GetString(compiled.Stderr));
        return Requests.Shell("./main") with { Argv = ["./main"], Files = compiled.Files };
    }
}
