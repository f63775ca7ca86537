using System.Text.Json;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Conformance;

/// <summary>How every provider fails, and that no failure looks like success.</summary>
public sealed class FailureConformanceTests(ConformanceFixture fixture) : ConformanceTest(fixture)
{
    private static readonly string[] s_pieces = ["One", " two", " three", " four", " five", " six"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Refusal_OfEachClass_IsSaidInOpenAIsWords(string id)
    {
        foreach (var (fault, status, retryAfter) in ((string, int, int?)[])[("status-400", 400, null), ("status-404", 404, null), ("status-429-2s", 429, 2), ("status-401", 503, 1), ("status-500", 503, 1), ("status-529", 503, 1)])
        {
            Fixture.Answer(Scenario.Parse(fault));
            using var response = await PostAsync("/v1/chat/completions", Chat(id), Token);

            var error = JsonElement.Parse(await response.TextAsync()).GetProperty("error");
            Assert.Equal((fault, status, retryAfter), (fault, (int)response.StatusCode, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds));
            Assert.NotEqual("", error.GetProperty("message").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Error_UnderSuccess_IsAnError(string id)
    {
        foreach (var (fault, stream) in ((string, bool)[])[("error", false), ("error", true), ("error-0", true), ("html", false), ("empty", false), ("empty", true), ("end-0", true), ("cut-0", true)])
        {
            Fixture.Answer(Scenario.Parse(fault));
            using var response = await PostAsync("/v1/chat/completions", Chat(id, stream), Token);

            Assert.Equal((fault, 503), (fault, (int)response.StatusCode));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_Cut_EndsWithOneErrorForEachCaller(string id)
    {
        foreach (var fault in (string[])["cut-3", "reset-3", "end-3", "error-3"])
        {
            var scenario = Scenario.Parse(fault).Over(new Scenario { Pieces = s_pieces });
            var chat = await StreamAsync(Chat(id, stream: true), scenario);
            var message = await StreamAsync($$"""{"model":"{{id}}/mock-large","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""", scenario, "/v1/messages");

            Assert.Equal((fault, "One two three"), (fault, Deltas(chat)));
            Assert.True(JsonElement.Parse(chat[^1]).TryGetProperty("error", out var error), chat[^1]);
            Assert.True(fault == "error-3" || error.GetProperty("code").GetString() == "upstream_stream_interrupted", chat[^1]);
            Assert.Equal("error", JsonElement.Parse(message[^1]).GetProperty("type").GetString());
            Assert.DoesNotContain(message, data => data.Contains("message_stop", StringComparison.Ordinal));
            var attempt = await LastAttemptAsync();
            Assert.Equal("interrupted", attempt.GetProperty("outcome").GetString());
            Assert.True(attempt.GetProperty("completion_tokens").GetInt32() > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_FramedOddly_IsTheSameText(string id)
    {
        foreach (var fault in (string[])["split", "crlf", "bom", "malformed-2", "extra"])
        {
            var events = await StreamAsync(Chat(id, stream: true), Scenario.Parse(fault).Over(new Scenario { Pieces = s_pieces }));

            Assert.Equal((fault, "One two three four five six", "[DONE]"), (fault, Deltas(events), events[^1]));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Caller_LeavesInAnyPhase_UpstreamIsToldWithinASecond(string id)
    {
        foreach (var (fault, stream) in ((string, bool)[])[("stall-headers", true), ("stall-headers", false), ("stall-0", true), ("stall-3", true)])
        {
            var before = Fixture.Mock.Requests.Count(request => request.Method == "POST");
            Fixture.Answer(Scenario.Parse(fault).Over(new Scenario { Pieces = s_pieces }));
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var asking = PostAsync("/v1/chat/completions", Chat(id, stream), leaving.Token);
            await Switchyard.Tests.Common.Deadline.WaitAsync(() => Task.FromResult(Fixture.Mock.Requests.Count(request => request.Method == "POST") > before), TimeSpan.FromSeconds(10), "the request to arrive", Token);
            var request = Fixture.Last();
            if (fault == "stall-3")
            {
                // The first piece opens the stream. A read that is under way closes the connection when it is called off; leaving the rest unread does not.
                using var response = await asking;
                var reading = response.Content.CopyToAsync(Stream.Null, leaving.Token);
                await leaving.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            }
            else
            {
                await leaving.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
            }

            await request.Ended.WaitAsync(TimeSpan.FromSeconds(1), Token);
            Assert.Equal((fault, RequestState.Disconnected), (fault, request.State));
        }
    }
}
