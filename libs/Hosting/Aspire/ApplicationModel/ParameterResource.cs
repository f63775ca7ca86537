namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from outside the composition.</summary>
public sealed class ParameterResource : Resource
{
    private readonly Func<string> _valueGetter;

    internal ParameterResource(string name, Func<string> valueGetter, bool secret)
        : base(name)
    {
        _valueGetter = valueGetter;
        Secret = secret;
    }

    /// <summary>Gets a value indicating whether the value must not be shown.</summary>
    public bool Secret { get; }

    /// <summary>Reads the value.</summary>
    internal string GetValue()
    {
        return _valueGetter();
    }
}
