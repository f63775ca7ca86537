using System.Globalization;
using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Charts;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Controls;

/// <summary>Has a provider fetch a model, shows how far it is, and can end it.</summary>
public sealed partial class ModelPull : IAsyncDisposable
{
    private CancellationTokenSource? _running;
    private PullEvent? _progress;
    private string _provider = string.Empty;
    private string _model = string.Empty;
    private string? _pulled;
    private string? _problem;

    /// <summary>Gets or sets the providers that can.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ProviderInfo> Providers { get; set; }

    /// <summary>Gets or sets what is told that a model is there.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnPulled { get; set; }

    [Inject]
    private RouterAdminClient Admin { get; set; } = null!;

    private bool IsRunning => _running is not null;

    public async ValueTask DisposeAsync()
    {
        await CancelAsync();
        GC.SuppressFinalize(this);
    }

    protected override void OnParametersSet()
    {
        if (Providers.All(provider => provider.Id != _provider))
        {
            _provider = Providers[0].Id;
        }
    }

    private async Task PullAsync()
    {
        if (IsRunning || string.IsNullOrWhiteSpace(_model))
        {
            return;
        }

        using var running = _running = new CancellationTokenSource();
        (_pulled, _problem) = (null, null);
        try
        {
            await foreach (var progress in Admin.PullAsync(_provider, _model.Trim(), running.Token))
            {
                _progress = progress;
                StateHasChanged();
            }

            (_pulled, _model) = (_progress?.Model, string.Empty);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            _problem = "The pull was cancelled; the next one goes on from there.";
        }
        catch (ServiceRefusedException exception)
        {
            _problem = exception.Message;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            _problem = ServiceQuery.Unreachable(ServiceNames.Router);
        }
        finally
        {
            (_running, _progress) = (null, null);
        }

        if (_pulled is not null)
        {
            await OnPulled.InvokeAsync();
        }
    }

    private Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    // Without a value the bar says that something happens, not how far it is.
    private static string? PercentOf(PullEvent progress) => progress.Percent?.ToString("0.0", CultureInfo.InvariantCulture);

    private static string BytesOf(PullEvent progress) => progress is { Percent: { } percent, Completed: { } completed, Total: { } total }
        ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0} %, {DisplayText.Bytes(completed)} of {DisplayText.Bytes(total)}")
        : string.Empty;
}
