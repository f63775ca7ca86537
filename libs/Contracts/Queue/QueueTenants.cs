namespace Switchyard.Contracts.Queue;

/// <summary>How the job queue, and the files and batches beside it, tell tenants apart.</summary>
public static class QueueTenants
{
    /// <summary>The setting that names the header which says which tenant a caller is.</summary>
    public const string HeaderSetting = "Router:Queue:TenantHeader";

    /// <summary>What operators say in it, who are no tenant and see what is of all.</summary>
    public const string All = "*";
}
