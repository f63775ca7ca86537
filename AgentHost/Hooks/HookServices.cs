using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Plugins;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;
using Switchyard.Agents.Hooks.BuiltIn.Auditing;
using Switchyard.Agents.Hooks.BuiltIn.Caching;
using Switchyard.Agents.Hooks.BuiltIn.RateLimits;
using Switchyard.Agents.Hooks.BuiltIn.Redaction;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Registers the hooks of this host's runs: those that are switched on, those of plugins, and any other <see cref="IHook"/> that is registered.</summary>
internal static class HookServices
{
    public static IHostApplicationBuilder AddHooks(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // A key that is misspelt would leave a hook off that somebody relies on.
        services.AddOptionsWithValidateOnStart<AgentHookOptions, AgentHookOptionsValidator>().BindConfiguration(AgentHookOptions.SectionName, binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IValidateOptions<AgentHookOptions>, HookRulesValidator>();
        services.AddSingleton<LoggingHook>().AddSingleton<AuditLog>().AddSingleton(CreateTrace).AddSingleton(CreatePipeline);
        return builder;
    }

    private static TraceBufferHook CreateTrace(IServiceProvider services) => new(Math.Max(1, Options(services).TraceLength), services.GetRequiredService<TimeProvider>());

    private static HookPipeline CreatePipeline(IServiceProvider services)
    {
        var options = Options(services);
        var time = services.GetRequiredService<TimeProvider>();
        return new HookPipeline([.. services.GetServices<IHook>(), .. services.GetRequiredService<LoadedPlugins>().Hooks, .. CreateActing(services, options, time), .. CreateObserving(services, options)], new HookPipelineOptions { TimeBudget = options.TimeBudget }, time);
    }

    private static AgentHookOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AgentHookOptions>>().Value;

    private static IEnumerable<IHook> CreateActing(IServiceProvider services, AgentHookOptions options, TimeProvider time)
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

        if (options.Cost)
        {
            var prices = services.GetRequiredService<IOptions<AgentHostOptions>>().Value.Prices;
            yield return new CostHook(model => prices.TryGetValue(model, out var price) ? new ModelPrices { Input = price.InputPerMillion, Output = price.OutputPerMillion } : null);
        }

        if (options.RecoveryAnswer is { } answer)
        {
            yield return new RecoveryHook((_, _) => new(answer));
        }
    }

    private static IEnumerable<IHook> CreateObserving(IServiceProvider services, AgentHookOptions options)
    {
        if (options.Logging)
        {
            yield return services.GetRequiredService<LoggingHook>();
        }

        if (options.Metrics)
        {
            yield return new MetricsHook();
        }

        if (options.Tracing)
        {
            yield return new TracingHook();
        }

        if (options.Audit)
        {
            yield return new AuditHook(services.GetRequiredService<AuditLog>().WriteAsync, services.GetRequiredService<TimeProvider>());
        }

        if (options.TraceLength > 0)
        {
            yield return services.GetRequiredService<TraceBufferHook>();
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
