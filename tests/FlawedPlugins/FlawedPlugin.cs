using Switchyard.Dialects;
using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;

namespace Switchyard.FlawedPlugins;

/// <summary>A plugin that is right but for what its subclass makes wrong. It is none itself.</summary>
/// <param name="id">The provider's id.</param>
public abstract class FlawedPlugin(string id) : IProviderPlugin
{
    public virtual KnownProvider Provider { get; } = new(id, "Flawed", new Uri("https://flawed.example"));

    public UpstreamDialect Dialect { get; } = DialectRegistry.Upstream(Dialects.Dialect.Chat);

    public virtual KeyHeader KeyHeader => KeyHeader.Bearer;
}
