using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

public class CorePinsTests
{
    [Fact]
    public void Runs_at_once_get_a_core_each_while_there_are_any()
    {
        var pins = new CorePins("0-1,4");

        string[] taken = [pins.Take([]), pins.Take([]), pins.Take([])];

        taken.ShouldBe(["0", "1", "4"]);
    }

    [Fact]
    public void Of_the_free_cores_one_with_an_idle_container_is_preferred()
    {
        var pins = new CorePins("0-3");
        pins.Take(["2"]).ShouldBe("2");

        pins.Take(["2", "3", null]).ShouldBe("3");
    }

    [Fact]
    public void A_core_that_is_given_back_is_free_again()
    {
        var pins = new CorePins("0-1");
        var first = pins.Take([]);
        pins.Take([]);

        pins.Release(first);

        pins.Take([]).ShouldBe(first);
    }

    [Fact]
    public void Every_core_together_is_nobodys_pin()
    {
        var pins = new CorePins("0-1");

        pins.Release(pins.All);

        pins.Take([]).ShouldBe("0");
        pins.Take([]).ShouldBe("1");
    }
}
