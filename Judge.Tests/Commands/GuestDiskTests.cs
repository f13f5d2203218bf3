using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>The virtual machine of ./judge test --guest, whose system is made once and kept: by stand-ins for what makes it.</summary>
public sealed class GuestDiskTests : IDisposable
{
    private const string Script = """
        set -euo pipefail
        STATE=$(mktemp -d) GUEST=$STATE
        trap 'rm -r "$STATE"' EXIT
        for part in say packages base guest; do source "sandbox/setup/$part.sh"; done
        as_root() { "$@"; }
        fail() { say "$1"; }
        build_system_disk trixie
        build_system_disk trixie
        """;

    private readonly StandInTools _tools = new();

    public GuestDiskTests()
    {
        _tools.Put("debootstrap", """
            for argument; do [ ! -d "$argument" ] || root=$argument; done
            mkdir -p "$root/boot" "$root/etc/systemd/system/multi-user.target.wants"
            touch "$root/boot/vmlinuz-1"
            [ -n "$NO_INITRD" ] || touch "$root/boot/initrd.img-1"
            echo made >&2
            """);
        _tools.Put("mke2fs", """
            for argument; do [ "${argument%.ext4*}" = "$argument" ] || touch "$argument"; done
            exit "$MKE2FS_STATUS"
            """);
        // What the container of the tests may lack, and what must not be changed on the host.
        _tools.Put("ln", "exit 0");
    }

    [Theory]
    [InlineData("", "0", 0)]
    [InlineData("yes", "0", 2)]
    [InlineData("", "1", 2)]
    public async Task A_guest_that_was_made_in_part_is_made_anew(string noInitrd, string mke2fsStatus, int failures)
    {
        var ended = await _tools.RunAsync("bash", ["-c", Script], new Dictionary<string, string?> { ["NO_INITRD"] = noInitrd, ["MKE2FS_STATUS"] = mke2fsStatus });

        ended.StandardError.Split("The guest's system could not be made.").Length.ShouldBe(failures + 1, ended.StandardError);
    }

    public void Dispose() => _tools.Dispose();
}
