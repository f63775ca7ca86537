using Microsoft.Extensions.Hosting;

namespace Switchyard.ServiceDefaults;

/// <summary>The name a service goes by in health answers and telemetry: the resource's name where AppHost gave one.</summary>
internal sealed record ServiceIdentity(string Name)
{
    private const string Prefix = "Switchyard.";

    public static ServiceIdentity From(IHostApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name)
        {
            return new ServiceIdentity(name);
        }

        var application = builder.Environment.ApplicationName;
        var shortName = application.StartsWith(Prefix, StringComparison.Ordinal) ? application[Prefix.Length..] : application;
        return new ServiceIdentity(shortName.ToLowerInvariant());
    }
}
