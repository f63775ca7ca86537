using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Reading and defining agents.</summary>
internal static class AgentEndpoints
{
    /// <summary>The media type of YAML (RFC 9512).</summary>
    public const string Yaml = "application/yaml";

    private const int MaxBytes = 256 * 1024;

    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/agents", async (AgentCatalog agents, CancellationToken cancellationToken) => TypedResults.Json(await agents.ListAsync(cancellationToken), AgentsJsonContext.Default.AgentList));
        routes.MapGet("/v1/agents/templates", () => TypedResults.Json(new AgentTemplateList { Data = DefinitionTemplates.All }, AgentsJsonContext.Default.AgentTemplateList));
        routes.MapGet("/v1/agents/{agent}", GetAsync);
        routes.MapPut("/v1/agents/{agent}", PutAsync);
        routes.MapGet("/v1/agents/{agent}/versions", ListVersionsAsync);
    }

    public static ApiErrorResult NoSuchAgent() => new(ApiErrors.NotFound("There is no such agent, or no such version of it. GET /v1/agents lists the agents there are."));

    private static async Task<IResult> GetAsync(string agent, string? version, AgentCatalog agents, CancellationToken cancellationToken)
    {
        int? number = null;
        if (version is not null)
        {
            if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
            {
                return new ApiErrorResult(ApiErrors.InvalidValue("version", "'version' must be a whole number."));
            }

            number = asked;
        }

        return await agents.DescribeAsync(agent, number, cancellationToken) is { } detail ? TypedResults.Json(detail, AgentsJsonContext.Default.AgentDetail) : NoSuchAgent();
    }

    private static async Task<IResult> PutAsync(string agent, HttpContext context, AgentCatalog agents)
    {
        if (!AgentIds.IsValid(agent))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("agent", $"An agent is called by {AgentIds.Rule}."));
        }

        if (await ReadAsync(context) is not { } text)
        {
            return new ApiErrorResult(ApiErrors.RequestTooLarge(MaxBytes));
        }

        var mistakes = new MistakeList();
        var isNew = await agents.PutAsync(agent, text, isYaml: !context.Request.HasJsonContentType(), mistakes, context.RequestAborted);
        return mistakes.IsEmpty
            ? TypedResults.Json(await agents.DescribeAsync(agent, null, context.RequestAborted), AgentsJsonContext.Default.AgentDetail, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : Refuse(agent, mistakes, context);
    }

    private static async Task<IResult> ListVersionsAsync(string agent, AgentCatalog agents, CancellationToken cancellationToken) =>
        await agents.ListVersionsAsync(agent, cancellationToken) is { Count: > 0 } versions
            ? TypedResults.Json(new AgentVersionList { Data = versions }, AgentsJsonContext.Default.AgentVersionList)
            : NoSuchAgent();

    private static async Task<string?> ReadAsync(HttpContext context)
    {
        // One character more than may be tells that there are too many.
        using var reader = new StreamReader(context.Request.Body);
        var buffer = new char[MaxBytes + 1];
        var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
        return length > MaxBytes ? null : new string(buffer, 0, length);
    }

    private static JsonHttpResult<AgentMistakes> Refuse(string agent, MistakeList mistakes, HttpContext context)
    {
        var error = new AgentMistakes
        {
            Type = "urn:switchyard:error:invalid_agent",
            Title = "invalid_agent",
            Status = StatusCodes.Status400BadRequest,
            Detail = mistakes.Describe(agent),
            RequestId = context.TraceIdentifier,
            Mistakes = mistakes.All,
        };
        return TypedResults.Json(error, AgentsJsonContext.Default.AgentMistakes, "application/problem+json", StatusCodes.Status400BadRequest);
    }
}
