namespace Judge.Web.Commands.Bench;

/// <summary>The part of a page that a program writes: what stands between two lines that mark it. The rest is its readers'.</summary>
internal sealed record MarkedSection(string Begin, string End)
{
    /// <summary>The page with another content there; where it has no such part it gets one at its end, under the heading.</summary>
    public string Replace(string page, string content, string? heading = null)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var section = $"{Begin}\n{content}{End}";
        return begin >= 0 && end > begin
            ? page[..begin] + section + page[(end + End.Length)..]
            : $"{page.TrimEnd()}\n\n{(heading is null ? "" : heading + "\n\n")}{section}\n";
    }
}
