namespace Switchyard.Web.Conversations;

/// <summary>Produces the answer to the last question of a conversation.</summary>
/// <remarks>Called for one question at a time per conversation; its notice of changes may be called very often.</remarks>
internal interface IAnswerSource
{
    ChatTargetKind Kind { get; }

    /// <summary>
    /// Fills <paramref name="turn"/>'s answer and returns when it is complete. <paramref name="stopped"/> means that the person
    /// wants it to stop, <paramref name="left"/> that nobody looks any more: what goes on without an audience goes on.
    /// </summary>
    Task AnswerAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken left);
}
