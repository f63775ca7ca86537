using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>What models there are, where they come from, and how to get larger ones.</summary>
public sealed partial class Models
{
    private Reply<ModelList> _models;
    private Reply<ProviderList> _providers;
    private string? _removalProblem;
    private bool _asked;

    [Inject]
    private RouterClient Router { get; set; } = null!;

    [Inject]
    private RouterAdminClient Admin { get; set; } = null!;

    // Models are the administrator's to change.
    private IReadOnlyList<ProviderInfo> Pullers => Admin.HasKey ? [.. (_providers.Value?.Data ?? []).Where(static provider => provider.CanPull == true)] : [];

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var providersAsked = Router.GetProvidersAsync(cancellationToken);
        _models = await Router.GetModelsAsync(cancellationToken);
        _providers = await providersAsked;
        _asked = true;
    }

    private async Task RemoveAsync(string id)
    {
        var reply = await Admin.RemoveModelAsync(id, CancellationToken.None);
        _removalProblem = reply.Problem;
        await RefreshNowAsync();
    }
}
