namespace Switchyard.Sandbox.Tests;

/// <summary>With the options that are the default.</summary>
public sealed class FencedSession() : SharedSession(Sandboxed.Create());
