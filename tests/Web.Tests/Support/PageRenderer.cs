using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Switchyard.Web.Tests.Support;

#pragma warning disable BL0006 // A renderer is made of the render tree's types; this one looks at nothing in them.

/// <summary>Renders a page without a browser: it lives its life, and what an error boundary would be told is kept.</summary>
internal sealed class PageRenderer : IAsyncDisposable
{
    private readonly Silent _renderer = new();

    public IReadOnlyList<Exception> Failures => _renderer.Failures;

    /// <summary>Renders <paramref name="page"/> for the first time.</summary>
    public Task ShowAsync(IComponent page) => _renderer.Dispatcher.InvokeAsync(() => _renderer.ShowAsync(page));

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    private sealed class Silent() : Renderer(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance)
    {
        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        public List<Exception> Failures { get; } = [];

        public Task ShowAsync(IComponent page) => RenderRootComponentAsync(AssignRootComponentId(page));

        protected override void HandleException(Exception exception) => Failures.Add(exception);

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;
    }
}
