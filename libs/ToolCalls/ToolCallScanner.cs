using System.Text;

namespace Switchyard.ToolCalls;

/// <summary>
/// Looks for tool calls in text that arrives in pieces; one for each way they are marked. It is either outside a call, where text goes on
/// as soon as it cannot begin one, or inside, where it waits for the end. Not thread-safe.
/// </summary>
internal abstract class ToolCallScanner
{
    // A call of a model's is never longer; what is goes on as text, so that memory stays bounded.
    private const int MaxCallLength = 4 * 1024 * 1024;

    // What follows a call is looked at anew: in long texts with many of them that is done piece by piece.
    private const int MaxPiece = 1024;

    // Blanks that wait for a call; with more they are the text's own.
    private const int MaxBlanks = 1024;

    private List<ChatDelta> _deltas = [];
    private string _lead = string.Empty;
    private bool _isInside;

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount { get; private set; }

    /// <summary>Gets whether the text so far ends inside what looks like a call.</summary>
    public bool IsInside => _isInside;

    /// <summary>Gets or sets the names of the tools that may be called, null for any.</summary>
    public IReadOnlySet<string>? Names { get; set; }

    /// <summary>Gets or sets the text outside a call that is not yet given on.</summary>
    protected string Held { get; set; } = string.Empty;

    /// <summary>Gets the text inside a call so far.</summary>
    protected StringBuilder Body { get; } = new();

    public IReadOnlyList<ChatDelta> Add(string text)
    {
        for (var at = 0; at < text.Length; at += MaxPiece)
        {
            Take(at == 0 && text.Length <= MaxPiece ? text : text.Substring(at, Math.Min(MaxPiece, text.Length - at)));
        }

        return TakeDeltas();
    }

    /// <summary>Gets what is left when the text has ended: a call that only lacks its end is one, any other unfinished call is text; blanks after a whole one belong to it.</summary>
    public IReadOnlyList<ChatDelta> Finish()
    {
        if (_isInside)
        {
            Leave(ReadUnfinished(), close: string.Empty);
        }
        else
        {
            Give(CallCount > 0 ? Held.TrimEnd() : Held);
        }

        Held = string.Empty;
        return TakeDeltas();
    }

    /// <summary>Reads the calls of a body whose end never came; nothing where it may be half of one.</summary>
    protected virtual IReadOnlyList<ParsedToolCall> ReadUnfinished() => [];

    /// <summary>Takes text outside a call.</summary>
    /// <returns>The text that belongs inside.</returns>
    protected abstract string TakeOutside(string text);

    /// <summary>Takes text inside a call.</summary>
    /// <returns>The text that follows the call.</returns>
    protected abstract string TakeInside(string text);

    protected void Give(string text)
    {
        if (text.Length > 0)
        {
            _deltas.Add(new ChatDelta(text, null));
        }
    }

    /// <summary>Gives on what is held up to <paramref name="end"/>, where a call begins, except the blanks there: they belong to the call.</summary>
    /// <returns>Where the call begins in what is held now.</returns>
    protected int GiveBefore(int end)
    {
        var certain = Math.Max(Held.AsSpan(0, end).TrimEnd().Length, end - MaxBlanks);
        Give(Held[..certain]);
        Held = Held[certain..];
        return end - certain;
    }

    /// <summary>Gives on what is held except its end that is blanks followed by a beginning of <paramref name="tag"/>.</summary>
    protected void GiveCertain(string tag)
    {
        var certain = Held.Length - Math.Min(HeldBack.Length(Held, tag), MaxBlanks);
        Give(Held[..certain]);
        Held = Held[certain..];
    }

    /// <summary>Enters a call, whose body begins at <paramref name="start"/> of what is held; what stands before it marks the call.</summary>
    /// <returns>The text that belongs inside.</returns>
    protected string Enter(int start)
    {
        _lead = Held[..start];
        _isInside = true;
        var rest = Held[start..];
        Held = string.Empty;
        return rest;
    }

    /// <summary>Leaves what proved to be no call; only its mark goes on as text, since the body may hold another.</summary>
    /// <returns>The body, which is outside.</returns>
    protected string LeaveMark()
    {
        var body = Body.ToString();
        Give(_lead);
        Body.Clear();
        _isInside = false;
        return body;
    }

    /// <summary>Leaves a call with the calls read from its body; without any, or with one of another tool, all of it goes on as the text it is.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="close">What marks the end after the body.</param>
    /// <returns>Whether there were calls.</returns>
    protected bool Leave(IReadOnlyList<ParsedToolCall> calls, string close)
    {
        if (calls.Any(call => Names?.Contains(call.Name) is false))
        {
            calls = [];
        }

        CallCount += calls.Count;
        foreach (var call in calls)
        {
            _deltas.Add(new ChatDelta(null, call));
        }

        if (calls.Count == 0)
        {
            Give(_lead + Body + close);
        }

        Body.Clear();
        _isInside = false;
        return calls.Count > 0;
    }

    private void Take(string text)
    {
        while (text.Length > 0)
        {
            text = _isInside ? TakeInside(text) : TakeOutside(text);
            if (_isInside && Body.Length > MaxCallLength)
            {
                Leave([], close: string.Empty);
            }
        }
    }

    private List<ChatDelta> TakeDeltas()
    {
        var deltas = _deltas;
        _deltas = [];
        return deltas;
    }
}
