using Switchyard.Contracts.Health;

namespace Switchyard.Contracts.Tests.Health;

public sealed class ServiceHealthTests
{
    [Fact]
    public void Health_SurvivesTheRoundTrip()
    {
        var health = RoundTrip.Check(
            """{"status":"Degraded","service":"router","uptime_seconds":1.5,"checks":{"inference-0":{"status":"Degraded","description":"Away.","duration_ms":2.25},"cache":{"status":"Healthy","duration_ms":0}}}""",
            HealthJsonContext.Default.ServiceHealth);

        Assert.Equal(["inference-0", "cache"], health.Checks.Keys);
    }
}
