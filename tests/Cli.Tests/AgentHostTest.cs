using Microsoft.AspNetCore.Http;
using Switchyard.Cli.Tests.Jobs;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests;

/// <summary>A system whose AgentHost answers what a test says.</summary>
public abstract class AgentHostTest : CliTest
{
    protected const string Run = """
        {"id":"run_1","agent":"clerk","version":2,"user":"local","conversation":"c","status":"waiting","model":"local/pocket","input":"Write to Ann.","created_at":"2026-01-01T12:00:00+00:00","tool_calls":1,
        "usage":{"model_calls":1,"tool_calls":1,"input_tokens":400,"output_tokens":30,"cost":0.0012}
        """;

    protected const string Approval = """
        {"run_id":"run_1","key":"k1","kind":"approval","text":"Send this mail?","choices":["approve","refuse it"],"tool":"send_mail","arguments":{"to":"ann"},"agent":"clerk","user":"local","asked_at":"2026-01-01T12:00:00+00:00","expires_at":"2126-01-01T12:00:00+00:00"}
        """;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected async Task<FakeUpstream> StartAsync(params (string Route, RequestDelegate Answer)[] routes)
    {
        var host = await JobRouter.StartAsync(routes);
        WriteState(RecordThisTest(), Resource("agenthost", url: host.Address));
        return host;
    }
}
