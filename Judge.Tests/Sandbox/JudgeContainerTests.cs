using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

public class JudgeContainerTests
{
    private static readonly JudgeContainer Whole = new("0123456789ab", "a1b2", "f00d", "4026531836-77-123456");

    [Theory]
    // Docker's, with a label of the image whose value has commas and one that is empty.
    [InlineData("0123456789ab judge.fleet=f00d,judge.instance=a1b2,judge.process=4026531836-77-123456")]
    [InlineData("0123456789ab io.k8s=x=y,z,judge.inputs=,judge.process=4026531836-77-123456,judge.fleet=f00d,judge.instance=a1b2")]
    // Podman's, as Go writes a map.
    [InlineData("0123456789ab map[judge.fleet:f00d judge.instance:a1b2 judge.process:4026531836-77-123456]")]
    [InlineData("0123456789ab map[about:some words: here judge.fleet:f00d judge.inputs: judge.instance:a1b2 judge.process:4026531836-77-123456]")]
    [InlineData("""0123456789ab {"judge.fleet":"f00d","judge.instance":"a1b2","about":"a, \"b\"","judge.process":"4026531836-77-123456"}""")]
    public void Labels_are_read_in_the_forms_of_docker_and_podman(string line) =>
        JudgeContainer.ParseList(line + "\n").ShouldBe([Whole]);

    [Theory]
    [InlineData("0123456789ab judge.instance=a1b2,judge.fleet=f00d")]
    [InlineData("0123456789ab map[judge.fleet:f00d judge.instance:a1b2]")]
    [InlineData("""0123456789ab {"judge.fleet":"f00d","judge.instance":"a1b2"}""")]
    public void A_label_that_an_older_server_did_not_give_is_empty(string line) =>
        JudgeContainer.ParseList(line).ShouldBe([Whole with { Process = "" }]);

    [Fact]
    public void Each_line_is_a_container_and_an_empty_list_is_none()
    {
        JudgeContainer.ParseList("a judge.instance=1\nb judge.instance=2\n").Select(one => (one.Id, one.Instance)).ShouldBe([("a", "1"), ("b", "2")]);
        JudgeContainer.ParseList("").ShouldBeEmpty();
        JudgeContainer.ParseList("a map[]\n").ShouldBe([new JudgeContainer("a", "", "", "")]);
    }
}
