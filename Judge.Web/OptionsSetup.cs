using System.Net;
using dotenv.net;
using Judge.Jobs;
using Judge.Web.Bodies;

namespace Judge.Web;

/// <summary>Reads and checks the options of the section <c>Judge</c>, the environment and a <c>.env</c> file.</summary>
internal static class OptionsSetup
{
    private const string DefaultUrl = "http://127.0.0.1:8000";

    public static JudgeOptions AddJudgeOptions(this WebApplicationBuilder builder, string[] args)
    {
        DotEnv.Load(new DotEnvOptions(overwriteExistingVars: false));
        // Again, for what .env brought; the command line stays the last word.
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
        var options = builder.Configuration.GetSection("Judge").Get<JudgeOptions>() ?? new JudgeOptions();
        options.RedisUrl = OfTwoNames(builder.Configuration, "REDIS_URL", "Judge:RedisUrl");
        options.AdminKey = OfTwoNames(builder.Configuration, "JUDGE_ADMIN_KEY", "Judge:AdminKey");

        Setting.Require(options.Role is "web" or "worker" or "all", "Judge:Role", "web, worker or all", options.Role);
        Setting.Require(options.Workers is >= 0 and <= 256, "Judge:Workers", "0 to 256", options.Workers);
        Setting.Require(options.RedisMaxMemoryMb is 0 or (>= 16 and <= 1_048_576), "Judge:RedisMaxMemoryMb", "0, or 16 to 1048576", options.RedisMaxMemoryMb);
        Setting.Require(options.RequestMemoryMb is >= BodyMemory.LeastMb and <= 1_048_576, "Judge:RequestMemoryMb", $"{BodyMemory.LeastMb} to 1048576", options.RequestMemoryMb);
        Setting.Require(options.ResultTtlSec is >= 60 and <= 604_800, "Judge:ResultTtlSec", "60 to 604800", options.ResultTtlSec);
        Setting.Require(options.MaxQueueLength is >= 1 and <= 1_000_000, "Judge:MaxQueueLength", "1 to 1000000", options.MaxQueueLength);
        if (options.Role != "all" && options.RedisUrl is null)
            throw new InvalidOperationException($"Judge:Role={options.Role} needs a Redis server that it shares with the others. Name it with REDIS_URL.");
        if (options.RedisUrl is not null)
            Judge.Jobs.Redis.RedisUrl.Parse(options.RedisUrl);

        var urls = NotEmpty(builder.Configuration["urls"]) ?? DefaultUrl;
        builder.WebHost.UseUrls(urls);
        // Kestrel's own endpoints, where there are any, take the place of the URLs.
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => NotEmpty(endpoint["Url"])).OfType<string>();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Concat(endpoints))
            if (options.AdminKey is null && !options.AllowRemoteWithoutKeys && !IsLoopback(url))
                throw new InvalidOperationException(
                    $"{url} is not a loopback address, and no admin key is set. Set JUDGE_ADMIN_KEY, or Judge:AllowRemoteWithoutKeys=true to serve it without one.");
        return options;
    }

    /// <summary>Each name's strongest source counts; of which source it came is not known here, so that two that differ cannot be put in order.</summary>
    private static string? OfTwoNames(ConfigurationManager configuration, string name, string key)
    {
        var (first, second) = (NotEmpty(configuration[name]), NotEmpty(configuration[key]));
        return first is null || second is null || first == second
            ? first ?? second
            : throw new InvalidOperationException($"{name} and {key} are both set, and not to the same. They are two names of one setting: take one away.");
    }

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
