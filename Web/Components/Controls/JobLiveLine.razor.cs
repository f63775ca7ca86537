namespace Switchyard.Web.Components.Controls;

/// <summary>The newest words of a running job, and how far it says it is.</summary>
public sealed partial class JobLiveLine
{
    private const int Shown = 240;

    private string Tail => Live switch
    {
        { Problem: { } problem } => problem,
        { Interruption: { } interruption } => interruption,
        { Transcript.Text: { Length: > Shown } text } => $"… {text[^Shown..]}",
        { Transcript.Text: { Length: > 0 } text } => text,
        { Transcript.Done: null } => "No word of it yet.",
        _ => string.Empty,
    };
}
