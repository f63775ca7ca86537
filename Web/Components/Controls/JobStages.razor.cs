using Switchyard.QueueClient;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Components.Controls;

/// <summary>A job's life as stops on a line, its attempts among them, and what the newest attempt says while it says it.</summary>
public sealed partial class JobStages
{
    // The whole is sent to the browser with each change; the rest comes with the answer.
    private const int Shown = 20_000;

    private string Text => Live?.Transcript.Text switch
    {
        null => string.Empty,
        { Length: > Shown } text => $"… {text[^Shown..]}",
        var text => text,
    };

    private static string? Css(JobStage stage) => stage.Kind is JobStageKind.Attempt or JobStageKind.Ended ? JobWords.Look(stage.Outcome).ToString().ToLowerInvariant() : null;
}
