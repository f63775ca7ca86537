using Switchyard.Dialects;
using Switchyard.Dialects.Answers;

namespace Switchyard.Router.Plugins;

/// <summary>A plugin's reader of answers, watched.</summary>
internal sealed class WatchedAnswerReader(IAnswerReader reader, PluginWatch watch) : IAnswerReader
{
    public ModelAnswer Read(ReadOnlySpan<byte> body, AnswerContext context)
    {
        try
        {
            return reader.Read(body, context);
        }
        catch (Exception exception) when (exception is not AnswerFormatException)
        {
            throw watch.Unread(exception);
        }
    }
}
