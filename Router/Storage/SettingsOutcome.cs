using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Storage;

/// <summary>What came of a change.</summary>
/// <param name="Settings">The settings there are now; <see langword="null"/> where nothing was changed.</param>
/// <param name="Error">Why nothing was.</param>
internal readonly record struct SettingsOutcome(StoredSettings? Settings, ApiError? Error);
