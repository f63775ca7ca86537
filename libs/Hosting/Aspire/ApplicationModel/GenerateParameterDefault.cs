using Switchyard.Hosting.Home;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value of letters and digits.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>Gets or sets how many characters it has at least. Default 22.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Gets or sets a value indicating whether it may hold other characters; without effect here.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        return SecretStore.Generate(MinLength);
    }
}
