namespace Switchyard.Plugins;

/// <summary>A plugin cannot be used.</summary>
/// <param name="problems">Why not.</param>
/// <param name="innerException">What happened.</param>
public sealed class PluginException(IReadOnlyList<string> problems, Exception? innerException) : Exception(string.Join(' ', problems), innerException)
{
    /// <summary>Initializes a new instance of the <see cref="PluginException"/> class for several problems.</summary>
    public PluginException(IReadOnlyList<string> problems)
        : this(problems, null)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PluginException"/> class for one problem.</summary>
    public PluginException(string problem, Exception? innerException = null)
        : this([problem], innerException)
    {
    }

    /// <summary>Gets why not: ends of sentences that begin with the plugin.</summary>
    public IReadOnlyList<string> Problems => problems;
}
