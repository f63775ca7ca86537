namespace Switchyard.Agents.Tools.Data;

/// <summary>A query took more steps than it may. Never leaves <see cref="XmlQueryTool"/>.</summary>
internal sealed class StepLimitException : Exception;
