using Switchyard.Contracts.Queue;
using Switchyard.ServiceDefaults.Resilience;

namespace Switchyard.Web.Clients;

/// <summary>Registers the typed clients. Addresses such as <c>http://router</c> are resolved by the service defaults.</summary>
internal static class ServiceClientsExtensions
{
    public static WebApplicationBuilder AddServiceClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceCatalog>();
        builder.Services.AddSingleton<SelfAddress>();
        builder.Services.AddSingleton<ServiceQuery>();
        builder.Services.AddHttpClient<RouterClient>(static client => Address(client, ServiceNames.Router));
        builder.Services.AddHttpClient<RouterAdminClient>(static client => Address(client, ServiceNames.Router));

        // The job pages ask again by themselves; a queue whose database is away says so at once.
        builder.Services.AddHttpClient<JobClient>(AddressQueue).WithoutResilience();
        builder.Services.AddHttpClient<BatchClient>(AddressQueue).WithoutResilience();

        // Pages ask again by themselves, and following makes lost connections anew.
        builder.Services.AddHttpClient<DefinitionClient>(static client => Address(client, ServiceNames.AgentHost)).WithoutResilience();
        builder.Services.AddHttpClient<RunClient>(static client => Address(client, ServiceNames.AgentHost)).WithoutResilience();
        builder.Services.AddHttpClient<SessionClient>(static client => Address(client, ServiceNames.AgentHost)).WithoutResilience();
        builder.Services.AddHttpClient<MonitoringClient>(static client => client.Timeout = Timeout.InfiniteTimeSpan).WithoutResilience();
        builder.Services.AddHttpClient(ModelChatFactory.HttpClientName, static client => Address(client, ServiceNames.Router));
        builder.Services.AddSingleton<ModelChatFactory>();
        return builder;

        void AddressQueue(HttpClient client)
        {
            Address(client, ServiceNames.Router);
            if (builder.Configuration[QueueTenants.HeaderSetting] is { Length: > 0 } header)
            {
                client.DefaultRequestHeaders.TryAddWithoutValidation(header, QueueTenants.All);
            }
        }
    }

    // A stream lasts as long as the model speaks; short questions carry their own limit (ServiceQuery).
    private static void Address(HttpClient client, string service)
    {
        client.BaseAddress = new Uri($"http://{service}");
        client.Timeout = Timeout.InfiniteTimeSpan;
    }
}
