namespace Judge.Web.Bodies;

/// <summary>Most things that a field of a body may hold.</summary>
/// <param name="Field">The field.</param>
/// <param name="Things">What they are called: <c>strings</c>.</param>
/// <param name="Most">Their number.</param>
/// <param name="IsObject">Whether the field is an object; else it is an array. Anything else is of the wrong type, which is told when it is read.</param>
internal sealed record CountLimit(string Field, string Things, int Most, bool IsObject = false);
