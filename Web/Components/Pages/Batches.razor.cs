using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Batches;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>The batches: how far each is, what is wrong with it, and its files.</summary>
public sealed partial class Batches
{
    private const int PageSize = 25;
    private const int MaxShown = 500;
    private const string Sample = """
        echo '{"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": [{"role": "user", "content": "What is the capital of France?"}]}}' > requests.jsonl
        ./switchyard batches submit requests.jsonl --wait
        """;

    private Reply<BatchList>? _batches;
    private string? _cancelProblem;
    private int _limit = PageSize;

    [Inject]
    private BatchClient Client { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken) => _batches = await Client.GetBatchesAsync(_limit, cancellationToken);

    private Task ShowMoreAsync()
    {
        _limit = Math.Min(_limit + PageSize, MaxShown);
        return RefreshNowAsync();
    }

    private async Task CancelAsync(BatchObject batch)
    {
        _cancelProblem = (await Client.CancelAsync(batch.Id, CancellationToken.None)).Problem;
        await RefreshNowAsync();
    }
}
