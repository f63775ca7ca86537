namespace Switchyard.Queue.Files;

/// <summary>A file that is there as a whole.</summary>
/// <param name="Id">Its name; later files have greater ones.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">What whoever uploaded it called it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ExpiresAt">When it will be forgotten.</param>
public sealed record StoredFile(Guid Id, string Tenant, string Name, FilePurpose Purpose, long Bytes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
