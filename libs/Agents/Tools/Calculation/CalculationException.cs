namespace Switchyard.Agents.Tools.Calculation;

/// <summary>An expression that has no value; the message is for the model. Never leaves <see cref="Calculator"/>.</summary>
internal sealed class CalculationException(string message) : Exception(message);
