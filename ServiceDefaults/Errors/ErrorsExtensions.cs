using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>Registers how errors are answered.</summary>
internal static class ErrorsExtensions
{
    public static IServiceCollection AddErrors(this IServiceCollection services)
    {
        services.TryAddSingleton<ApiErrorWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, DevelopmentPageFilter>());
        return services;
    }
}
