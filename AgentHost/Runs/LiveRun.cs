using Switchyard.AgentHost.Events;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// A run this host works on, and its events since it has it. One writer, any number of readers, each at its own place: a
/// reader that is behind gets the pending tokens joined into one, so that nobody's slowness costs memory or holds the run up.
/// </summary>
internal sealed class LiveRun(RunClaim claim) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<RunEvent> _recorded = [];
    private readonly List<RunEvent> _tokens = [];
    private readonly Dictionary<string, RunEvent> _progress = [];
    private readonly HashSet<Waker> _readers = [];
    private CancelReason _reason;
    private Exception? _broken;
    private long _sequence = claim.LastEvent;
    private bool _ended;

    public RunClaim Claim { get; } = claim;

    public string Id => Claim.Id;

    /// <summary>Gets or sets the agent at work; null before it begins.</summary>
    public GraphAgent? Agent { get; set; }

    /// <summary>Gets the number of the last event a reader may have seen. Only the run's pump moves it on.</summary>
    public long LastSequence => _sequence;

    public CancellationToken Cancelled => _cancellation.Token;

    public CancelReason Reason
    {
        get
        {
            lock (_gate)
            {
                return _reason;
            }
        }
    }

    /// <summary>Gets why this host cannot go on with the run of an agent that it has called; null where it can.</summary>
    public Exception? Broken
    {
        get
        {
            lock (_gate)
            {
                return _broken;
            }
        }
    }

    /// <summary>Shows an event to the readers, after those before it; recorded events must be committed before.</summary>
    public void Publish(RunEvent runEvent)
    {
        _sequence = runEvent.Sequence;
        lock (_gate)
        {
            if (runEvent.Type == RunEventTypes.Token)
            {
                _tokens.Add(runEvent);
            }
            else if (runEvent.Type == RunEventTypes.ToolProgress)
            {
                _progress[runEvent.CallId!] = runEvent;
            }
            else
            {
                // A thought or message holds the text of the tokens before it; what others write comes in between them.
                if (!RunOverhearing.IsOfOthers(runEvent.Type))
                {
                    _tokens.Clear();
                }

                _recorded.Add(runEvent);
                if (runEvent.Type == RunEventTypes.ToolResult)
                {
                    _progress.Remove(runEvent.CallId!);
                }
            }

            Wake();
        }
    }

    /// <summary>Says that nothing will follow from this host.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Wake();
        }
    }

    /// <summary>The events after <paramref name="sequence"/>, and whether nothing will follow.</summary>
    public (IReadOnlyList<RunEvent> Events, bool Ended) ReadAfter(long sequence)
    {
        lock (_gate)
        {
            List<RunEvent> events = [.. _recorded.Where(runEvent => runEvent.Sequence > sequence)];
            var tokens = _tokens.Where(token => token.Sequence > sequence).ToList();
            if (tokens.Count > 0)
            {
                var joined = tokens[^1] with { Text = string.Concat(tokens.Select(token => token.Text)) };
                events.Insert(events.FindLastIndex(runEvent => runEvent.Sequence < joined.Sequence) + 1, joined);
            }

            events.AddRange(_progress.Values.Where(progress => progress.Sequence > sequence));
            return ([.. events.OrderBy(runEvent => runEvent.Sequence)], _ended);
        }
    }

    /// <summary>Registers a reader, who is woken when there is more to read.</summary>
    public Waker Subscribe()
    {
        var reader = new Waker();
        lock (_gate)
        {
            _readers.Add(reader);
        }

        return reader;
    }

    public void Unsubscribe(Waker reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    /// <summary>Stops the work; the first reason stays.</summary>
    public void Cancel(CancelReason reason) => Cancel(reason, null);

    /// <summary>Stops the work because this host cannot go on with the run of an agent that it has called.</summary>
    public void Break(Exception exception) => Cancel(CancelReason.MemberBroken, exception);

    public void Dispose() => _cancellation.Dispose();

    private void Cancel(CancelReason reason, Exception? broken)
    {
        lock (_gate)
        {
            if (_ended || _reason != CancelReason.None)
            {
                return;
            }

            (_reason, _broken) = (reason, broken);
        }

        try
        {
            _ = _cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The run ended in this very moment.
        }
    }

    private void Wake()
    {
        foreach (var reader in _readers)
        {
            reader.Wake();
        }
    }
}
