using Switchyard.QueueClient;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Batches;

/// <summary>Hands a batch's files to the browser, which cannot reach the Router, as they come.</summary>
internal static class BatchFileEndpoints
{
    private const string Root = "batches/files";
    private const string Lines = "application/jsonl";

    public static string AddressOf(string file) => $"{Root}/{Uri.EscapeDataString(file)}";

    public static void MapBatchFiles(this IEndpointRouteBuilder endpoints) => endpoints.MapGet($"/{Root}/{{id}}", DownloadAsync);

    private static async Task<IResult> DownloadAsync(string id, BatchClient client, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Stream(await client.DownloadAsync(id, cancellationToken), Lines, $"{id}.jsonl");
        }
        catch (RouterRefusedException exception)
        {
            return TypedResults.Text(exception.Message, statusCode: (int)exception.Status);
        }
        catch (HttpRequestException)
        {
            return TypedResults.Text("The router does not answer. Is the system running?", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
