using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What the contracts of batches have in common.</summary>
public abstract class BatchStoreContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly List<BatchKeeper> _keepers = [];

    protected IBatchStore Batches => Store.Batches;

    public override async ValueTask DisposeAsync()
    {
        _keepers.ForEach(static keeper => keeper.Dispose());
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A request that asks for <paramref name="id"/>.</summary>
    protected static string LineOf(string id) => $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"test","body":{"n":"{{{id}}}"}}""";

    protected static string LinesOf(params IEnumerable<string> ids) => string.Join('\n', ids.Select(LineOf));

    protected BatchKeeper Keeper(int maxPending = 20_000) => KeeperOf(Store, maxPending);

    protected BatchKeeper KeeperOf(JobStore store, int maxPending)
    {
        var keeper = new BatchKeeper(store, new QueueOptions { MaxPendingPerTenant = maxPending }, TimeProvider.System, NullLogger<BatchKeeper>.Instance);
        _keepers.Add(keeper);
        return keeper;
    }

    protected Task<Guid> UploadAsync(string content) => UploadAsync(Files, content);

    protected static async Task<Guid> UploadAsync(IFileStore files, string content)
    {
        await using var writer = await FileWriter.BeginAsync(files, Token);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(content), Token);
        return (await writer.CompleteAsync(new FileTerms("requests.jsonl", FilePurpose.Batch, TimeSpan.FromDays(60)), Token)).Id;
    }

    protected async Task<Guid> CreateAsync(string content) => (await CreateAsync(await UploadAsync(content))).Id;

    protected Task<Batch> CreateAsync(Guid file) => Batches.CreateAsync(Of(file), Token);

    protected static NewBatch Of(Guid file) => new(file, "test", TimeSpan.FromHours(24), TimeSpan.FromDays(7));

    protected async Task<Batch> FindBatchAsync(Guid id) => (await Batches.FindAsync(id, Token))!;

    /// <summary>Has the keeper go on until <paramref name="condition"/> holds of the batch.</summary>
    protected async Task<Batch> KeepUntilAsync(BatchKeeper keeper, Guid id, Func<Batch, bool> condition, string what)
    {
        Batch? batch = null;
        await Deadline.WaitAsync(
            async () =>
            {
                await keeper.StepAsync(Token);
                return condition(batch = await FindBatchAsync(id));
            },
            Limit,
            what,
            Token);
        return batch!;
    }

    protected Task<Batch> KeepToTheEndAsync(BatchKeeper keeper, Guid id) => KeepUntilAsync(keeper, id, static batch => batch.IsFinal, "the batch to end");

    protected Task<Batch> KeepUntilSubmittedAsync(BatchKeeper keeper, Guid id, int count) => KeepUntilAsync(keeper, id, batch => batch.Submitted == count, $"{count} jobs to be submitted");

    /// <summary>Gives the keeper several turns, between which enough time passes.</summary>
    protected async Task KeepOnAsync(BatchKeeper keeper)
    {
        for (var turn = 0; turn < 8; turn++)
        {
            await PassAsync(TimeSpan.FromSeconds(1));
            await keeper.StepAsync(Token);
        }
    }

    /// <summary>Claims the batch that is due, when one is.</summary>
    protected async Task<ClaimedBatch> ClaimBatchAsync(TimeSpan leaseTime)
    {
        ClaimedBatch? claimed = null;
        await Deadline.WaitAsync(async () => (claimed = await Batches.ClaimAsync(leaseTime, Token)) is not null, Limit, "a batch to be due", Token);
        return claimed!;
    }

    /// <summary>Does the jobs that wait.</summary>
    protected async Task<IReadOnlyList<ClaimedJob>> WorkAsync(int count = 1_000)
    {
        var claimed = await Jobs.ClaimAsync(Claim(count), Token);
        foreach (var job in claimed)
        {
            await Jobs.CompleteAsync(job.Lease, ResultOf(TextOf(job)), Token);
        }

        return claimed;
    }

    /// <summary>Reads a file that a batch led to, line by line.</summary>
    protected async Task<IReadOnlyList<JsonElement>> ReadAsync(Guid? file)
    {
        await using var stream = new StoredFileStream(Files, file!.Value, start: 0);
        using var reader = new StreamReader(stream);
        return [.. (await reader.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];
    }

    protected static IEnumerable<string?> IdsOf(IEnumerable<JsonElement> lines) => lines.Select(static line => line.GetProperty("custom_id").GetString());

    protected static IEnumerable<(string?, string?)> ErrorsOf(IEnumerable<JsonElement> lines) =>
        lines.Select(static line => (line.GetProperty("custom_id").GetString(), line.GetProperty("error").GetProperty("code").GetString()));
}
