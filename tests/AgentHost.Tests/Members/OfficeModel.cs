using Microsoft.Extensions.AI;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>The model of an office: who is asked first, by the system prompt, does one call and then tells what came of it. What it says follows from the conversation, so that any host may ask it.</summary>
internal static class OfficeModel
{
    public const string Chief = """
        system_prompt: You are the chief.
        tools: []
        agents: [clerk]
        """;

    public const string Clerk = """
        description: Keeps the files.
        system_prompt: You are the clerk.
        tools: [write_file]
        """;

    /// <summary>The calls of the agents, by what their system prompts begin with.</summary>
    private static readonly Dictionary<string, (string Tool, string Arguments)> s_calls = new()
    {
        ["You are the chief."] = ("clerk", """{"task":"Save 1 in a.txt"}"""),
        ["You are the clerk."] = ("write_file", """{"path":"a.txt","content":"1"}"""),
        ["You are the deputy."] = ("chief", """{"task":"Do it yourself"}"""),
        ["You are the delegate."] = ("deputy", """{"task":"Have it done"}"""),
    };

    public static ScriptedChatClient Create() => new(ScriptedAnswer.Decide(messages =>
    {
        var (tool, arguments) = s_calls[messages[0].Text];
        return messages[^1].Role == ChatRole.Tool
            ? [new TextContent($"{tool}: {messages[^1].Contents.OfType<FunctionResultContent>().Single().Result}")]
            : [ScriptedAnswer.CreateCall(tool, arguments)];
    }));
}
