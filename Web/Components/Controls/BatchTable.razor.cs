using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Batches;

namespace Switchyard.Web.Components.Controls;

/// <summary>Batches, one a row, with how far each is and its files.</summary>
public sealed partial class BatchTable
{
    // Hours of answers end by a cancel: it is asked for twice.
    private string? _asked;

    [Parameter, EditorRequired]
    public required IReadOnlyList<BatchObject> Batches { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<BatchObject> OnCancel { get; set; }

    private static DateTimeOffset Created(BatchObject batch) => DateTimeOffset.FromUnixTimeSeconds(batch.CreatedAt);

    private Task ConfirmAsync(BatchObject batch)
    {
        _asked = null;
        return OnCancel.InvokeAsync(batch);
    }
}
