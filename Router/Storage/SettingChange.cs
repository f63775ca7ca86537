namespace Switchyard.Router.Storage;

/// <summary>One change that somebody asks for.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Id">Its name among its kind.</param>
/// <param name="Json">The new value; <see langword="null"/> removes the setting.</param>
/// <param name="Secret">A provider's key, encrypted.</param>
/// <param name="By">Who asks.</param>
internal sealed record SettingChange(SettingKind Kind, string Id, string? Json, byte[]? Secret, string By);
