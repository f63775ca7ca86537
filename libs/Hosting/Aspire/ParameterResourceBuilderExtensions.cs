using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;

namespace Aspire.Hosting;

/// <summary>Adds parameters.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is the setting <c>Parameters:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <returns>The builder of the parameter.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(name, () => ReadConfigured(builder, name), secret));
    }

    /// <summary>Adds a parameter with a value.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether published output may contain the value; without effect here.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <returns>The builder of the parameter.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddResource(new ParameterResource(name, () => value, secret));
    }

    /// <summary>Adds a parameter whose value is the setting <c>Parameters:{name}</c>, or else a default that is made once and kept in the data folder.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The default.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether the default is kept; without effect here: it always is.</param>
    /// <returns>The builder of the parameter.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddResource(new ParameterResource(name, () => FindConfigured(builder, name) ?? ReadKept(builder, name, value), secret));
    }

    private static string ReadKept(IDistributedApplicationBuilder builder, string name, ParameterDefault value)
    {
        var home = HomeFolder.Locate(builder.Configuration[HomeFolder.Variable], builder.AppHostDirectory);
        return new SecretStore(home.Secrets).GetOrCreate(name, value.GetDefaultValue);
    }

    private static string? FindConfigured(IDistributedApplicationBuilder builder, string name)
    {
        return builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];
    }

    private static string ReadConfigured(IDistributedApplicationBuilder builder, string name)
    {
        return FindConfigured(builder, name)
            ?? throw new DistributedApplicationException(
                $"The parameter '{name}' has no value. Set the environment variable Parameters__{name.Replace('-', '_')}, or Parameters:{name} in the settings of AppHost.");
    }
}
