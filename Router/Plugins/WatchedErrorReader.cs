using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;

namespace Switchyard.Router.Plugins;

/// <summary>A plugin's reader of errors, watched. Where it fails the status speaks.</summary>
internal sealed class WatchedErrorReader(IErrorReader reader, PluginWatch watch) : IErrorReader
{
    public ModelError Read(int status, ReadOnlySpan<byte> body)
    {
        try
        {
            return reader.Read(status, body);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            watch.Report(exception);
            return new ModelError(ErrorClasses.OfStatus(status), $"The provider answered with status {status}, and its plugin could not read why.");
        }
    }
}
