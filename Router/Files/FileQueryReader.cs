using Switchyard.Queue.Files;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>Reads which files a caller wants listed: <c>purpose</c>, <c>order</c>, <c>after</c>, <c>limit</c>.</summary>
internal static class FileQueryReader
{
    private const int MaxLimit = 10_000;

    public static bool TryRead(IQueryCollection values, out FileQuery query, out ApiError? error)
    {
        query = new FileQuery();
        if (!PageReader.TryReadLimit(values, MaxLimit, MaxLimit, out var limit, out error))
        {
            return false;
        }

        query = query with { Limit = limit };
        error = ReadPurpose(values["purpose"].FirstOrDefault(), ref query) ?? ReadOrder(values["order"].FirstOrDefault(), ref query) ?? ReadAfter(values["after"].FirstOrDefault(), ref query);
        return error is null;
    }

    private static ApiError? ReadPurpose(string? name, ref FileQuery query)
    {
        if (name is null)
        {
            return null;
        }

        var isKnown = FileNames.TryParse(name, out FilePurpose purpose);
        query = query with { Purpose = purpose };
        return isKnown ? null : ApiErrors.InvalidValue("purpose", "'purpose' must be batch or batch_output.");
    }

    private static ApiError? ReadOrder(string? order, ref FileQuery query)
    {
        query = query with { OldestFirst = order == "asc" };
        return order is null or "asc" or "desc" ? null : ApiErrors.InvalidValue("order", "'order' must be asc or desc.");
    }

    private static ApiError? ReadAfter(string? name, ref FileQuery query)
    {
        if (name is null)
        {
            return null;
        }

        var isKnown = FileNames.TryParse(name, out Guid id);
        query = query with { After = id };
        return isKnown ? null : ApiErrors.InvalidValue("after", "'after' must be the id of a file: the last one of the page before.");
    }
}
