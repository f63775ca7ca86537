using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Switchyard.Web.Tests.Support;

#pragma warning disable BL0006 // A renderer is made of the render tree's types; this one looks at nothing in them.

/// <summary>Renders a page without a browser: it lives its life, and what an error boundary would be told is kept.</summary>
internal sealed class PageRenderer : IAsyncDisposable
{
    private readonly Silent _renderer;

    public PageRenderer()
        : this(new ServiceCollection())
    {
    }

    /// <param name="services">What is injected into pages that the renderer makes itself.</param>
    public PageRenderer(IServiceCollection services) => _renderer = new Silent(services.BuildServiceProvider());

    public IReadOnlyList<Exception> Failures => _renderer.Failures;

    /// <summary>Gets how often anything was rendered.</summary>
    public int Renders => _renderer.Renders;

    /// <summary>Renders <paramref name="page"/> for the first time.</summary>
    public Task ShowAsync(IComponent page) => _renderer.Dispatcher.InvokeAsync(() => _renderer.ShowAsync(page, ParameterView.Empty));

    /// <summary>Makes a page and renders it for the first time.</summary>
    public Task ShowAsync<TPage>(IDictionary<string, object?> parameters)
        where TPage : IComponent
        => _renderer.Dispatcher.InvokeAsync(() => _renderer.ShowAsync(_renderer.Make(typeof(TPage)), ParameterView.FromDictionary(parameters)));

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    private sealed class Silent(IServiceProvider services) : Renderer(services, NullLoggerFactory.Instance)
    {
        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        public List<Exception> Failures { get; } = [];

        public int Renders { get; private set; }

        public IComponent Make(Type page) => InstantiateComponent(page);

        public Task ShowAsync(IComponent page, ParameterView parameters) => RenderRootComponentAsync(AssignRootComponentId(page), parameters);

        protected override void HandleException(Exception exception) => Failures.Add(exception);

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            Renders++;
            return Task.CompletedTask;
        }
    }
}
