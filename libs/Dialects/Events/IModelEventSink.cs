namespace Switchyard.Dialects.Events;

/// <summary>Takes the events of a streamed answer.</summary>
public interface IModelEventSink
{
    /// <summary>Takes one event; nothing of it may be kept.</summary>
    void Accept(in ModelEvent modelEvent);
}
