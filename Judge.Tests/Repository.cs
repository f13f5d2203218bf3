namespace Judge.Tests;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Judge.Hangfire.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
