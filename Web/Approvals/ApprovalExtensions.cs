namespace Switchyard.Web.Approvals;

/// <summary>Registers what knows the requests that wait for people.</summary>
internal static class ApprovalExtensions
{
    public static WebApplicationBuilder AddApprovals(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ApprovalMonitor>();
        return builder;
    }
}
