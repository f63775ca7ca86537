namespace Switchyard.Hosting.Model;

/// <summary>A variable the composition sets; its value is read when the process starts.</summary>
internal sealed record EnvironmentConfig(string Name, Func<string> GetValue);
