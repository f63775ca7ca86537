namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /admin/providers</c>, <c>/admin/routes</c> and <c>/admin/aliases</c>, ordered by id.</summary>
public sealed record AdminSettingList
{
    /// <summary>Gets the settings.</summary>
    public required IReadOnlyList<AdminSetting> Data { get; init; }
}
