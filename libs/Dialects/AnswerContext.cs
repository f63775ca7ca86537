using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects;

/// <summary>What is known of an answer before the upstream has said anything.</summary>
/// <param name="Request">The caller's request.</param>
/// <param name="Id">A unique id, used where the upstream gives none to the answer or its tool calls; letters, digits, <c>-</c> and <c>_</c> only.</param>
/// <param name="Created">When the answer began.</param>
public sealed record AnswerContext(ModelRequest Request, string Id, DateTimeOffset Created);
