using System.Globalization;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.AgentHost.History;

/// <summary>A run's journal: what happened, how it was at any time, and what would have come of it otherwise.</summary>
internal static class HistoryEndpoints
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1_000;
    private const int MaxPromptLength = 65_536;

    public static void MapHistory(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup(string.Empty).AddEndpointFilter<JournalFilter>();
        app.MapGet("/v1/runs/{id}/history", ReadAsync);
        app.MapGet("/v1/runs/{id}/state", ReadStateAsync);
        app.MapPost("/v1/runs/{id}/fork", ForkAsync);
        app.MapPost("/v1/runs/{id}/replay", ReplayAsync);
    }

    private static async Task<IResult> ReadAsync(string id, string? user, string? after, string? limit, RunFinder finder, RunAgents agents, CancellationToken cancellationToken)
    {
        if (!TryRead(after, 0, 0, long.MaxValue, out var from))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("after", "'after' must be the number of an entry, or 0."));
        }

        if (!TryRead(limit, DefaultLimit, 1, MaxLimit, out var count))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("limit", $"'limit' must be a whole number from 1 to {MaxLimit}."));
        }

        if (await finder.FindAsync(id, user, cancellationToken) is not { } row)
        {
            return RunEndpoints.NoSuchRun();
        }

        // One more than asked tells whether there is a next page.
        var items = await (await agents.CreateAsync(row, cancellationToken)).ReadHistoryAsync(RunId.ToGuid(id), from, (int)count + 1, cancellationToken);
        List<RunHistoryItem> shown = [.. items.Take((int)count).Select(HistoryItems.Of)];
        return TypedResults.Json(new RunHistory { Data = shown, Next = items.Count > count ? shown[^1].Sequence : null }, AgentsJsonContext.Default.RunHistory);
    }

    private static async Task<IResult> ReadStateAsync(string id, string? user, string? at, RunFinder finder, RunAgents agents, CancellationToken cancellationToken)
    {
        if (!TryRead(at, 0, 1, long.MaxValue, out var sequence))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("at", "'at' must be the number of an entry: see GET /v1/runs/{id}/history."));
        }

        if (await finder.FindAsync(id, user, cancellationToken) is not { } row)
        {
            return RunEndpoints.NoSuchRun();
        }

        var head = await agents.Journal.FindAsync(RunId.ToGuid(id), cancellationToken);
        sequence = sequence == 0 ? head?.LastSequence ?? 0 : sequence;
        var state = await (await agents.CreateAsync(row, cancellationToken)).ReadStateAsync(RunId.ToGuid(id), sequence, cancellationToken);
        return TypedResults.Json(new RunState { RunId = id, Sequence = sequence, State = state.ToJson() }, AgentsJsonContext.Default.RunState);
    }

    private static async Task<IResult> ForkAsync(string id, string? user, HttpContext context, RunQueries queries, RunForker forker)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.ForkRequest);
        if ((body.Error ?? Check(body.Value!.Model, body.Value.SystemPrompt)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        if (await queries.FindAsync(id, user, context.RequestAborted) is not { } row)
        {
            return RunEndpoints.NoSuchRun();
        }

        var (outcome, fork) = await forker.ForkAsync(row, body.Value!, context.RequestAborted);
        if (outcome == StartOutcome.NoRoom)
        {
            return RunEndpoints.NoRoom();
        }

        var made = (await queries.FindAsync(fork!, user: null, CancellationToken.None))!;
        context.Response.Headers.Location = $"/v1/runs/{fork}";
        return TypedResults.Json(made.ToSummary(), AgentsJsonContext.Default.RunSummary, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReplayAsync(string id, string? user, HttpContext context, RunQueries queries, RunAgents agents, RunHost host)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.ReplayRequest);
        if ((body.Error ?? Check(body.Value!.Model, body.Value.SystemPrompt)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        if (await queries.FindAsync(id, user, context.RequestAborted) is not { } row)
        {
            return RunEndpoints.NoSuchRun();
        }

        if (!body.Value!.CallPure)
        {
            return await PlayAsync(row, body.Value, agents, context.RequestAborted);
        }

        // It asks models like a run at work does.
        if (!host.TryReserve())
        {
            return RunEndpoints.NoRoom();
        }

        try
        {
            return await PlayAsync(row, body.Value, agents, context.RequestAborted);
        }
        finally
        {
            host.Release();
        }
    }

    private static async Task<IResult> PlayAsync(RunRow row, ReplayRequest request, RunAgents agents, CancellationToken cancellationToken)
    {
        var id = RunId.ToGuid(row.Id);
        var agent = await agents.CreateAsync(row, cancellationToken);
        var began = await agent.ReadStateAsync(id, 1, cancellationToken);
        var other = request is { Model: null, SystemPrompt: null } ? null : began.Definition with
        {
            Model = request.Model ?? began.Definition.Model,
            SystemPrompt = request.SystemPrompt ?? began.Definition.SystemPrompt,
        };
        var report = await agent.ReplayAsync(id, other, request.CallPure, cancellationToken);
        return TypedResults.Json(ToReplay(row, report), AgentsJsonContext.Default.RunReplay);
    }

    private static RunReplay ToReplay(RunRow run, ReplayReport<AgentState> report) => new()
    {
        RunId = run.Id,
        IsComplete = report.IsComplete,
        Output = report.State.Output,
        Error = report.Error ?? report.State.Error,
        RecordedStatus = run.Status,
        RecordedOutput = report.RecordedState.Output,
        Reused = report.Reused,
        Differences = [.. report.Differences.Select(difference => new RunReplayDifference
        {
            Node = difference.Node,
            Step = difference.Step,
            Ordinal = difference.Ordinal,
            Recorded = difference.Recorded,
            Made = difference.Made,
            WasCalled = difference.WasCalled,
        })],
    };

    private static ApiError? Check(string? model, string? systemPrompt) => StartRunValidator.ValidateModel(model) ?? systemPrompt switch
    {
        null => null,
        { Length: > MaxPromptLength } => ApiErrors.InvalidValue("system_prompt", $"'system_prompt' is longer than {MaxPromptLength} characters."),
        _ => StartRunValidator.CheckText("system_prompt", systemPrompt),
    };

    private static bool TryRead(string? text, long absent, long min, long max, out long number)
    {
        number = absent;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min && number <= max);
    }
}
