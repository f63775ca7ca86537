namespace Switchyard.Router.Plugins;

/// <summary>A plugin cannot be used.</summary>
internal sealed class PluginException(IReadOnlyList<string> problems, Exception? innerException) : Exception(string.Join(' ', problems), innerException)
{
    public PluginException(IReadOnlyList<string> problems)
        : this(problems, null)
    {
    }

    public PluginException(string problem, Exception? innerException = null)
        : this([problem], innerException)
    {
    }

    /// <summary>Gets why not: ends of sentences that begin with the plugin.</summary>
    public IReadOnlyList<string> Problems => problems;
}
