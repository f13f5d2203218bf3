namespace Judge.Tests.Sandbox;

/// <summary>The images that the tests run in, as ./judge images built them.</summary>
internal static class TestImages
{
    /// <summary>An empty variable counts as none, as for ./judge images.</summary>
    public static string Tag { get; } = Environment.GetEnvironmentVariable("Sandbox__ImageTag") is { Length: > 0 } named ? named : "latest";

    /// <summary>An image's name with its tag.</summary>
    public static string Tagged(string image) => $"{image}:{Tag}";
}
