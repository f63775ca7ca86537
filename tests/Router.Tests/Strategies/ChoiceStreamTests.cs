using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Switchyard.Router.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>A caller who takes nothing keeps all who write waiting.</summary>
public sealed class ChoiceStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caller_TakesNothing_AllWritersWait()
    {
        using var slow = new SlowCaller();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(slow));
        await using var stream = new ChoiceStream(context, new StrategyPlan(StrategyKind.Parallel, []), Encoding.UTF8.GetBytes(": alive\n\n"), TimeSpan.FromSeconds(15), TimeProvider.System);

        var first = stream.WriteAsync("one/m", Encoding.UTF8.GetBytes("a"), Token).AsTask();
        var second = stream.WriteAsync("two/m", Encoding.UTF8.GetBytes("b"), Token).AsTask();
        Assert.Equal((false, false, "a"), (first.IsCompleted, second.IsCompleted, slow.Written));

        slow.Take();
        await first;
        Assert.False(second.IsCompleted);
        slow.Take();
        await second;
        Assert.Equal("ab", slow.Written);
    }

    private sealed class SlowCaller : MemoryStream
    {
        private readonly SemaphoreSlim _taken = new(0);

        public string Written => Encoding.UTF8.GetString(ToArray());

        public void Take() => _taken.Release();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            await _taken.WaitAsync(cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _taken.Dispose();
            base.Dispose(disposing);
        }
    }
}
