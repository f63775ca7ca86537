using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient;

/// <summary>Says whose words a person reads who is asked: an agent's may come from what it read, and are no ground to approve anything.</summary>
public static class WaitingOrigin
{
    // The tool by which an agent asks for leave in words of its own.
    private const string ApproveAction = "approve_action";

    private const string Elsewhere = "They may come from what it read: results of tools, web pages, messages.";

    /// <summary>Gets whether <see cref="WaitingRequest.Text"/> was written by the agent.</summary>
    /// <param name="request">What is waited for.</param>
    public static bool IsAgents(WaitingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Kind == WaitingKinds.Question || request is { Kind: WaitingKinds.Approval, Tool: ApproveAction };
    }

    /// <summary>Gets what is to be known of the words; <see langword="null"/> where there is nothing to be said.</summary>
    /// <param name="request">What is waited for.</param>
    public static string? Of(WaitingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request switch
        {
            { Kind: WaitingKinds.Approval, Tool: ApproveAction } => $"These are the agent's own words for what it means to do. {Elsewhere} No call is made by approving them.",
            { Kind: WaitingKinds.Approval, Arguments: not null } => $"What is approved is the call with exactly these arguments, which the agent wrote. {Elsewhere}",
            { Kind: WaitingKinds.Question } => $"The question is in the agent's words. {Elsewhere}",
            _ => null,
        };
    }
}
