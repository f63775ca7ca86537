namespace Switchyard.Inference.Chat;

/// <summary>Looks for tool calls in text that arrives in pieces; one for each way they are marked. Not thread-safe.</summary>
internal abstract class ToolCallScanner
{
    private List<ChatDelta> _deltas = [];

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount { get; private set; }

    /// <summary>Gets or sets the text that is not yet given on.</summary>
    protected string Held { get; set; } = string.Empty;

    public IReadOnlyList<ChatDelta> Add(string text)
    {
        Take(text);
        var deltas = _deltas;
        _deltas = [];
        return deltas;
    }

    public ChatDelta? Finish()
    {
        var rest = TakeRest();
        return rest.Length > 0 ? new ChatDelta(rest, null) : null;
    }

    /// <summary>Takes text in and gives on what is certain.</summary>
    protected abstract void Take(string text);

    /// <summary>Gets what is left when the text has ended.</summary>
    protected abstract string TakeRest();

    protected void Give(string text)
    {
        if (text.Length > 0)
        {
            _deltas.Add(new ChatDelta(text, null));
        }
    }

    protected void Give(IReadOnlyList<ParsedToolCall> calls)
    {
        CallCount += calls.Count;
        foreach (var call in calls)
        {
            _deltas.Add(new ChatDelta(null, call));
        }
    }

    /// <summary>Gives on what is held except its end that is blanks followed by a beginning of <paramref name="tag"/>.</summary>
    protected void GiveCertain(string tag)
    {
        var certain = Held.Length - HeldBack.Length(Held, tag);
        Give(Held[..certain]);
        Held = Held[certain..];
    }
}
