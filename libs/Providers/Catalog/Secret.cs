namespace Switchyard.Providers.Catalog;

/// <summary>A value that must not reach a log or an answer by accident: printing it shows nothing of it.</summary>
/// <param name="value">The value.</param>
public sealed class Secret(string value)
{
    /// <summary>Gets the value, for the one place that sends it.</summary>
    public string Reveal() => value;

    /// <summary>Gets a constant.</summary>
    public override string ToString() => "***";
}
