using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Runs;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>Hands out the files that code of runs wrote. Nobody vouches for them: a browser saves them and neither shows nor runs them.</summary>
internal static class ArtifactEndpoints
{
    // Should one be shown all the same, it has no origin, no scripts and nothing to load.
    private const string Policy = "default-src 'none'; sandbox";

    public static void MapArtifacts(this IEndpointRouteBuilder app) => app.MapGet("/v1/runs/{id}/artifacts/{**name}", ReadAsync);

    private static async Task<IResult> ReadAsync(string id, string name, string? user, HttpContext context, RunQueries queries, MemberRunReader members, ArtifactStore artifacts)
    {
        var cancellationToken = context.RequestAborted;
        if (await queries.FindAsync(id, user, cancellationToken) is null && await members.FindAsync(id, user, cancellationToken) is null)
        {
            return RunEndpoints.NoSuchRun();
        }

        if (await artifacts.ReadAsync(id, name, cancellationToken) is not { } file)
        {
            return new ApiErrorResult(ApiErrors.NotFound($"The run has no file of this name. GET /v1/runs/{id} lists those it has."));
        }

        if (file.Content is not { } content)
        {
            return new ApiErrorResult(ApiErrors.NotFound("The file was larger than what is kept of a run (AgentHost:Artifacts:MaxBytes) or of a step (AgentHost:Sandbox:MaxArtefactBytes)."));
        }

        var headers = context.Response.Headers;
        (headers.XContentTypeOptions, headers.ContentSecurityPolicy, headers.CacheControl) = ("nosniff", Policy, "no-store");
        return TypedResults.Bytes(content, file.MediaType, Path.GetFileName(name));
    }
}
