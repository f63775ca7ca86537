using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace Switchyard.AppHost.Tests.Faults;

/// <summary>
/// Asks every 100 ms, on the clock and not one after the other's answer, as several callers do: in turn for one token, for a long answer,
/// and for a long answer as a stream, so that some are always on their way.
/// </summary>
internal sealed class PacedTraffic(Uri router) : IAsyncDisposable
{
    private const string LongQuestion = "Make a plan to clean the whole house, wash the car, repair the roof, paint the garden fence and plant ten apple trees.";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new() { BaseAddress = router, Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<Task> _requests = [];
    private readonly ConcurrentQueue<TrafficAnswer> _answers = new();
    private volatile bool _metTrouble;

    /// <summary>Sends until the answers so far are what is waited for, or <paramref name="limit"/> has passed.</summary>
    public async Task SendUntilAsync(Func<IEnumerable<TrafficAnswer>, bool> isEnough, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(s_interval);
        while (!isEnough(_answers) && Stopwatch.GetElapsedTime(start) < limit)
        {
            _requests.Add(AskAsync(_requests.Count % 3, cancellationToken));
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the answers that are still due; one that hangs fails here.</summary>
    public async Task<IReadOnlyCollection<TrafficAnswer>> FinishAsync()
    {
        await Task.WhenAll(_requests);
        return _answers;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private async Task AskAsync(int kind, CancellationToken cancellationToken)
    {
        var beganAfterTrouble = _metTrouble;
        var question = new { messages = new[] { new { role = "user", content = LongQuestion } }, max_tokens = kind == 0 ? 1 : 200, stream = kind == 2 };
        using var response = await _client.PostAsJsonAsync("/v1/chat/completions", question, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var isSuccess = response.StatusCode == HttpStatusCode.OK;
        var isInterrupted = isSuccess && kind == 2 && body.Contains("\"upstream_stream_interrupted\"", StringComparison.Ordinal);
        var isWhole = isSuccess && !isInterrupted && (kind != 2 || body.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal));
        var attempts = response.Headers.TryGetValues("x-switchyard-attempts", out var values) ? int.Parse(values.Single(), CultureInfo.InvariantCulture) : 0;
        var answer = new TrafficAnswer(response.StatusCode, response.Headers.RetryAfter is not null, isWhole, isInterrupted, attempts, beganAfterTrouble);
        _metTrouble |= answer.MetTrouble;
        _answers.Enqueue(answer);
    }
}
