using Switchyard.Contracts.Batches;
using Switchyard.Queue.Batches;
using Switchyard.Router.Files;

namespace Switchyard.Router.Batches;

/// <summary>Says what callers may know of a batch.</summary>
internal static class BatchDescriber
{
    public static BatchObject Describe(Batch batch) => new()
    {
        Id = BatchNames.NameOf(batch.Id),
        Endpoint = batch.Asked.Endpoint,
        Errors = batch.Problems.Count == 0 ? null : new BatchErrors { Data = [.. batch.Problems.Select(Describe)] },
        InputFileId = FileNames.NameOf(batch.Asked.InputFile),
        CompletionWindow = BatchRequestReader.Window,
        Status = BatchNames.NameOf(batch.Status),
        OutputFileId = batch.OutputFile is { } output ? FileNames.NameOf(output) : null,
        ErrorFileId = batch.ErrorFile is { } errors ? FileNames.NameOf(errors) : null,
        CreatedAt = batch.CreatedAt.ToUnixTimeSeconds(),
        InProgressAt = batch.InProgressAt?.ToUnixTimeSeconds(),
        ExpiresAt = batch.ExpiresAt.ToUnixTimeSeconds(),
        FinalizingAt = batch.FinalizingAt?.ToUnixTimeSeconds(),
        CompletedAt = EndOf(batch, BatchStatus.Completed),
        FailedAt = EndOf(batch, BatchStatus.Failed),
        ExpiredAt = EndOf(batch, BatchStatus.Expired),
        CancellingAt = batch.CancellingAt?.ToUnixTimeSeconds(),
        CancelledAt = EndOf(batch, BatchStatus.Cancelled),
        RequestCounts = new BatchRequestCounts(batch.Counts.Total, batch.Counts.Completed, batch.Counts.Failed),
        Metadata = batch.Asked.Metadata,
    };

    public static BatchList Describe(IReadOnlyList<Batch> batches, int limit)
    {
        List<BatchObject> page = [.. batches.Take(limit).Select(Describe)];
        return new BatchList { Data = page, FirstId = page.FirstOrDefault()?.Id, LastId = page.LastOrDefault()?.Id, HasMore = batches.Count > limit };
    }

    private static BatchError Describe(BatchProblem problem) => new() { Code = problem.Code, Message = problem.Message, Param = problem.Param, Line = problem.Line };

    private static long? EndOf(Batch batch, BatchStatus status) => batch.Status == status ? batch.EndedAt?.ToUnixTimeSeconds() : null;
}
