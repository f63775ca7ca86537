namespace Switchyard.Router.Storage;

/// <summary>One entry of the log of changes.</summary>
/// <param name="Version">Its number, one after the other.</param>
/// <param name="Kind">What was changed.</param>
/// <param name="Id">Its name among its kind.</param>
/// <param name="Json">The value it got; <see langword="null"/> where it was removed.</param>
/// <param name="HasSecret">Whether a key is stored with it.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
internal sealed record ChangeRecord(long Version, SettingKind Kind, string Id, string? Json, bool HasSecret, DateTimeOffset At, string By);
