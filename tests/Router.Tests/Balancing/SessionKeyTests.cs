using Switchyard.Router.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class SessionKeyTests
{
    private const string Start = """{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}""";

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", "s1", "session, by header")]
    [InlineData("""{"user":"u","prompt_cache_key":"k","messages":[]}""", null, "session, by prompt_cache_key")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"user":"u"}""", null, "session, by user")]
    [InlineData("""{"safety_identifier":"u","messages":[]}""", null, "session, by user")]
    [InlineData("""{"user":{"a":[1]},"messages":[{"role":"user","content":"Hi"}]}""", null, "session, by the conversation's beginning")]
    [InlineData("""{"input":"Hi"}""", null, "session, by the conversation's beginning")]
    [InlineData("""{"prompt":[[1,2],[3]]}""", null, "session, by the conversation's beginning")]
    public void Find_Request_SaysWhatTold(string body, string? session, string expected)
    {
        Assert.NotNull(SessionKey.Find(Replicas.Request(body, session), out var source));
        Assert.Equal(expected, source);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"temperature":1}""")]
    public void Find_NothingTells_IsNone(string body) => Assert.Null(SessionKey.Find(Replicas.Request(body), out _));

    [Fact]
    public void Find_LaterTurns_AreTheSameConversation()
    {
        var turns = new[]
        {
            $$"""{"messages":[{{Start}}]}""",
            $$"""{"temperature":0.5,"messages":[{{Start}},{"role":"assistant","content":"Hello"},{"role":"user","content":"Bye"}],"stream":true}""",
        };

        Assert.Single(turns.Select(turn => SessionKey.Find(Replicas.Request(turn), out _)).Distinct());
    }

    [Fact]
    public void Find_OtherFirstMessage_IsAnotherConversation()
    {
        var first = SessionKey.Find(Replicas.Request($$"""{"messages":[{{Start}}]}"""), out _);

        Assert.NotEqual(first, SessionKey.Find(Replicas.Request($$"""{"messages":[{{Start.Replace("Hi", "Ho", StringComparison.Ordinal)}}]}"""), out _));
    }

    [Fact]
    public void Find_SameHeader_WinsOverEverythingElse()
    {
        var keys = new[] { """{"user":"a","messages":[]}""", """{"prompt_cache_key":"b","messages":[1]}""" }.Select(body => SessionKey.Find(Replicas.Request(body, "s"), out _));

        Assert.Single(keys.Distinct());
    }
}
