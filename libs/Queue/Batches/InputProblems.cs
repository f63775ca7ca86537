namespace Switchyard.Queue.Batches;

/// <summary>What can be wrong with a batch's file as a whole.</summary>
internal static class InputProblems
{
    public const int MaxRequests = 50_000;

    public static readonly BatchProblem Gone = new("input_file_not_found", "The input file is gone: it was deleted, or its time was over, before all of its requests were begun.", "input_file_id", null);

    public static readonly BatchProblem Empty = new("empty_file", "The input file has no requests: it needs one a line.", "input_file_id", null);

    public static BatchProblem TooMany(int line) => new("too_many_tasks", $"The input file has more than {MaxRequests} requests; split it into several batches.", "input_file_id", line);

    public static BatchProblem TooLong(int line, int maxBytes) => new("line_too_long", $"The line has more than {maxBytes} bytes.", null, line);

    public static BatchProblem Repeated(int line, string customId) => new("duplicate_custom_id", $"'custom_id' must be another one in each line; '{customId}' was there before.", "custom_id", line);
}
