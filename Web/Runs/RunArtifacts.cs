using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Runs;

/// <summary>Hands the files that a run's code wrote to the browser, which cannot reach the AgentHost.</summary>
internal static class RunArtifacts
{
    private const long MaxPictureBytes = 512 * 1024;

    // As a page of its own, which no link leads to, such a file could do nothing.
    private const string Policy = "default-src 'none'; sandbox";

    private const string Bytes = "application/octet-stream";

    private static readonly string[] s_pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static string AddressOf(string run, string name) => $"runs/{Uri.EscapeDataString(run)}/artifacts/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Whether a file is shown on the page: a picture, and a small one.</summary>
    public static bool IsShown(RunArtifact artifact) => artifact is { Kept: true, Size: <= MaxPictureBytes } && s_pictures.Contains(artifact.MediaType);

    public static void MapRunArtifacts(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/runs/{id}/artifacts/{**name}", DownloadAsync);

    private static async Task<IResult> DownloadAsync(string id, string name, HttpContext context, RunClient client)
    {
        try
        {
            var answer = await client.GetArtifactAsync(id, name, context.RequestAborted);
            context.Response.RegisterForDispose(answer);
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return TypedResults.Stream(await answer.Content.ReadAsStreamAsync(context.RequestAborted), answer.Content.Headers.ContentType?.ToString() ?? Bytes, Path.GetFileName(name));
        }
        catch (AgentHostRefusedException exception)
        {
            return TypedResults.Text(exception.Message, statusCode: (int)exception.Status);
        }
        catch (HttpRequestException)
        {
            return TypedResults.Text("The agent host does not answer. Is the system running?", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
