using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.Contexts;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>Reads what is journalled out of what a chat client answered.</summary>
internal static class ModelAnswers
{
    /// <param name="context">The call.</param>
    /// <param name="prompt">What was asked.</param>
    /// <param name="iteration">Which answer of the run it is, from 1.</param>
    public static ModelAnswer Read(ModelHookContext context, ModelPrompt prompt, int iteration)
    {
        var contents = context.Response?.Messages.SelectMany(message => message.Contents).ToArray() ?? [];
        var answer = new ModelAnswer
        {
            Text = string.Concat(contents.OfType<TextContent>().Select(content => content.Text)).Trim(),
            Reasoning = string.Concat(contents.OfType<TextReasoningContent>().Select(content => content.Text)).Trim() is { Length: > 0 } reasoning ? reasoning : null,
            Calls = [.. contents.OfType<FunctionCallContent>().Select((call, index) => ToCall(call, iteration, index + 1))],
            Model = context.Response?.ModelId ?? context.Options.ModelId ?? "",
        };
        var usage = context.Response?.Usage;
        return answer with { InputTokens = usage?.InputTokenCount ?? Conversation.Estimate(prompt), OutputTokens = usage?.OutputTokenCount ?? Conversation.Estimate(answer) };
    }

    // Ids are the agent's own: not every model gives one, and some give the same one twice.
    private static Wire.ToolCall ToCall(FunctionCallContent call, int iteration, int number) => new()
    {
        Id = $"call_{iteration}_{number}",
        Type = "function",
        Function = new Wire.FunctionCall { Name = call.Name, Arguments = CallArguments.ToJson(call)?.GetRawText() },
    };
}
