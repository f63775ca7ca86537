using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;
using ToolDefinition = Switchyard.Contracts.OpenAI.ToolDefinition;

namespace Switchyard.AgentHost.Models;

/// <summary>Counts a prompt's tokens: exactly where the Router reaches the model's tokenizer, else by four characters a token.</summary>
internal sealed class TokenCounter(RouterClient router)
{
    private const int CharactersPerToken = 4;

    public async Task<int> CountAsync(string model, IReadOnlyList<ChatMessage> messages, IReadOnlyList<ITool> tools, CancellationToken cancellationToken)
    {
        var request = new TokenizeRequest { Model = model, Messages = messages, Tools = tools.Count == 0 ? null : [.. tools.Select(Describe)] };
        return await router.CountTokensAsync(request, cancellationToken) ?? Estimate(messages, tools);
    }

    internal static int Estimate(IReadOnlyList<ChatMessage> messages, IReadOnlyList<ITool> tools)
    {
        var characters = messages.Sum(message => (message.Content?.ToText().Length ?? 0) + (message.ToolCalls ?? []).Sum(call => (call.Function?.Arguments?.Length ?? 0) + (call.Function?.Name?.Length ?? 0)))
            + tools.Sum(tool => tool.Definition.Name.Length + tool.Definition.Description.Length + tool.Definition.JsonSchema.GetRawText().Length);
        return (characters / CharactersPerToken) + (messages.Count * CharactersPerToken);
    }

    private static ToolDefinition Describe(ITool tool) => new()
    {
        Type = "function",
        Function = new FunctionDefinition { Name = tool.Definition.Name, Description = tool.Definition.Description, Parameters = tool.Definition.JsonSchema },
    };
}
