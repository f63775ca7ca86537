using Switchyard.Router.Balancing;
using Switchyard.Router.Model;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class SessionPolicyTests
{
    private static readonly ulong[] s_sessions = [.. Enumerable.Range(0, 3_000).Select(i => StableHash.Of($"session-{i}"))];

    [Fact]
    public void Find_ManySessions_AreSpreadEvenly()
    {
        var replicas = Replicas.Alike(3);

        var counts = s_sessions.CountBy(session => SessionPolicy.Find(session, replicas.All)).Select(pair => pair.Value);

        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void Find_Weights_ShareTheSessions()
    {
        var replicas = new Replicas(3, 1);

        Assert.InRange(s_sessions.Count(session => SessionPolicy.Find(session, replicas.All) == 0), 2150, 2350);
    }

    [Fact]
    public void Find_EndpointLeaves_MovesItsOwnSessionsOnly()
    {
        var replicas = Replicas.Alike(4);
        var all = replicas.Provider.Endpoints;
        var left = all.RemoveAt(2);

        var moved = s_sessions.Where(session => NameOf(session, all.AsSpan()) != NameOf(session, left.AsSpan())).ToList();

        Assert.All(moved, session => Assert.Equal("c", NameOf(session, all.AsSpan())));
        Assert.Equal(moved.Count, s_sessions.Count(session => NameOf(session, all.AsSpan()) == "c"));
        Assert.Equal(3, moved.Select(session => NameOf(session, left.AsSpan())).Distinct().Count());
    }

    [Fact]
    public void Find_OtherOrder_ChangesNothing()
    {
        var replicas = Replicas.Alike(5);
        var reversed = replicas.Provider.Endpoints.Reverse().ToArray();

        Assert.All(s_sessions, session => Assert.Equal(NameOf(session, replicas.All), NameOf(session, reversed)));
    }

    [Fact]
    public void Choose_NoSession_IsLeastOutstanding()
    {
        var replicas = Replicas.Alike(2);
        replicas.All[0].Load.Begin(100, 0);

        var choice = new SessionPolicy().Choose(replicas.Describe("""{"other":1}"""), replicas.All);

        Assert.Equal(new BalancingChoice(1, "least outstanding tokens, since the request belongs to no session"), choice);
    }

    [Fact]
    public void Of_SameText_IsTheSameInEveryProcess()
    {
        // Routers side by side must agree, also across versions: a change here moves every session once.
        Assert.Equal((16355658833934786644, 12680383180411243974), (StableHash.Of("session-1"), StableHash.Of("abc"u8)));
    }

    private static string NameOf(ulong session, ReadOnlySpan<UpstreamEndpoint> endpoints) => endpoints[SessionPolicy.Find(session, endpoints)].Config.Name;
}
