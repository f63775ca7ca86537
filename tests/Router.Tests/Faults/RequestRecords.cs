using System.Net.Http.Json;
using Switchyard.Contracts.Routing;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>How the tests ask what became of a request.</summary>
internal static class RequestRecords
{
    /// <summary>Gets the record of a request once it has ended.</summary>
    public static async Task<RequestInfo> ExplainAsync(this HttpClient client, string requestId)
    {
        RequestInfo? record = null;
        await Deadline.UntilAsync(async () =>
        {
            record = await client.GetFromJsonAsync($"/v1/requests/{requestId}", RoutingJsonContext.Default.RequestInfo, TestContext.Current.CancellationToken);
            return record?.Outcome is not null;
        });
        return record!;
    }
}
