namespace Judge.Jobs.Verdicts;

/// <summary>Compares as judges do: white space at the end of lines and of the output does not count.</summary>
public static class OutputComparison
{
    public static bool Same(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        actual = actual.TrimEnd(" \t\r\n\v\f"u8);
        expected = expected.TrimEnd(" \t\r\n\v\f"u8);
        while (true)
        {
            if (!Line(ref actual).SequenceEqual(Line(ref expected)))
                return false;
            if (actual.IsEmpty || expected.IsEmpty)
                return actual.IsEmpty && expected.IsEmpty;
        }
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line.TrimEnd(" \t\r\v\f"u8);
    }
}
