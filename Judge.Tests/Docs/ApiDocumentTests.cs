using System.Reflection;
using System.Text.Json;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Jobs.Verdicts;
using Judge.Web.Execute;
using Microsoft.AspNetCore.Mvc;
using Shouldly;

namespace Judge.Tests.Docs;

/// <summary>docs/api.md says what the code does.</summary>
public class ApiDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("docs/api.md"));

    [Fact]
    public void The_API_document_lists_every_field_of_a_result()
    {
        var fields = typeof(SubmissionResult).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

        FirstColumn("| field | unit, values | null |").ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public void The_API_document_lists_every_status() =>
        FirstColumn("| status | meaning |").ShouldBe(Enum.GetNames<SubmissionStatus>());

    [Fact]
    public void The_API_document_lists_every_value_of_limit_exceeded()
    {
        var told = Enum.GetValues<Struck>()
            .Select(struck => new RunReport { Ending = Ending.Signaled, Code = 9, Struck = struck })
            .Select(run => Verdict.From(run, 1, 1, 1, 64, 1, null).LimitExceeded)
            .OfType<string>().Distinct();

        var listed = Lines.Single(line => line.StartsWith("| limit_exceeded |", StringComparison.Ordinal)).Split('|')[2];

        listed.Trim().Split(", ").ShouldBe(told, ignoreOrder: true);
    }

    [Fact]
    public void The_API_document_lists_every_field_of_a_request()
    {
        var fields = typeof(ExecuteRequest).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

        FirstColumn("| field | default | accepted |").ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public void The_API_document_lists_every_answer_of_POST_execute()
    {
        var post = typeof(ExecuteController).GetMethod(nameof(ExecuteController.Post))!;
        var declared = post.GetCustomAttributes<ProducesResponseTypeAttribute>().Concat(typeof(ExecuteController).GetCustomAttributes<ProducesResponseTypeAttribute>());

        FirstColumn("| answer | when |").Select(int.Parse).ShouldBe(declared.Select(answer => answer.StatusCode), ignoreOrder: true);
    }

    /// <summary>The names in the first column of the table under that head.</summary>
    private static IEnumerable<string> FirstColumn(string head) =>
        Lines.SkipWhile(line => line != head).Skip(2).TakeWhile(line => line.StartsWith('|')).SelectMany(line => line.Split('|')[1].Trim().Split(", "));
}
