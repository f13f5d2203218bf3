using Judge.Web.Commands.Bench;
using Shouldly;

namespace Judge.Tests.Commands;

public class ProcessorsTests
{
    [Fact]
    public void Idle_time_and_all_time_of_the_processors_are_read_without_counting_guests_twice() =>
        Processors.Parse("cpu  100 20 30 4000 50 6 7 8 90 1\ncpu0 1 1 1 1 1 1 1 1 1 1\n").ShouldBe((4050L, 4221L));
}
