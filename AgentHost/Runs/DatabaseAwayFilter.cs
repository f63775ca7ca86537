using Npgsql;
using Switchyard.AgentHost.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Runs;

/// <summary>Answers 503 while the database is away, which is nobody's bug and passes, and 400 for what it cannot hold.</summary>
internal sealed partial class DatabaseAwayFilter(ILogger<DatabaseAwayFilter> logger) : IEndpointFilter
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(2);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NpgsqlException exception) when (exception.IsTransient && !context.HttpContext.Response.HasStarted)
        {
            LogDatabaseAway(context.HttpContext.TraceIdentifier, exception.Message);
            return new ApiErrorResult(ApiErrors.Unavailable("The database does not answer. Try again soon.", s_retryAfter));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.CharacterNotInRepertoire && !context.HttpContext.Response.HasStarted)
        {
            return new ApiErrorResult(ApiErrors.InvalidCharacter("The address holds a NUL character; remove it."));
        }
    }

    [LoggerMessage(EventId = EventIds.RequestWithoutDatabase, Level = LogLevel.Warning, Message = "Request {RequestId} found no database: {Reason}.")]
    private partial void LogDatabaseAway(string requestId, string reason);
}
