namespace Judge.Jobs;

/// <summary>What is asked of an operator's settings.</summary>
public static class Setting
{
    /// <summary>Throws, with a message that names the setting as the operator typed it, unless the value holds.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void Require(bool holds, string name, string accepted, object value)
    {
        if (!holds)
            throw new InvalidOperationException($"{name} must be {accepted}; it is {value}.");
    }
}
