using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Tracing;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

public sealed class ContentTracingTests
{
    private static readonly byte[] s_body = """{"input":"alice@example.org"}"""u8.ToArray();

    private readonly DefaultHttpContext _context = new();
    private readonly ForwardRequest _request = new(UpstreamOperation.Chat, s_body, ModelMember.Find(s_body), null, RouteHints.Read(new HeaderDictionary()));
    private readonly RequestTrace _trace = new("r1", UpstreamOperation.Chat, null, TimeProvider.System);

    [Fact]
    public void Begin_WhereNothingIsKept_CostsNoMemoryAndLeavesTheResponse()
    {
        var tracing = Create(isOn: false, TimeProvider.System);
        var body = _context.Response.Body;
        tracing.Begin(_context, _request, _trace);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var record = tracing.Begin(_context, _request, _trace);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(record);
        Assert.Equal(before, after);
        Assert.Same(body, _context.Response.Body);
    }

    [Fact]
    public void End_LookingForSecretsTakesTooLong_KeepsNothing()
    {
        using var record = Create(isOn: true, new LeapingTime()).Begin(_context, _request, _trace)!;

        record.End(AttemptOutcome.Completed, null);

        Assert.Same(ContentTracing.Withheld, _trace.Content!.Request);
        Assert.Null(_trace.Content.Answer);
    }

    [Fact]
    public async Task Dispose_WithoutAnEnd_KeepsWhatThereIs()
    {
        _context.Response.Body = new MemoryStream();
        _context.Response.ContentType = "text/event-stream";
        using (Create(isOn: true, TimeProvider.System).Begin(_context, _request, _trace))
        {
            await _context.Response.Body.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"Half\"}}]}\n\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        // What is written after the end still goes to the caller.
        await _context.Response.Body.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"late\"}}]}\n\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(["assistant text: Half"], ContentHost.Lines(_trace.Content!.Answer!));
        Assert.True(_trace.Content.Answer!.Interrupted);
    }

    private static ContentTracing Create(bool isOn, TimeProvider time) =>
        new(Options.Create(new RouterOptions { Tracing = { CaptureContent = isOn } }), time, NullLogger<ContentTracing>.Instance);

    private sealed class LeapingTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += TimestampFrequency * 3600;
    }
}
