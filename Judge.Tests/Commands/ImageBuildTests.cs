using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>How ./judge images builds, with stand-ins for the engine and the registry behind it.</summary>
public sealed class ImageBuildTests : IDisposable
{
    private const string Script = """
        set -euo pipefail
        STATE=$(mktemp -d)
        trap 'rm -r "$STATE"' EXIT
        for part in say packages docker base images; do source "sandbox/setup/$part.sh"; done

        """;

    private readonly StandInTools _tools = new();

    [Fact]
    public async Task What_an_image_copies_can_be_read_by_all_under_any_umask()
    {
        _tools.Put("docker", "[ \"$1\" = build ] || exit 0\ncontext=$(mktemp -d)\ntar -xp -C \"$context\"\n"
            + "find \"$context\"/* ! -perm -o=r -o -type d ! -perm -o=x -o -name '*.sh' ! -perm -o=x\nrm -r \"$context\"");
        const string checkedOut = """
            umask 077
            mkdir -p "$STATE/checkout/sandbox"
            tar -c Dockerfile.runner sandbox/runner/*.c sandbox/images | tar -x -C "$STATE/checkout"
            chmod -R go= "$STATE/checkout"
            cd "$STATE/checkout"
            run_docker_build go
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + checkedOut]);

        ended.ExitCode.ShouldBe(0, ended.StandardError);
        ended.StandardOutput.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_that_answered_has_more_than_its_20_s_to_send_the_base()
    {
        _tools.Put("docker", """
            case $1 in
              image) exit 1 ;;
              pull) echo 'trixie-slim: Pulling from library/debian'; sleep 3; echo pulled ;;
              tag) echo "tagged $2 as $3" ;;
            esac
            """);
        _tools.Put("apt-config", "");
        _tools.Put("timeout", "seconds=$1\nshift\n[ \"$seconds\" -gt 60 ] || seconds=1\nexec /usr/bin/timeout \"$seconds\" \"$@\"");

        var ended = await _tools.RunAsync("bash", ["-c", Script + "apt_mirrors() { :; }\nensure_base\ncat \"$STATE/base-pull.log\""]);

        ended.StandardOutput.ShouldContain("tagged debian:trixie-slim as judge/base");
    }

    [Fact]
    public async Task A_pulled_base_gets_the_mirrors_and_the_proxy_of_the_host()
    {
        _tools.Put("docker", """
            [ "$1" = build ] || exit 0
            echo "$*"
            context=$(mktemp -d)
            tar -x -C "$context"
            cat "$context/Dockerfile" "$context/settings/etc/apt/sources.list" "$context/settings/etc/apt/apt.conf.d/80judge-host"
            rm -r "$context"
            """);
        _tools.Put("apt-config", """
            echo 'Acquire::http::Proxy "http://proxy.example:3128";'
            echo 'Acquire::http::Proxy::mirror.example "DIRECT";'
            echo 'Acquire::http::Proxy-Auto-Detect "/usr/bin/finds-it";'
            """);
        const string stubs = """
            apt_mirrors() { printf '%s\n' http://mirror.example/debian http://mirror.example/debian-security; }
            has_suite() { [[ $2 != *-security ]]; }
            adopt_base debian:trixie-slim
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + stubs]);

        ended.StandardOutput.ShouldBe("""
            build --tag judge/base -
            FROM debian:trixie-slim
            RUN rm -f /etc/apt/sources.list.d/debian.sources
            COPY settings /
            deb http://mirror.example/debian trixie main
            Acquire::http::Proxy "http://proxy.example:3128";
            Acquire::http::Proxy::mirror.example "DIRECT";

            """);
    }

    [Fact]
    public async Task A_pulled_base_that_asks_the_hosts_mirror_already_stays_as_it_is()
    {
        _tools.Put("docker", """
            case $1 in
              run) echo 'URIs: http://mirror.example/debian' ;;
              *) echo "$*" ;;
            esac
            """);
        _tools.Put("apt-config", "");
        const string stubs = """
            apt_mirrors() { echo http://mirror.example/debian/; }
            has_suite() { true; }
            adopt_base debian:trixie-slim
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + stubs]);

        ended.StandardOutput.ShouldBe("tag debian:trixie-slim judge/base\n");
    }

    /// <summary>Its clock goes on by 20 s at each look.</summary>
    [Theory]
    [InlineData("exec sleep 600", "No registry has answered for 20 s.")]
    [InlineData("echo 'toomanyrequests' >&2; exit 1", "toomanyrequests")]
    public async Task Where_no_registry_gives_the_base_it_is_bootstrapped(string pull, string told)
    {
        _tools.Put("docker", "[ \"$1\" = pull ] || exit 1\n" + pull);
        _tools.Put("debootstrap", "");
        const string stubs = """
            sleep() { SECONDS=$((SECONDS + 20)); command sleep 0.2; }
            is_root_at_hand() { :; }
            install_packages() { :; }
            bootstrap_base() { echo "bootstrapped" >&3; }
            ensure_base 3>&1
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + stubs]);

        ended.StandardError.ShouldContain(told);
        ended.StandardOutput.ShouldBe("bootstrapped\n");
    }

    [Theory]
    [InlineData("", "--variant=minbase --force-check-gpg --keyring=/usr/share/keyrings/debian-archive-keyring.gpg trixie ROOT", "http://known.example/debian")]
    [InlineData("http://mirror.example/debian", "trixie ROOT http://mirror.example/debian", "http://mirror.example/debian")]
    public async Task A_host_without_a_mirror_of_Debian_bootstraps_from_the_one_that_debootstrap_knows_and_checks_its_keys(string mirror, string arguments, string image)
    {
        // It writes the mirror that it took to the new system's list.
        _tools.Put("debootstrap", """
            echo "asked: $*" | sed -E 's, /[^ ]*judge-base[^ ]*, ROOT,'
            for root; do case $root in *judge-base*) break ;; esac; done
            mkdir -p "$root/etc/apt/apt.conf.d"
            echo "deb ${MIRROR:-http://known.example/debian} trixie main" >"$root/etc/apt/sources.list"
            """);
        _tools.Put("docker", "tar -xO ./etc/apt/sources.list");
        const string stubs = """
            as_root() { "$@"; }
            ln() { :; }
            apt_mirrors() { [[ -z $MIRROR ]] || printf '%s\n' "$MIRROR" "$MIRROR-security"; }
            bootstrap_base
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + stubs], new Dictionary<string, string?> { ["MIRROR"] = mirror });

        ended.StandardOutput.Split('\n')[0].ShouldEndWith(arguments);
        ended.StandardOutput.ShouldEndWith($"deb {image} trixie main\ndeb {image}-security trixie-security main\n");
    }

    [Fact]
    public async Task A_user_who_cannot_be_root_is_told_so_before_the_base_is_bootstrapped()
    {
        _tools.Put("docker", "exit 1");
        _tools.Put("debootstrap", "");
        const string stubs = """
            is_root_at_hand() { false; }
            have() { [[ $1 != sudo ]]; }
            host_mirror() { echo http://mirror.example/debian; }
            bootstrap_base() { echo bootstrapped; }
            ensure_base
            """;

        var ended = await _tools.RunAsync("bash", ["-c", Script + stubs]);

        ended.StandardError.ShouldContain("error: This needs root: Making the base image.");
        ended.StandardOutput.ShouldBeEmpty();
    }

    public void Dispose() => _tools.Dispose();
}
