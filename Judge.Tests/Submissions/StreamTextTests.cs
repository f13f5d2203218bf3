using System.Text;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Submissions;

public class StreamTextTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes("a😀é€");

    [Theory]
    [InlineData(10, "a😀é€")]
    [InlineData(9, "a😀é")]
    [InlineData(8, "a😀é")]
    [InlineData(7, "a😀é")]
    [InlineData(6, "a😀")]
    [InlineData(4, "a")]
    [InlineData(1, "a")]
    public void A_limit_within_a_character_leaves_the_characters_before_it(int kept, string shown) =>
        StreamText.Of(Whole[..kept], base64: false, truncated: true).ShouldBe((shown, null));

    [Fact]
    public void The_same_bytes_that_a_program_ended_with_are_no_UTF_8() =>
        StreamText.Of(Whole[..9], base64: false, truncated: false).ShouldBe(("a😀é\ufffd", Convert.ToBase64String(Whole[..9])));

    [Fact]
    public void What_is_not_UTF_8_before_a_cut_comes_loss_free_too() =>
        StreamText.Of([0xff, 0xc3], base64: false, truncated: true).ShouldBe(("\ufffd", "/8M="));

    [Fact]
    public void Base64_has_every_byte_that_was_kept() =>
        StreamText.Of(Whole[..9], base64: true, truncated: true).ShouldBe((Convert.ToBase64String(Whole[..9]), null));

    [Fact]
    public void An_empty_stream_is_null() => StreamText.Of([], base64: false, truncated: false).ShouldBe((null, null));
}
