using Switchyard.Providers.Catalog;

namespace Switchyard.FlawedPlugins;

/// <summary>Says nothing of its provider.</summary>
public sealed class EmptyPlugin() : FlawedPlugin("empty")
{
    public override KnownProvider Provider => null!;
}
