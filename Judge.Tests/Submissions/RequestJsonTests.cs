using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Submissions;

public class RequestJsonTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public void A_submissions_JSON_that_is_written_in_parts_is_what_the_serializer_makes_of_it(int bytes)
    {
        var content = Enumerable.Range(0, bytes).Select(at => (byte)at).ToArray();
        var submission = new Submission
        {
            Id = "1",
            Language = "c",
            Source = content,
            Stdin = content,
            ExpectedOutput = content,
            Files = [new("ü<&>\"", content), new("b", [])],
            // More than the room that is left for all but the contents.
            Args = [.. Enumerable.Repeat(new string('\u0001', 4096), 128)],
        };

        var json = RequestJson.Of(submission);

        json.Span.SequenceEqual(SubmissionStore.Serialize(submission)).ShouldBeTrue();
    }
}
