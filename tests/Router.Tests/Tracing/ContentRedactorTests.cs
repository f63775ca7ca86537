using Switchyard.Router.Configuration;
using Switchyard.Router.Tracing;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

public sealed class ContentRedactorTests
{
    [Theory]
    [InlineData(true, "[redacted: e-mail address] [redacted: customer]", 2)]
    [InlineData(false, "alice@example.org KD-7", 0)]
    public void Redact_SwitchedOnOrOff_IsDoneOrNot(bool isOn, string expected, int count)
    {
        var redactor = new ContentRedactor(new TracingOptions { Redact = isOn, RedactPatterns = { ["customer"] = "KD-[0-9]+" } }, TimeProvider.System);

        Assert.Equal((isOn, (expected, count)), (redactor.IsOn, redactor.Redact("alice@example.org KD-7", 22, TimeProvider.System.GetTimestamp())));
    }
}
