using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Administration;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>How each provider and address is, and what an administrator may change: providers, routes, aliases, defaults.</summary>
public sealed partial class Providers
{
    private const int ChangesShown = 20;
    private const string NoKey = "The dashboard has no administrator's key for the router. AppHost generates one and gives it to both. " +
        $"Whoever starts the services otherwise sets Router:Admin:Key there and the same value as {RouterAdminClient.KeySetting} here.";

    private readonly Dictionary<string, Reply<AdminSettingList>> _settings = new(StringComparer.Ordinal);
    private Reply<ProviderList> _providers;
    private Reply<AdminStatus> _status;
    private Reply<AdminChangeList> _changes;
    private string? _drainProblem;
    private bool _asked;

    [Inject]
    private RouterClient Router { get; set; } = null!;

    [Inject]
    private RouterAdminClient Admin { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private bool CanChange => _status.Succeeded;

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var adminAsked = RefreshAdministrationAsync(cancellationToken);
        _providers = await Router.GetProvidersAsync(cancellationToken);
        await adminAsked;
        _asked = true;
    }

    private async Task RefreshAdministrationAsync(CancellationToken cancellationToken)
    {
        if (!Admin.HasKey)
        {
            return;
        }

        _status = await Admin.GetStatusAsync(cancellationToken);
        if (_status.Succeeded)
        {
            _changes = await Admin.GetChangesAsync(ChangesShown, cancellationToken);
            foreach (var kind in SettingKind.All.Where(static kind => kind != SettingKind.Defaults))
            {
                _settings[kind.Name] = await Admin.GetSettingsAsync(kind.Name, cancellationToken);
            }

            var defaults = await Admin.GetDefaultsAsync(cancellationToken);
            _settings[SettingKind.Defaults.Name] = new Reply<AdminSettingList>(defaults.Value is { } setting ? new AdminSettingList { Data = [setting] } : null, defaults.Problem, defaults.Disconnected);
        }
    }

    private async Task DrainAsync(string provider, EndpointInfo endpoint)
    {
        var reply = await Admin.DrainAsync(provider, endpoint.Name, !endpoint.Draining, CancellationToken.None);
        _drainProblem = reply.Problem;
        await RefreshNowAsync();
    }
}
