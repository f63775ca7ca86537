using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;
using Switchyard.ServiceDefaults.Security;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults;

/// <summary>Puts the shared middleware ahead of whatever the service maps, so that no service can forget or reorder it.</summary>
internal sealed class ServicePipeline(IOptions<BrowserSafetyOptions> safety) : IStartupFilter
{
    // Outermost first: the id is known to everything after it, the span sees the final status, errors are written for all that follows.
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<ServerSpanMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(StatusErrors.WriteAsync);
        app.UseMiddleware<RequestRulesMiddleware>();
        if (safety.Value.AllowedOrigins.Count > 0)
        {
            app.UseCors(policy => policy.WithOrigins([.. safety.Value.AllowedOrigins]).AllowAnyHeader().AllowAnyMethod());
        }

        next(app);
    };
}
