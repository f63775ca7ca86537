using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Continuation;

/// <summary>Keeps the text of an answer while another model could go on with it: one text, open, after nothing but reasoning that has ended.</summary>
internal sealed class UnfinishedText : IDisposable
{
    private const int MaxTextBytes = 256 * 1024;

    private readonly PooledBytes _text = new(MaxTextBytes);
    private bool _isOpen;
    private bool _isLost;

    /// <summary>Gets the number of the text's part.</summary>
    public int Index { get; private set; }

    public string Text => Encoding.UTF8.GetString(_text.Span);

    public void Note(in ModelEvent modelEvent)
    {
        switch (modelEvent.Kind)
        {
            case ModelEventKind.PartStarted when modelEvent.Part == PartKind.Text && _text.Length == 0:
                (_isOpen, Index) = (true, modelEvent.Index);
                break;
            case ModelEventKind.PartStarted when modelEvent.Part is PartKind.Text or PartKind.ToolCall or PartKind.Refusal || _text.Length > 0:
                _isLost = true;
                break;
            case ModelEventKind.PartEnded when _isOpen:
                _isLost = true;
                break;
            case ModelEventKind.Delta when _isOpen && !_isLost:
                _isLost = !_text.TryAppend(modelEvent.Text);
                break;
        }
    }

    /// <summary>Tells whether another model could go on after <paramref name="error"/>: what is wrong with the request is so everywhere.</summary>
    public bool CanGoOnAfter(ModelError error) =>
        _isOpen && !_isLost && _text.Length > 0 && (error.Class is ErrorClass.Upstream or ErrorClass.Internal or ErrorClass.Overloaded or ErrorClass.Timeout);

    public void Dispose() => _text.Dispose();
}
