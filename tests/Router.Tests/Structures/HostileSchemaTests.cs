using System.Text;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Structures;

/// <summary>Schemas that are meant to keep the checker busy or to send it elsewhere (B69, B70), in every caller's dialect.</summary>
public sealed class HostileSchemaTests
{
    private static readonly string[] s_dialects = ["chat", "messages", "responses"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Dialects => [.. s_dialects];

    public static TheoryData<string, string> Recursive
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var dialect in s_dialects)
            {
                data.Add(dialect, """{"$ref":"#"}""");
                data.Add(dialect, """{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"$ref":"#/$defs/a"}}}""");
            }

            return data;
        }
    }

    /// <summary>With backtracking this answer would keep a processor busy for longer than anybody waits.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B69_PatternThatBacktracks_IsCheckedAllTheSame(string dialect)
    {
        await using var router = await StartAsync();
        router.First.Script(new Scenario { Text = $"\"{new string('a', 2000)}!\"" }, new Scenario { Text = "\"aaa\"" });

        using var response = await AskAsync(router, dialect, """{"type":"string","pattern":"^(a+)+$"}""");

        Assert.Equal((200, "2"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-structure-attempts").Single()));
        Assert.Contains("must match the pattern ^(a+)+$", router.First.Asked()[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Recursive))]
    public async Task B70_ReferenceToItself_IsRefused(string dialect, string schema)
    {
        await using var router = await StartAsync();

        using var response = await AskAsync(router, dialect, schema);

        await AssertRefusedAsync(response, router, dialect, "leads back to itself");
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B70_ReferenceElsewhere_IsRefusedAndNotFetched(string dialect)
    {
        await using var router = await StartAsync();

        using var response = await AskAsync(router, dialect, $$"""{"$ref":"{{router.Second.Address}}/elsewhere.json"}""");

        await AssertRefusedAsync(response, router, dialect, "References to other documents are not followed");
        Assert.DoesNotContain(router.Second.Requests, request => request.Path.Contains("elsewhere", StringComparison.Ordinal));
    }

    /// <summary>A tree is no danger: each step goes into the value.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B70_RecursionIntoTheValue_IsServed(string dialect)
    {
        await using var router = await StartAsync();
        router.First.Put("m", new Scenario { Text = """{"next":{"next":{}}}""" });

        using var response = await AskAsync(router, dialect, """{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}""");

        Assert.Equal((200, "1"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-structure-attempts").Single()));
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, MockRouter router, string dialect, string message)
    {
        var said = dialect == "messages"
            ? await response.AssertAnthropicErrorAsync(400, "invalid_request_error")
            : await response.AssertErrorAsync(400, "invalid_value", dialect == "chat" ? "response_format" : "text.format");
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Empty(router.First.Asked());
        Assert.Empty(router.Second.Asked());
    }

    private static Task<MockRouter> StartAsync() => MockRouter.StartAsync(("Router:Providers:first:StructuredOutput", "Prompted"));

    private static Task<HttpResponseMessage> AskAsync(MockRouter router, string dialect, string schema)
    {
        var caller = Faults.CallerDialect.Find(dialect);
        var format = dialect switch
        {
            "chat" => $$$"""{"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{{{schema}}}}},""",
            "messages" => $$$"""{"output_config":{"format":{"type":"json_schema","schema":{{{schema}}}}},""",
            _ => $$$"""{"text":{"format":{"type":"json_schema","name":"n","schema":{{{schema}}}}},""",
        };
        return router.Client.SendAsync(RouterRequests.Post(caller.Path, Encoding.UTF8.GetBytes(format + caller.Body[1..])), Token);
    }
}
