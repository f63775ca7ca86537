using System.Net.Http.Headers;
using System.Text;
using Switchyard.Tests.Common;

namespace Switchyard.Web.Tests.Browser;

/// <summary>
/// Keeps the node busy through the Router with as many requests as it is told. The pocket model alone
/// answers within a tenth of a second, too fast to be watched while it writes. The node puts a piece of a waiting prompt
/// between any two tokens, so callers with long prompts slow it down on a machine of any speed.
/// </summary>
internal sealed class RouterLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _router;
    private readonly Task _work;
    private int _asked;
    private int _answered;

    public RouterLoad(HttpClient router, int callers)
    {
        _router = router;
        _work = Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(_stop.Token)));
    }

    /// <summary>Gets how many answers came, of one token each.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Waits for <paramref name="count"/> more answers: a time that is as long as the machine is slow.</summary>
    public Task WaitForAnswersAsync(int count, CancellationToken cancellationToken)
    {
        var goal = Answered + count;
        return Deadline.WaitAsync(() => Task.FromResult(Answered >= goal), TimeSpan.FromMinutes(2), "the other callers", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
        _router.Dispose();
    }

    // One digit is one token of the pocket model; its context has 1,024. No two begin alike, so none is known already.
    private string NextBody() => $$"""{"messages":[{"role":"user","content":"{{Interlocked.Increment(ref _asked):D6}}{{new string('7', 894)}}"}],"max_tokens":1}""";

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(NextBody()));
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await _router.PostAsync("/v1/chat/completions", body, cancellationToken);
                Interlocked.Increment(ref _answered);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
