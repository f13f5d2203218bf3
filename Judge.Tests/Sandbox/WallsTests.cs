using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What a program finds of the host in its container.</summary>
[Trait("Needs", "Docker")]
public class WallsTests(LimitsPool fixture) : IClassFixture<LimitsPool>
{
    [Fact]
    public async Task The_only_devices_are_null_zero_full_random_and_urandom() =>
        (await fixture.Pool.PythonAsync("""
            import os, stat
            found = set()
            for folder, _, names in os.walk('/dev'):
                for name in names:
                    s = os.stat(os.path.join(folder, name), follow_symlinks=False)
                    if stat.S_ISCHR(s.st_mode) or stat.S_ISBLK(s.st_mode): found.add((os.major(s.st_rdev), os.minor(s.st_rdev)))
            print(sorted(found))
            """)).ShouldBe("[(1, 3), (1, 5), (1, 7), (1, 8), (1, 9)]\n");

    [Theory]
    [InlineData("os.openpty()")]
    [InlineData("open('/dev/ptmx', 'r+b')")]
    [InlineData("open('/dev/mqueue/q', 'w')")]
    [InlineData("open('/dev/console', 'w')")]
    [InlineData("open('/dev/kmsg', 'w')")]
    [InlineData("open('/dev/new', 'w')")]
    [InlineData("open('/proc/sysrq-trigger', 'w')")]
    [InlineData("open('/proc/sys/kernel/hostname', 'w')")]
    [InlineData("open('/proc/kcore', 'rb').read(1)")]
    [InlineData("open('/proc/1/mem', 'rb')")]
    [InlineData("open('/proc/1/environ', 'rb').read()")]
    [InlineData("os.listdir('/proc/1/fd')")]
    [InlineData("open('/sys/kernel/profiling', 'w')")]
    [InlineData("open('/run/judge/planted', 'w')")]
    [InlineData("open('/usr/planted', 'w')")]
    [InlineData("os.mknod('/tmp/disk', 0o60600, os.makedev(8, 0))")]
    [InlineData("os.setuid(0)")]
    [InlineData("os.setgroups([0])")]
    [InlineData("os.chroot('/tmp')")]
    [InlineData("os.unshare(os.CLONE_NEWUSER)")]
    public async Task A_way_out_is_shut(string attempt) =>
        (await fixture.Pool.PythonAsync($"import os\ntry:\n    {attempt}\n    print('open')\nexcept OSError:\n    print('shut')")).ShouldBe("shut\n");

    [Theory]
    [InlineData("sorted(line for line in open('/etc/resolv.conf').read().split('\\n') if line[:1] not in ('', '#') and line != 'search .')", "['nameserver 0.0.0.0', 'options ndots:1']")]
    [InlineData("os.uname().nodename", "judge")]
    [InlineData("sorted(os.listdir('/sys/class/net'))", "['lo']")]
    [InlineData("sorted(os.environ)", "['HOME', 'LANG', 'PATH']")]
    [InlineData("[pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) not in (1, os.getpid())]", "[]")]
    [InlineData("os.listdir('/run/judge')", "[]")]
    [InlineData("os.listdir('/sys/firmware')", "[]")]
    [InlineData("open('/proc/sys/net/ipv4/tcp_no_metrics_save').read().strip()", "1")]
    [InlineData("open('/proc/self/status').read().split('CapBnd:')[1].split()[0].lstrip('0')", "c0")]
    [InlineData("open('/proc/self/status').read().split('CapEff:')[1].split()[0].lstrip('0')", "")]
    [InlineData("open('/proc/self/status').read().split('NoNewPrivs:')[1].split()[0]", "1")]
    public async Task Nothing_of_the_host_shows(string look, string seen) =>
        (await fixture.Pool.PythonAsync($"import os\nprint({look})")).ShouldBe(seen + "\n");

    [Theory]
    [InlineData("judge/python")]
    [InlineData("judge/c")]
    public async Task An_image_has_no_setuid_and_no_setgid_files(string image)
    {
        var tag = TestImages.Tag;

        var found = await PoolUnderTest.DockerAsync("run", "--rm", "--network", "none", "--entrypoint", "/bin/sh", $"{image}:{tag}", "-c",
            "find / -xdev -perm /6000");

        found.ShouldBe("");
    }

    [Fact]
    public async Task Two_runs_at_once_lock_whatever_they_can_open_and_neither_is_in_the_others_way()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, workers: 2);
        const string locks = """
            import fcntl, itertools, os, time
            held, refused = [], []
            devices = (os.path.join(folder, name) for folder, _, names in os.walk("/dev") for name in names)
            for path in itertools.chain(devices, ["/etc/resolv.conf", "/etc/hosts", "/etc/hostname", "/run/judge", "/usr/bin/python3"]):
                for how in os.O_RDWR, os.O_RDONLY:
                    try: held.append(os.open(path, how | os.O_NONBLOCK))
                    except OSError: continue
                    try:
                        fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
                        if how == os.O_RDWR: fcntl.lockf(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except OSError as error: refused.append((path, str(error)))
                    break
            time.sleep(2)
            print(len(held) > 5, refused)
            """;

        var answers = await Task.WhenAll(pool.PythonAsync(locks), pool.PythonAsync(locks));

        answers.ShouldBe(["True []\n", "True []\n"]);
    }

    [Fact]
    public async Task Two_runs_at_once_take_the_same_abstract_socket_and_neither_finds_it_taken()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, workers: 2);
        const string binds = "import socket, time; s = socket.socket(socket.AF_UNIX); s.bind('\\0meet'); s.listen(); time.sleep(2); print('alone')";

        var answers = await Task.WhenAll(pool.PythonAsync(binds), pool.PythonAsync(binds));

        answers.ShouldBe(["alone\n", "alone\n"]);
    }
}
