using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Plugins;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Caching;
using Switchyard.Agents.Hooks.BuiltIn.RateLimits;
using Switchyard.Agents.Hooks.BuiltIn.Redaction;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Registers the hooks of this host's runs: those that are switched on, those of plugins, and any other <see cref="IHook"/> that is registered.</summary>
internal static class HookServices
{
    public static IHostApplicationBuilder AddHooks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<AgentHookOptions, AgentHookOptionsValidator>().BindConfiguration(AgentHookOptions.SectionName);
        builder.Services.AddSingleton<LoggingHook>().AddSingleton(CreatePipeline);
        return builder;
    }

    private static HookPipeline CreatePipeline(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentHookOptions>>().Value;
        var time = services.GetRequiredService<TimeProvider>();
        return new HookPipeline([.. services.GetServices<IHook>(), .. services.GetRequiredService<LoadedPlugins>().Hooks, .. options.Logging ? [services.GetRequiredService<LoggingHook>()] : Array.Empty<IHook>(), .. Create(options, time)], new HookPipelineOptions { TimeBudget = options.TimeBudget }, time);
    }

    private static IEnumerable<IHook> Create(AgentHookOptions options, TimeProvider time)
    {
        if (options.Redaction)
        {
            yield return new RedactionHook(time);
        }

        if (Limits(options).ToList() is { Count: > 0 } limits)
        {
            yield return new RateLimitHook(limits, time);
        }

        if (options.CachedAnswers > 0)
        {
            yield return new CacheHook(new CacheHookOptions { Capacity = options.CachedAnswers, Lifetime = options.CacheLifetime }, time);
        }

        if (options.Metrics)
        {
            yield return new MetricsHook();
        }

        if (options.Tracing)
        {
            yield return new TracingHook();
        }
    }

    private static IEnumerable<RateLimit> Limits(AgentHookOptions options)
    {
        if (options.ModelCallsPerMinute > 0)
        {
            yield return new RateLimit(options.ModelCallsPerMinute, TimeSpan.FromMinutes(1));
        }

        if (options.ToolCallsPerMinute > 0)
        {
            yield return new RateLimit(options.ToolCallsPerMinute, TimeSpan.FromMinutes(1)) { Point = HookPoint.ToolCalling };
        }
    }
}
