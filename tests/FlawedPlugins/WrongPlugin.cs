using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;

namespace Switchyard.FlawedPlugins;

/// <summary>Has everything wrong that can be.</summary>
public sealed class WrongPlugin() : FlawedPlugin("wrong")
{
    public override KnownProvider Provider { get; } = new("Big Id", " ", new Uri("ftp://flawed.example")) { ApiKeyVariables = ["my key"], RequiresApiKey = true };

    public override KeyHeader KeyHeader => new("Connection", "Bearer\n");
}
