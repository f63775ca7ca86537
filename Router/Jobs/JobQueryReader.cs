using System.Globalization;
using Switchyard.Queue;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Reads which jobs a caller wants listed: <c>status</c> (several, with commas), <c>queue</c>, <c>url</c>, <c>priority</c>, <c>before</c>, <c>limit</c>.</summary>
internal static class JobQueryReader
{
    private const int DefaultLimit = 50;

    public static bool TryRead(IQueryCollection values, int maxLimit, out JobQuery query, out ApiError? error)
    {
        query = new JobQuery { Queue = values["queue"].FirstOrDefault(), Kind = values["url"].FirstOrDefault(), Limit = DefaultLimit };
        List<JobStatus> statuses = [];
        foreach (var name in (values["status"].FirstOrDefault() ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!JobNames.TryParse(name, out JobStatus status))
            {
                error = ApiErrors.InvalidValue("status", "'status' must be pending, running, completed, failed, cancelled or timeout, or several of them with commas.");
                return false;
            }

            statuses.Add(status);
        }

        query = query with { Statuses = statuses };
        error = ReadRest(values, maxLimit, ref query);
        return error is null;
    }

    private static ApiError? ReadRest(IQueryCollection values, int maxLimit, ref JobQuery query)
    {
        if (values["priority"].FirstOrDefault() is { } name)
        {
            if (!JobNames.TryParse(name, out JobPriority priority))
            {
                return ApiErrors.InvalidValue("priority", "'priority' must be low, normal, high or urgent.");
            }

            query = query with { Priority = priority };
        }

        if (values["before"].FirstOrDefault() is { } before)
        {
            if (!Guid.TryParse(before, out var id))
            {
                return ApiErrors.InvalidValue("before", "'before' must be the id of a job: the last one of the page before.");
            }

            query = query with { Before = id };
        }

        if (values["limit"].FirstOrDefault() is { } limit)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1 || count >= maxLimit)
            {
                return ApiErrors.InvalidValue("limit", $"'limit' must be a number from 1 to {maxLimit - 1}.");
            }

            query = query with { Limit = count };
        }

        return null;
    }
}
