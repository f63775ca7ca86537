namespace Switchyard.Web.Clients;

/// <summary>The services this one has references to, by configuration (<c>services:NAME:http:0</c>), in the order requests meet them.</summary>
internal sealed class ServiceCatalog(IConfiguration configuration)
{
    public IReadOnlyList<string> Names { get; } =
    [
        .. configuration.GetSection("services").GetChildren()
            .Select(static section => section.Key.ToLowerInvariant())
            .Where(static name => name != ServiceNames.Web)
            .OrderBy(Rank)
            .ThenBy(static name => name.Length)
            .ThenBy(static name => name, StringComparer.Ordinal),
    ];

    private static int Rank(string name) => name switch
    {
        ServiceNames.Router => 0,
        ServiceNames.AgentHost => 1,
        _ => 2,
    };
}
