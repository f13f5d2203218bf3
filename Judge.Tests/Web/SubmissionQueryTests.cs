using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Judge.Web.Admin;
using Judge.Web.Errors;
using Shouldly;

namespace Judge.Tests.Web;

public class SubmissionQueryTests
{
    private static readonly LanguageCatalog s_languages = LanguageCatalog.Load(Repository.Path("sandbox/languages"));

    [Fact]
    public void A_query_without_fields_chooses_every_submission() => new SubmissionQuery().ToFilter(s_languages).ShouldBe(new SubmissionFilter());

    [Theory]
    [InlineData("RE", SubmissionStatus.RE)]
    [InlineData("internal_error", SubmissionStatus.INTERNAL_ERROR)]
    public void A_status_is_chosen_by_its_name(string text, SubmissionStatus status) =>
        new SubmissionQuery { Status = text }.ToFilter(s_languages).Status.ShouldBe(status);

    [Theory]
    [InlineData("python", "python")]
    [InlineData("py", "python")]
    [InlineData("Python", "python")]
    [InlineData("71", "python")]
    public void A_language_is_chosen_by_its_word_an_alias_or_its_id(string text, string word) =>
        new SubmissionQuery { Language = text }.ToFilter(s_languages).Language.ShouldBe(word);

    [Fact]
    public void A_language_that_there_is_not_is_told() =>
        Should.Throw<BadRequestException>(() => new SubmissionQuery { Language = "pythn" }.ToFilter(s_languages))
            .Errors!["language"].ShouldHaveSingleItem().ShouldStartWith("language 'pythn' is not known. Accepted: ");

    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z")]
    public void A_time_without_a_zone_is_UTC(string text, string time) =>
        new SubmissionQuery { Since = text }.ToFilter(s_languages).Since.ShouldBe(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2", null, "status is '2'. Accepted: PENDING, PROCESSING, OK, TLE, MLE, OLE, RE, CE, WA, INTERNAL_ERROR.")]
    [InlineData("", null, "status is ''. Accepted: PENDING, PROCESSING, OK, TLE, MLE, OLE, RE, CE, WA, INTERNAL_ERROR.")]
    [InlineData(null, "yesterday", "since is 'yesterday'. Accepted: a date or a time, as 2026-01-31 or 2026-01-31T12:00:00Z.")]
    public void A_value_of_a_query_that_is_not_accepted_is_told_with_its_field(string? status, string? since, string message) =>
        Should.Throw<BadRequestException>(() => new SubmissionQuery { Status = status, Since = since }.ToFilter(s_languages))
            .Errors!.ShouldHaveSingleItem().Value.ShouldBe([message]);
}
