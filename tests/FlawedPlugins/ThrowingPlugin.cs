namespace Switchyard.FlawedPlugins;

/// <summary>Cannot be made.</summary>
public sealed class ThrowingPlugin : FlawedPlugin
{
    public ThrowingPlugin()
        : base("throwing")
    {
        throw new InvalidOperationException("There is no licence.");
    }
}
