using Judge.Jobs.Verdicts;
using Shouldly;

namespace Judge.Tests.Verdicts;

public class SignalsTests
{
    [Theory]
    [InlineData(11, "SIGSEGV")]
    [InlineData(31, "SIGSYS")]
    [InlineData(32, "signal 32")]
    [InlineData(34, "SIGRTMIN")]
    [InlineData(35, "SIGRTMIN+1")]
    [InlineData(64, "SIGRTMIN+30")]
    [InlineData(65, "signal 65")]
    public void A_signal_has_the_name_that_a_shell_gives_it(int signal, string name) => Signals.Name(signal).ShouldBe(name);
}
