namespace Switchyard.Contracts.Queue;

/// <summary>How the job queue tells tenants apart.</summary>
public static class QueueTenants
{
    /// <summary>The setting that names the header which says whose jobs a caller's are.</summary>
    public const string HeaderSetting = "Router:Queue:TenantHeader";

    /// <summary>What operators say in it, who are no tenant and see all jobs.</summary>
    public const string All = "*";
}
