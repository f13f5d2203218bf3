using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public abstract class VerdictsOfRealProgramsTests(SharedServer shared)
{
    [Theory]
    [InlineData("normal exit", "python", "print('hi')", "OK", "hi\n")]
    [InlineData("exit 3", "python", "import sys; print(1); sys.exit(3)", "RE", "1\n")]
    [InlineData("uncaught exception", "python", "print(1, flush=True); 1/0", "RE", "1\n")]
    [InlineData("endless loop", "python", "print('right', flush=True)\nwhile True: pass", "TLE", "right\n")]
    [InlineData("sleep past the wall limit", "python", "import time; print('right', flush=True); time.sleep(99)", "TLE", "right\n")]
    [InlineData("1 GB", "python", "x = bytearray(1 << 30)", "MLE", null)]
    [InlineData("fork bomb", "python", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "TLE", null)]
    [InlineData("a child that outlives its parent", "python", "import os, time\nif os.fork() == 0: time.sleep(100)\nelse: print('parent')", "OK", "parent\n")]
    [InlineData("SIGSEGV", "c", "int main(void) { volatile int *p = 0; return *p; }", "RE", null)]
    [InlineData("closing stdout", "python", "import os; os.close(1); os.close(2)", "OK", null)]
    [InlineData("SIGSTOP of itself", "python", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "TLE", null)]
    [InlineData("exit code 137 is no proof", "python", "import os; os._exit(137)", "RE", null)]
    [InlineData("SIGKILL of itself", "python", "import os; os.kill(os.getpid(), 9)", "RE", null)]
    [InlineData("SIGKILL of PID 1", "python", "import os\ntry: os.kill(1, 9)\nexcept PermissionError: print('refused')", "OK", "refused\n")]
    [InlineData("network", "python", "import socket\ntry: socket.create_connection(('1.1.1.1', 53), 1)\nexcept OSError: print('refused')", "OK", "refused\n")]
    [InlineData("own loopback", "python", "import socket\ns = socket.create_server(('127.0.0.1', 0)); c = socket.create_connection(s.getsockname()); print('connected')", "OK", "connected\n")]
    [InlineData("read-only root", "python", "try: open('/etc/x', 'w')\nexcept OSError: print('refused')", "OK", "refused\n")]
    [InlineData("raw socket", "python", "import socket\ntry: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\nexcept OSError: print('refused')", "OK", "refused\n")]
    [InlineData("netlink", "python", "import socket\ntry: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)\nexcept OSError: print('refused')", "OK", "refused\n")]
    [InlineData("compile error", "c", "int main(void) {", "CE", null)]
    [InlineData("arguments of C", "c", "#include <stdio.h>\nint main(int c, char **v) { printf(\"%s\\n\", v[1]); }", "OK", "a b\n")]
    public async Task A_program_gets_its_one_verdict_and_what_it_wrote(string name, string language, string source, string status, string? stdout)
    {
        // A limit that is not to strike is far away: where memory has to be fetched from a host below, touching 256 MB takes a second of CPU time.
        var (cpuSec, wallSec) = status == "TLE" ? (1, 6) : (10, 60);
        var result = await shared.Judge.RunAsync(new { language, source_code = source, time_limit_sec = cpuSec, wall_time_limit_sec = wallSec, args = new[] { "a b" } });

        result["status"]!.ToString().ShouldBe(status, $"{name}: {result.ToJsonString()}");
        (result["stdout"]?.ToString()).ShouldBe(stdout, name);
    }

    [Fact]
    public async Task Endless_output_is_cut_at_its_limit()
    {
        var result = await shared.Judge.RunAsync(new { source_code = "while True: print('x' * 1000)", output_limit_kb = 64 });

        result["status"]!.ToString().ShouldBe("OLE");
        result["stdout"]!.ToString().Length.ShouldBe(64 << 10);
        result["stdout_truncated"]!.GetValue<bool>().ShouldBeTrue();
        result["limit_exceeded"]!.ToString().ShouldBe("output");
    }

    [Theory]
    [InlineData("import sys; print(len(sys.stdin.read()))", "10485760\n")]
    [InlineData("print('ignored')", "ignored\n")]
    public async Task Ten_megabytes_of_stdin_are_read_or_ignored(string source, string stdout)
    {
        var result = await shared.Judge.RunAsync(new { source_code = source, stdin_data = new string('x', 10 << 20) });

        (result["stdout"]?.ToString()).ShouldBe(stdout, result.ToJsonString());
        result["status"]!.ToString().ShouldBe("OK");
    }

    [Fact]
    public async Task Memory_of_a_C_program_that_touches_100_MB_reads_100_to_112_MB()
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "c",
            source_code = "#include <stdlib.h>\nint main(void) { volatile char *p = malloc(100 << 20); for (int i = 0; i < 100 << 20; i += 4096) p[i] = 1; return 0; }",
            // Fresh pages are slow on a busy machine, and only a program that comes to its end has touched them all.
            time_limit_sec = 30,
            wall_time_limit_sec = 60,
        });

        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        (result["memory_kb"]!.GetValue<long>() / 1024.0).ShouldBeInRange(100, 112);
    }

    [Fact]
    public async Task What_a_run_leaves_is_gone_for_the_next()
    {
        const string plant = "import os\nfor d in ('/tmp', '/box', '/dev/shm'):\n    os.makedirs(d + '/a/b'); open(d + '/a/b/secret', 'w').write('s'); os.chmod(d + '/a', 0)";
        const string look = "import os\nprint(sorted(os.listdir('/tmp') + os.listdir('/dev/shm') + os.listdir('/box')))";

        (await shared.Judge.RunAsync(new { source_code = plant }))["status"]!.ToString().ShouldBe("OK");
        var result = await shared.Judge.RunAsync(new { source_code = look });

        result["stdout"]!.ToString().ShouldBe("['main.py']\n");
    }

    [Fact]
    public async Task Fifty_hostile_and_honest_programs_at_once_do_not_disturb_one_another()
    {
        var hostile = "import os\nfor i in range(50):\n    if os.fork() == 0:\n        while True: pass";

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => shared.Judge.RunAsync(number % 5 == 0
            ? new { source_code = hostile, time_limit_sec = 0.5 }
            : new { source_code = $"print({number})", time_limit_sec = 5.0 })));

        for (var number = 0; number < 50; number++)
            if (number % 5 != 0)
                (results[number]["stdout"]?.ToString()).ShouldBe($"{number}\n", results[number].ToJsonString());
    }

    [Fact]
    public async Task Output_that_is_not_UTF8_comes_loss_free_beside_its_text()
    {
        var result = await shared.Judge.RunAsync(new { source_code = "import sys; sys.stdout.buffer.write(b'a\\xff\\x00b')" });

        result["stdout"]!.ToString().ShouldBe("a\ufffd\0b");
        Convert.FromBase64String(result["stdout_base64"]!.ToString()).ShouldBe([(byte)'a', 0xff, 0, (byte)'b']);
    }

    [Fact]
    public async Task Arguments_that_are_too_long_are_told_of()
    {
        var longOnes = Enumerable.Repeat(new string('x', 4096), 128).ToArray();

        var run = await shared.Judge.RunAsync(new { source_code = "print(1)", args = longOnes });
        var compile = await shared.Judge.RunAsync(new { language = "c", source_code = "int main(void) {}", compiler_options = longOnes.Select(text => "-D" + text[2..]) });

        (run["status"]!.ToString(), run["message"]?.ToString()).ShouldBe(("RE", "The program could not be started: its arguments and environment are too long"));
        (compile["status"]!.ToString(), compile["message"]?.ToString())
            .ShouldBe(("CE", "Compilation failed: the compiler could not be started: its arguments and environment are too long."));
    }

    [Fact]
    public async Task Expected_output_decides_between_OK_and_WA()
    {
        (await shared.Judge.RunAsync(new { source_code = "print(1)", expected_output = "1" }))["status"]!.ToString().ShouldBe("OK");
        (await shared.Judge.RunAsync(new { source_code = "print(1)", expected_output = "2" }))["status"]!.ToString().ShouldBe("WA");
    }
}

[Collection("server")]
public sealed class VerdictsOfRealProgramsOnOwnRedisTests(SharedServer shared) : VerdictsOfRealProgramsTests(shared);

[Collection("server on named Redis")]
public sealed class VerdictsOfRealProgramsOnNamedRedisTests(SharedServerOnNamedRedis shared) : VerdictsOfRealProgramsTests(shared);
