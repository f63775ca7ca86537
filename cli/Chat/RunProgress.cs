using Switchyard.Cli.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Chat;

/// <summary>Follows the events of one run and says what of each is shown.</summary>
internal sealed class RunProgress
{
    private bool _hasTokens;

    /// <summary>Gets or sets the run; its events name it too.</summary>
    public string? RunId { get; set; }

    public string? Conversation { get; private set; }

    public bool HasEnded { get; private set; }

    public ChatPiece? Follow(RunEvent runEvent)
    {
        RunId = runEvent.RunId;
        Conversation ??= runEvent.Conversation;
        HasEnded = RunEventTypes.Last.Contains(runEvent.Type);
        return runEvent.Type switch
        {
            RunEventTypes.Token => Token(runEvent.Text),

            // The whole answer again; shown only when it did not come in pieces.
            RunEventTypes.Message when !_hasTokens => new ChatPiece(runEvent.Text ?? string.Empty),
            RunEventTypes.Failed => throw new HttpRequestException($"The run failed: {runEvent.Error}"),

            // A thought's words have come as tokens; the steps of the graph are for those who follow a run.
            RunEventTypes.Thought or RunEventTypes.StepStarted => null,
            _ => RunRemarks.Of(runEvent) is { } remark ? new ChatPiece(remark, IsRemark: true) : null,
        };
    }

    private ChatPiece Token(string? text)
    {
        _hasTokens = true;
        return new ChatPiece(text ?? string.Empty);
    }
}
