namespace Switchyard.Dialects.Features;

/// <summary>What becomes of a feature in a dialect.</summary>
public enum FeatureRule
{
    /// <summary>The dialect has it.</summary>
    Native,

    /// <summary>Servers with extended sampling have it; elsewhere it is dropped and reported.</summary>
    Extended,

    /// <summary>It is a hint: dropped and reported.</summary>
    Dropped,

    /// <summary>It changes what is asked: the request is refused.</summary>
    Refused,
}
