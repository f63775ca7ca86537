using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Switchyard.Router.Forwarding;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

public sealed class TraceContextTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(false, Parent)]
    [InlineData(true, null)]
    public void PassOn_CallersTrace_OnlyWhereNobodyTracesHere(bool isTraced, string? expected)
    {
        var caller = new HeaderDictionary { ["traceparent"] = Parent, ["authorization"] = "Bearer secret" };
        using var request = new HttpRequestMessage();
        Activity.Current = null;
        using var activity = isTraced ? new Activity("here").Start() : null;

        TraceContext.PassOn(caller, request);

        Assert.Equal(expected, request.Headers.TryGetValues("traceparent", out var values) ? values.Single() : null);
        Assert.False(request.Headers.Contains("authorization"));
    }
}
