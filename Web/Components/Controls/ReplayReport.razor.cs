using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>What a replay came to, and where it left the recorded way.</summary>
public sealed partial class ReplayReport
{
    [Parameter, EditorRequired]
    public required RunReplay Replay { get; set; }

    private string Verdict
    {
        get
        {
            var reused = Replay.Reused == 1 ? "1 call was answered" : $"{Replay.Reused} calls were answered";
            return (Replay.Differences.Count, Replay.IsComplete) switch
            {
                (0, true) => $"{reused} from the record, and nothing is different.",
                (0, false) => $"{reused} from the record; it did not reach the end.",
                (_, true) => $"{reused} from the record; it left the recorded way, and reached the end.",
                _ => $"{reused} from the record; it left the recorded way, and could not go on without calling anything. Let it ask the model to see more.",
            };
        }
    }
}
