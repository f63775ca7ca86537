namespace Switchyard.Web.Conversations;

/// <summary>What came before the question that is being answered.</summary>
internal sealed record ConversationContext(string ConversationId, IReadOnlyList<Turn> EarlierTurns);
