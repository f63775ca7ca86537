using Switchyard.Dialects;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Plugins;

/// <summary>A plugin's writer of requests, watched.</summary>
internal sealed class WatchedRequestWriter(IRequestWriter writer, PluginWatch watch) : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        try
        {
            return writer.Write(request, traits);
        }
        catch (Exception exception) when (exception is not TranslationException)
        {
            throw watch.Unwritten(exception);
        }
    }
}
