using System.Text;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Submissions;

public class ResultJsonTests
{
    public static TheoryData<string> Texts => new("\0", "x", "\"\\\n", "ü€", "😀", "a😀", "�", "<&>'+\u2028\ud7ff");

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_what_the_serializer_makes_of_a_result(string text)
    {
        foreach (var chars in new[] { 10, 4096, ResultJson.LargeChars - 1, ResultJson.LargeChars, 300_000 })
        {
            var result = Of(string.Concat(Enumerable.Repeat(text, chars / text.Length)));

            ResultJson.Of(result).Span.SequenceEqual(SubmissionStore.Serialize(result)).ShouldBeTrue($"{chars}");
        }
    }

    [Fact]
    public void The_largest_takes_no_more_memory_than_its_length_and_a_little()
    {
        var result = Of(new string('\0', 16 << 20));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var json = ResultJson.Of(result);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(json.Length + (2 << 20));
        json.Length.ShouldBeGreaterThan(6 * (32 << 20));
    }

    private static SubmissionResult Of(string text) => new()
    {
        SubmissionId = "1",
        Language = "ü<&>",
        Status = SubmissionStatus.OK,
        Stdout = text,
        Stderr = "b" + text,
        StdoutBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        ExitCode = 0,
        TimeSec = 0.123456,
        CreatedAt = DateTime.UnixEpoch,
    };
}
