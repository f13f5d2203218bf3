using System.Text;

namespace Judge.Jobs.Languages;

/// <summary>
/// The outline of a source whose language has braces, in which a definition's patterns find classes: without comments and without what is in strings
/// and parentheses, each block on one line, blocks below the second level empty, and a line's beginning outside of every block.
/// </summary>
internal static class SourceOutline
{
    /// <summary>Blocks within blocks whose content is kept: a class, and an object or function in it.</summary>
    private const int KeptDepth = 2;
    private const string TextBlock = "\"\"\"";

    public static string Of(string source)
    {
        var outline = new StringBuilder(Math.Min(source.Length, 64 << 10));
        var (depth, parentheses) = (0, 0);
        void Keep(char kept)
        {
            if (depth <= KeptDepth && parentheses == 0)
                outline.Append(kept);
        }
        for (var at = 0; at < source.Length;)
        {
            if (LengthOfNoCode(source.AsSpan(at)) is > 0 and var length)
            {
                // Words on both sides of it stay two.
                Keep(' ');
                at += length;
                continue;
            }
            switch (source[at++])
            {
                case '(':
                    Keep('(');
                    parentheses++;
                    break;
                case ')':
                    parentheses = Math.Max(0, parentheses - 1);
                    Keep(')');
                    break;
                case '{' when parentheses == 0:
                    Keep('{');
                    depth++;
                    break;
                case '}' when parentheses == 0:
                    depth = Math.Max(0, depth - 1);
                    Keep('}');
                    if (depth == 0)
                        outline.Append('\n');
                    break;
                case '\n':
                    Keep(depth == 0 ? '\n' : ' ');
                    break;
                case var other:
                    Keep(char.IsWhiteSpace(other) ? ' ' : other);
                    break;
            }
        }
        return outline.ToString();
    }

    /// <summary>Characters of the comment, string or character literal that the text begins with; 0: it begins with code.</summary>
    private static int LengthOfNoCode(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("//"))
            return LineLength(text);
        if (text.StartsWith("/*"))
            return LengthUntil(text, 2, "*/", escapes: false, inLine: false);
        if (text.StartsWith(TextBlock))
            return LengthUntil(text, TextBlock.Length, TextBlock, escapes: true, inLine: false);
        if (text[0] == '"')
            return LengthUntil(text, 1, "\"", escapes: true, inLine: true);
        // Else an apostrophe is a part of a name or a symbol of Scala.
        if (text[0] == '\'' && text.Length > 2 && (text[1] == '\\' || text[2] == '\''))
            return LengthUntil(text, 1, "'", escapes: true, inLine: true);
        return 0;
    }

    private static int LineLength(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? end : text.Length;

    /// <summary>
    /// Length with the end that is looked for, or of the rest of the line or text. No further than that is looked: the source is a stranger's, and must
    /// take time in proportion to its length.
    /// </summary>
    private static int LengthUntil(ReadOnlySpan<char> text, int from, string end, bool escapes, bool inLine)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (inLine && text[at] == '\n')
                return at;
            if (text[at..].StartsWith(end))
                return at + end.Length;
            if (escapes && text[at] == '\\' && !text[(at + 1)..].StartsWith('\n'))
                at++;
        }
        return text.Length;
    }
}
