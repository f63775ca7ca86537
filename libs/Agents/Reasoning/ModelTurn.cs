using System.Text;
using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Reasoning;

/// <summary>Collects one streamed answer of the model.</summary>
internal sealed class ModelTurn
{
    private readonly StringBuilder _text = new();

    public List<FunctionCallContent> Calls { get; } = [];

    public string Text => _text.ToString();

    /// <summary>Takes one update and returns its text, which may be empty.</summary>
    public string Add(ChatResponseUpdate update, UsageDetails usage)
    {
        var text = update.Text;
        _text.Append(text);
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case FunctionCallContent call:
                    Calls.Add(call);
                    break;
                case UsageContent spent:
                    usage.Add(spent.Details);
                    break;
            }
        }

        return text;
    }

    /// <summary>The answer as a message of the conversation.</summary>
    public ChatMessage ToMessage(IEnumerable<AIContent> calls)
    {
        List<AIContent> contents = [.. calls];
        if (Text.Trim() is { Length: > 0 } text)
        {
            contents.Insert(0, new TextContent(text));
        }

        return new ChatMessage(ChatRole.Assistant, contents);
    }
}
