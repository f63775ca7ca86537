using Microsoft.AspNetCore.Components;
using Switchyard.Web.Conversations;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Components.Pages;

/// <summary>A conversation with an agent or a model. The conversation outlives this page; the page only shows it.</summary>
public sealed partial class Playground : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private RenderCoalescer? _renders;
    private TargetList? _targets;
    private string _input = string.Empty;

    [Inject]
    private Conversation Conversation { get; set; } = null!;

    [Inject]
    private TargetCatalog Catalog { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private ChatTarget? Target => _targets?.Find(Conversation.TargetKey);

    private bool CanAsk => Target is not null && !string.IsNullOrWhiteSpace(_input);

    private string Placeholder => Target is { Kind: ChatTargetKind.Agent } ? "Ask the agent something it can work out" : "Write a message";

    private string Opening => Target switch
    {
        { Kind: ChatTargetKind.Agent } agent => $"{agent.Description} Its steps are shown as they happen.",
        { Demo: true } => "A small demo model that runs on this machine. It knows a few dozen facts; connect a larger one on the Models page.",
        { Description.Length: > 0 } model => model.Description,
        _ => "Say something to begin.",
    };

    private IReadOnlyList<string> Suggestions => Target is { Kind: ChatTargetKind.Agent }
        ? ["What is 48 * 73?", "What time is it in Tokyo?", "How many days are between 2026-01-01 and 2026-12-24?", "Generate a UUID."]
        : ["Hello! What can you do?", "What is the capital of France?", "Plan a birthday party in three steps."];

    public async ValueTask DisposeAsync()
    {
        Conversation.Changed -= OnConversationChanged;
        await _left.CancelAsync();
        if (_renders is not null)
        {
            await _renders.DisposeAsync();
        }

        _left.Dispose();
    }

    protected override void OnInitialized()
    {
        _renders = new RenderCoalescer(() => InvokeAsync(StateHasChanged), DispatchExceptionAsync, RenderCoalescer.DefaultInterval, Time);
        Conversation.Changed += OnConversationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await LoadTargetsAsync();
            StateHasChanged();
        }
    }

    private IEnumerable<ChatTarget> TargetsOf(ChatTargetKind kind) => _targets?.Targets.Where(target => target.Kind == kind) ?? [];

    private async Task LoadTargetsAsync()
    {
        try
        {
            _targets = await Catalog.LoadAsync(_left.Token);
            Conversation.TargetKey = Target?.Key ?? (_targets.Targets is [var first, ..] ? first.Key : null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The person went to another page.
        }
    }

    private void ChooseTarget(ChangeEventArgs change) => Conversation.TargetKey = change.Value as string;

    private void AskInput()
    {
        if (CanAsk && !Conversation.IsBusy)
        {
            Ask(_input);
            _input = string.Empty;
        }
    }

    private void Ask(string question)
    {
        if (Target is { } target)
        {
            Conversation.Ask(question, target);
        }
    }

    private void OnConversationChanged() => _renders?.Request();
}
