namespace Switchyard.Sandbox.Tests;

/// <summary>Without the fence inside Python.</summary>
public sealed class UnfencedSession() : SharedSession(Sandboxed.CreateUnfenced());
