namespace Switchyard.Router.Storage;

/// <summary>One setting as administrators left it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its name among its kind.</param>
/// <param name="Version">The change that made it.</param>
/// <param name="Json">Its value, in the JSON of the configuration section of the same name.</param>
/// <param name="Secret">A provider's key, encrypted.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">By whom.</param>
internal sealed record StoredSetting(SettingKind Kind, string Id, long Version, string Json, byte[]? Secret, DateTimeOffset UpdatedAt, string UpdatedBy);
