using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>Something that happened to a job.</summary>
/// <param name="Type">What, one of <see cref="JobEventTypes"/>.</param>
/// <param name="Event">When, to which attempt, and more about it.</param>
public sealed record JobNews(string Type, JobStreamEvent Event)
{
    /// <summary>Gets the text that is a part of the result; empty where it is no text.</summary>
    public string Text => Type == JobEventTypes.Content ? ContentText.Of(Event.Data) : string.Empty;

    /// <summary>Gets whether the job had ended then; it may have been replayed since.</summary>
    public bool IsLast => JobStatuses.Ended.Contains(Type);
}
