namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a parameter is where no setting says.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value.</summary>
    /// <returns>The value.</returns>
    public abstract string GetDefaultValue();
}
