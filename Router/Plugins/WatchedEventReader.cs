using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;

namespace Switchyard.Router.Plugins;

/// <summary>A plugin's reader of one stream, watched; it is made with the first message.</summary>
internal sealed class WatchedEventReader(Func<IEventReader> create, PluginWatch watch) : IEventReader
{
    private IEventReader? _reader;

    public bool IsFinished => _reader?.IsFinished ?? false;

    private IEventReader Reader => _reader ??= create();

    public void Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        try
        {
            Reader.Read(type, data, sink);
        }
        catch (Exception exception) when (exception is not AnswerFormatException)
        {
            throw watch.Unread(exception);
        }
    }

    public void Complete(IModelEventSink sink)
    {
        try
        {
            Reader.Complete(sink);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            watch.Report(exception);
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Failed, Error = ModelError.Interrupted });
        }
    }

    public void Dispose() => _reader?.Dispose();
}
