using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects;

/// <summary>What is known of an answer before the upstream has said anything.</summary>
/// <param name="Request">The caller's request.</param>
/// <param name="Id">An id, used where the upstream gives none to the answer; letters, digits, <c>-</c> and <c>_</c> only.</param>
/// <param name="Created">When the answer began.</param>
public sealed record AnswerContext(ModelRequest Request, string Id, DateTimeOffset Created)
{
    /// <summary>Gets what the ids of tool calls are made of where the upstream gives none. No other answer of the conversation may have it; letters, digits, <c>-</c> and <c>_</c> only, and at most 30, since OpenAI takes ids of up to 40.</summary>
    public string CallId { get; init; } = Id;
}
