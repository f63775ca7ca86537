namespace Switchyard.Contracts.Agents;


/// <summary>What a waiting run wants of a person.</summary>
public static class WaitingKinds
{
    /// <summary>An answer to a question: <c>POST /v1/runs/{id}/answer</c>.</summary>
    public const string Question = "question";

    /// <summary>A yes or no to a tool call: <c>POST /v1/runs/{id}/answer</c> with one of the choices.</summary>
    public const string Approval = "approval";

    /// <summary>What became of a call of which nobody knows whether it happened: <c>POST /v1/runs/{id}/resolve</c>.</summary>
    public const string Uncertain = "uncertain";
}
