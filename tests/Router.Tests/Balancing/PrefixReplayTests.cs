using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

/// <summary>Replays conversations against two engines, each with a cache that holds a little more than half of them, and counts what share of the prompts was read from it.</summary>
public sealed class PrefixReplayTests
{
    private const int Seed = 11;
    private const int Conversations = 48;
    private const int Turns = 8;

    // Two engines hold all conversations together, one does not.
    private const int CachedPrompts = 28;

    private readonly Replicas _replicas = Replicas.Alike(2);

    [Fact]
    public void Replay_SharedBeginnings_ReadsFarMoreFromTheCacheThanTurnsDo()
    {
        var prefix = Replay(new PrefixPolicy(new BalancingOptions()));
        var session = Replay(new SessionPolicy());
        var turns = Replay(new RoundRobinPolicy(isWeighted: false));

        TestContext.Current.TestOutputHelper?.WriteLine($"Read from the cache: prefix {prefix:P1}, session {session:P1}, round robin {turns:P1} (seed {Seed}).");
        Assert.InRange(prefix, 0.80, 1);
        Assert.InRange(turns, 0, 0.55);
        Assert.InRange(session, turns, 1);
    }

    private double Replay(IBalancingPolicy policy)
    {
        var random = new Random(Seed);
        var caches = new[] { new PromptCache(), new PromptCache() };
        var texts = Enumerable.Range(0, Conversations).Select(i => $$"""{"messages":[{"role":"user","content":"Conversation {{i:D4}}: {{new string('x', 900)}}""").ToArray();
        long read = 0, cached = 0;
        for (var i = 0; i < Conversations * Turns; i++)
        {
            var conversation = random.Next(Conversations);
            texts[conversation] += $" turn {i:D6} {new string((char)('a' + random.Next(26)), 300)}";
            var body = texts[conversation] + "\"}]}";
            var choice = policy.Choose(_replicas.Describe(body, $"s{conversation}"), _replicas.All);
            var hit = caches[choice.Index].Read(texts[conversation]);
            choice.Prefix?.Learn(_replicas.Provider, _replicas.Provider.Endpoints[choice.Index], AttemptOutcome.Completed, new AnswerUsage(body.Length / 4, 10, hit / 4));
            (read, cached) = (read + body.Length, cached + hit);
        }

        return (double)cached / read;
    }

    /// <summary>What an engine keeps: the last prompts, each of which serves a longer one that begins with it.</summary>
    private sealed class PromptCache
    {
        private readonly List<string> _prompts = [];

        public int Read(string prompt)
        {
            var known = _prompts.Where(other => prompt.StartsWith(other, StringComparison.Ordinal)).MaxBy(other => other.Length);
            if (known is not null)
            {
                _prompts.Remove(known);
            }
            else if (_prompts.Count == CachedPrompts)
            {
                _prompts.RemoveAt(0);
            }

            _prompts.Add(prompt);
            return known?.Length ?? 0;
        }
    }
}
