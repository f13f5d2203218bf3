using System.Globalization;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Submissions;

public class SubmissionSearchTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("1 2 3", "0..3")]
    [InlineData("200 200 1", "0..1 1..2 2..3")]
    [InlineData("1 200 1 2", "0..1 1..2 2..4")]
    [InlineData("4 4 4", "0..2 2..3")]
    public void Results_are_read_together_up_to_8_MiB_and_a_larger_one_alone(string mebibytes, string reads) =>
        string.Join(' ', SubmissionSearch.ReadsOf([.. mebibytes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(size => long.Parse(size, CultureInfo.InvariantCulture) << 20)])).ShouldBe(reads);
}
