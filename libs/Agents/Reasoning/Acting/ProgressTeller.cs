using Switchyard.Agents.Events;
using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>Tells who watches a run what a tool says of its progress, at a pace that people can follow and until the call is done. Safe for concurrent use.</summary>
internal sealed class ProgressTeller(string callId, string tool, Action<ToolProgressEvent> tell, TimeProvider time) : IProgress<ToolProgress>, IDisposable
{
    private const int MaxTextLength = 500;

    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private long? _toldAt;
    private bool _isDone;

    public void Report(ToolProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_isDone || (_toldAt is { } before && time.GetElapsedTime(before) < s_pace))
            {
                return;
            }

            _toldAt = time.GetTimestamp();
            tell(new ToolProgressEvent(callId, tool, Limit(value)));
        }
    }

    /// <summary>The call is done: a tool that goes on reporting is not heard.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDone = true;
        }
    }

    private static ToolProgress Limit(ToolProgress value) => value with
    {
        Text = value.Text.Length <= MaxTextLength ? value.Text : value.Text[..MaxTextLength] + "…",
        Share = value.Share is { } share && double.IsFinite(share) ? Math.Clamp(share, 0, 1) : null,
    };
}
